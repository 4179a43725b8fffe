/** Tests of vitest's, each with a mock, a token and a time of its own behind one network. */
import { systemClock, virtualClock, type Clock, type VirtualClock } from '@briakit/core/testing';
import { expect, test as base, type TestAPI } from 'vitest';
import { codeOfBroken } from '../mock/broken-connection.ts';
import type { MockOptions } from '../mock/options.ts';
import { hashText } from '../world/chance.ts';
import { connectionError } from './connection-error.ts';
import { createMock, type Mock } from './create-mock.ts';
import { listen } from './http-server.ts';
import type { MockNetworkOptions } from './node-network.ts';
import { enterNetwork } from './shared-network.ts';
import { matchers } from './vitest-matchers.ts';

/** What every mock of these tests is like. Links to results have the mock's usual origin, so that the network knows it. */
export interface BriakitTestOptions extends Omit<MockOptions, 'clock' | 'mediaOrigin'> {
  /**
   * `virtual`: time stands still until the test moves it. `system`: as time passes, vitest's fake timers included.
   * Default `virtual`.
   */
  readonly clock?: 'virtual' | 'system';
  /**
   * Whether every HTTP request of the process goes through the mock while a file of such tests runs, and what
   * becomes of those that are for nobody, by the first such test that runs in the file; false leaves the network alone, and only `fetch` and `baseUrl` lead to the
   * mock. Default `{ unhandled: 'allow-loopback' }`.
   */
  readonly network?: MockNetworkOptions | false;
}

/** What a test can ask for. */
export interface BriakitFixtures<C extends Clock = VirtualClock> {
  /**
   * More options for the mock, for `test.override({ mockOptions: { plan: 'free' } })`; those of `briakitTest` hold
   * beside them.
   */
  mockOptions: Omit<MockOptions, 'clock' | 'mediaOrigin'>;
  /** This test's own. It answers for `token`, and for every other one that no other test was given. */
  mock: Mock;
  /** A Bria token that no other test has. */
  token: string;
  /** The same tenant's key for Pixazo. */
  subscriptionKey: string;
  /** The mock's time; give it to the client too. */
  clock: C;
  /** Asks the mock in this process, past the network: for clients that take a `fetch` of yours. */
  fetch: typeof globalThis.fetch;
  /** The mock on a port of this machine, for both providers: for other processes, and clients with a base URL. */
  baseUrl: string;
}

/** A clock that can be moved, unless it is the system's. */
export type ClockOf<O extends BriakitTestOptions> = O extends { readonly clock: 'system' }
  ? Clock
  : VirtualClock;

/**
 * vitest's `test`, with a mock in it:
 *
 *     const test = briakitTest({ plan: 'free' });
 *     test('removes a background', async ({ mock, token, clock }) => { … });
 *
 * Every test has a mock, a token and a clock of its own, so tests do not see each other, even when they run at
 * once. The matchers of `MockMatchers` are there as soon as it is called.
 */
export function briakitTest<const O extends BriakitTestOptions = { readonly clock: 'virtual' }>(
  options?: O,
): TestAPI<BriakitFixtures<ClockOf<O>>> {
  expect.extend(matchers);
  const { clock: time = 'virtual', network = {}, seed = 1, ...common }: BriakitTestOptions = options ?? {};

  const extended = base
    .extend('mockOptions', (): BriakitFixtures['mockOptions'] => ({}))
    .extend('clock', () => (time === 'virtual' ? virtualClock() : systemClock))
    .extend('network', { scope: 'file' }, () => network)
    .extend('door', { scope: 'file', auto: true }, ({ network: chosen }, { onCleanup }) => {
      const door = chosen === false ? undefined : enterNetwork(chosen);
      onCleanup(() => door?.leave());
      return door;
    })
    .extend('token', ({ task }) => `test-${++tokens}-${slugOf(task.name)}`)
    .extend('mock', { auto: true }, ({ task, door, token, clock, mockOptions }, { onCleanup }) => {
      // Links do not say whose they are but by their ids, so no two tests may draw the same ones.
      const seeds = `${seed}/${mockOptions.seed ?? ''}/${task.file.name}/${task.fullTestName}`;
      const mock = createMock({
        ...common,
        ...mockOptions,
        // Its own clock of the system keeps no process alive.
        ...(time === 'virtual' && { clock }),
        seed: hashText(seeds),
      });
      door?.connect(token, mock);
      // What it still owes must not be delivered into the next test.
      onCleanup(() => mock.control.reset());
      return mock;
    })
    .extend('subscriptionKey', ({ token }) => token)
    .extend('fetch', ({ mock }) => fetchFrom(mock))
    .extend('baseUrl', async ({ mock }, { onCleanup }) => {
      const server = await listen(mock);
      onCleanup(() => server.close());
      return server.origin;
    });
  // The types of the steps say more than is meant for users, such as the door.
  return extended as unknown as TestAPI<BriakitFixtures<ClockOf<O>>>;
}

let tokens = 0;

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);

const fetchFrom =
  ({ handle }: Mock): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const response = await handle(request);
    if (!response) throw new TypeError(`fetch failed: ${request.url} is not for the mock.`);
    const code = codeOfBroken(response);
    if (code) throw new TypeError('fetch failed', { cause: connectionError(code, new URL(request.url)) });
    return response;
  };
