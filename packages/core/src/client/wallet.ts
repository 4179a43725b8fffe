import type { Fact } from '../providers/read-reply.ts';
import type { Clock } from '../primitives/clock.ts';

/** What is known of the account's wallet: one refusal for want of money speaks for all other submits. */
export interface Balance {
  /** Whether a submit was refused for want of money: until that changes, further ones fail at once, unsent. */
  readonly isEmpty: boolean;
  /** Lets submits go again, when the account was topped up. By itself, one is let go each minute to find out. */
  readonly reopen: () => void;
}

/** The same, for the client itself. */
export interface Wallet extends Balance {
  /** Aborts when the wallet turns out to be empty; undefined for the one that is let go to find out. */
  readonly enter: () => AbortSignal | undefined;
  /** What became of a submit. */
  readonly note: (fact: Fact) => void;
}

/** How often one submit is let go to find out whether there is money again. */
const PROBE_MS = 60_000;

export function createWallet(clock: Clock): Wallet {
  let empty = new AbortController();
  let probeAt = 0;
  const reopen = () => void (empty = new AbortController());
  return {
    get isEmpty() {
      return empty.signal.aborted;
    },
    reopen,
    enter() {
      if (!empty.signal.aborted || clock.now() < probeAt) return empty.signal;
      probeAt = clock.now() + PROBE_MS;
      return undefined;
    },
    note(fact) {
      if (!('error' in fact)) {
        if (empty.signal.aborted) reopen();
      } else if (fact.error?.code === 'insufficient_balance') {
        probeAt = clock.now() + PROBE_MS;
        empty.abort(fact.error);
      }
    },
  };
}
