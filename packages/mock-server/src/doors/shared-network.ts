/** A process has one network, and several who want it: who comes second finds it on, who leaves last turns it off. */
import { setupMockNetwork, type MockNetwork, type MockNetworkOptions } from './node-network.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';

/** The way in, until it is left. */
export interface NetworkVisit {
  readonly connect: Switchboard['connect'];
  /** To be called once. */
  leave(): void;
}

let shared: { readonly board: Switchboard; readonly network: MockNetwork; visits: number } | undefined;

/** @param options - count when nobody is there yet. */
export function enterNetwork(options: MockNetworkOptions): NetworkVisit {
  const mine = (shared ??= turnOn(options));
  mine.visits += 1;
  return {
    connect: (token, mock) => mine.board.connect(token, mock),
    leave() {
      mine.visits -= 1;
      if (mine.visits > 0) return;
      mine.network.disable();
      shared = undefined;
    },
  };
}

function turnOn(options: MockNetworkOptions): NonNullable<typeof shared> {
  const board = createSwitchboard();
  const network = setupMockNetwork(board.mock, options);
  network.enable();
  return { board, network, visits: 0 };
}
