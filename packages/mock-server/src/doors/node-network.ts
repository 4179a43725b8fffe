/**
 * The door for tests in Node: every HTTP request of this process goes through the mock.
 *
 * MSW's `setupServer` is not enough here. It answers global `fetch` and `node:http`, but requests of the undici
 * package pass it by, out to the real and billed API; the interceptor below sits at the sockets and sees all.
 * Nor is the interceptor enough: it lets out what it does not understand, and so there is a guard behind it.
 */
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { defineNetwork, HttpNetworkFrame, InterceptorSource } from 'msw/experimental';
import { codeOfBroken } from '../mock/broken-connection.ts';
import { assertNever } from '../world/assert-never.ts';
import { connectionError } from './connection-error.ts';
import type { Mock } from './create-mock.ts';
import { guardConnections } from './guard-connections.ts';
import { isLoopback } from './loopback.ts';

/** What becomes of requests that are not for the mock. */
export interface MockNetworkOptions {
  /**
   * What happens to a request that is not for the mock. `reject`: it fails as if the network were down.
   * `allow-loopback`: the same, except on this machine. `allow`: it goes out. Default `allow-loopback`.
   *
   * Connections that are not HTTP, such as to a database, fare alike. One to a host that is out of bounds fails
   * before DNS, as soon as the client says something; until then it hangs. The origins of the mock are out of
   * bounds whatever is chosen.
   */
  readonly unhandled?: 'reject' | 'allow-loopback' | 'allow';
}

/** A network in which both providers are the mock. */
export interface MockNetwork {
  /**
   * From here on requests go through the mock. Do it before the first request of the process: a connection that
   * `fetch` or an undici pool has opened to a real host already is used again, past the mock.
   *
   * @throws when it is on already.
   */
  enable(): void;
  /**
   * From here on they do not. A client that has just given up a request may still be about to connect anew: leave
   * it a turn of the event loop before.
   *
   * @throws when it is not on.
   */
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
  const mayLeave = (url: URL) => mayPass(url, unhandled) && !mock.origins.includes(url.origin);
  const interceptor = new HttpRequestInterceptor();
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [interceptor] })],
    handlers: mock.handlers,
    context: { quiet: true },
    // Never the strategy 'error': it lets requests for pictures pass, and pictures are what this is about.
    onUnhandledFrame({ frame }) {
      const url = frame instanceof HttpNetworkFrame ? new URL(frame.data.request.url) : undefined;
      if (!mayPass(url, unhandled)) throw Response.error();
    },
  });
  let session: AbortController | undefined;

  const enable = () => {
    if (active) throw new Error('A mock network is on already. Disable it before another one is enabled.');
    session = new AbortController();
    guardConnections(mayLeave, session.signal);
    // Ahead of MSW, for which all broken connections are the same.
    interceptor.on('request', ({ request, controller }) => {
      const respondWith = controller.respondWith.bind(controller);
      controller.respondWith = (response) => {
        const code = codeOfBroken(response);
        if (code) controller.errorWith(connectionError(code, new URL(request.url)));
        else respondWith(response);
      };
    });
    network.enable();
    // MSW lets every CONNECT out. A proxy would go on to the real host; what is in the tunnel comes here anyway.
    interceptor.on('request', ({ request, controller }) => {
      if (request.method === 'CONNECT' && !mayLeave(new URL(`https://${request.url}`)))
        controller.respondWith(new Response());
    });
    active = true;
  };
  const disable = () => {
    if (!session) throw new Error('This mock network is not on.');
    network.disable();
    session.abort();
    session = undefined;
    active = false;
  };
  return {
    enable,
    disable,
    async [Symbol.asyncDispose]() {
      if (session) disable();
    },
  };
}

/** The sockets of a process are one thing, so this is one thing too. */
let active = false;

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
