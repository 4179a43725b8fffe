/**
 * The door for tests in Node: every HTTP request of this process goes through the mock.
 *
 * MSW's `setupServer` is not enough here. It answers global `fetch` and `node:http`, but requests of the undici
 * package pass it by, out to the real and billed API; the interceptor below sits at the sockets and sees all.
 */
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { matchRequestUrl } from 'msw';
import { defineNetwork, HttpNetworkFrame, InterceptorSource } from 'msw/experimental';
import { assertNever } from '../world/assert-never.ts';
import type { Mock } from './create-mock.ts';
import { guardConnections } from './guard-connections.ts';
import { isLoopback } from './loopback.ts';

export interface MockNetworkOptions {
  /**
   * What happens to a request that is not for the mock. `reject`: it fails as if the network were down.
   * `allow-loopback`: the same, except on this machine. `allow`: it goes out. Default `allow-loopback`.
   */
  readonly unhandled?: 'reject' | 'allow-loopback' | 'allow';
}

export interface MockNetwork {
  /** From here on requests go through the mock. @throws when it is on already. */
  enable(): void;
  /** From here on they do not. @throws when it is not on. */
  disable(): void;
  /** Disables it if need be, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Puts a mock between this process and the network. Only one may be on at a time: with two, a request would be
 * answered, and charged, twice.
 */
export function setupMockNetwork(mock: Mock, options: MockNetworkOptions = {}): MockNetwork {
  const { unhandled = 'allow-loopback' } = options;
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: mock.handlers,
    context: { quiet: true },
    // Never the strategy 'error': it lets requests for pictures pass, and pictures are what this is about.
    onUnhandledFrame({ frame }) {
      const url = frame instanceof HttpNetworkFrame ? new URL(frame.data.request.url) : undefined;
      if (!mayPass(url, unhandled)) throw Response.error();
    },
  });
  let enabled = false;
  let guard = new AbortController();

  const enable = () => {
    if (active) throw new Error('A mock network is on already. Disable it before another one is enabled.');
    guard = new AbortController();
    network.enable();
    guardConnections((origin) => mayPass(origin, unhandled) && !isOwn(mock, origin), guard.signal);
    active = enabled = true;
  };
  const disable = () => {
    if (!enabled) throw new Error('This mock network is not on.');
    network.disable();
    guard.abort();
    active = enabled = false;
  };
  return {
    enable,
    disable,
    async [Symbol.asyncDispose]() {
      if (enabled) disable();
    },
  };
}

/** The sockets of a process are one thing, so this is one thing too. */
let active = false;

const isOwn = (mock: Mock, origin: URL) =>
  mock.handlers.some(({ info: { path } }) => typeof path !== 'function' && matchRequestUrl(origin, path).matches);

function mayPass(url: URL | undefined, unhandled: NonNullable<MockNetworkOptions['unhandled']>): boolean {
  switch (unhandled) {
    case 'allow':
      return true;
    case 'allow-loopback':
      return url !== undefined && isLoopback(url.hostname);
    case 'reject':
      return false;
    default:
      return assertNever(unhandled);
  }
}
