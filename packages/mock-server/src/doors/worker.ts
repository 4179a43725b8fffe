/** The door for the browser: a service worker answers the requests of the page, pictures in `<img>` included. */
import { setupWorker } from 'msw/browser';
import { HttpNetworkFrame } from 'msw/experimental';
import { realOrigins } from '../mock/router.ts';
import type { Mock } from './create-mock.ts';
import { keepWorld, type KeptWorld } from './kept-world.ts';
import { createHandlers } from './msw-handlers.ts';

/** Where the worker’s script is, and how much it says. */
export interface MockWorkerOptions {
  /** Where the page finds MSW's worker script (`npx msw init public`). Default `/mockServiceWorker.js`. */
  readonly workerUrl?: string;
  /** Whether to keep quiet about requests in the browser's console. Default true. */
  readonly quiet?: boolean;
  /**
   * `session`: when the page is reloaded, or another page of this tab has a mock with the same options, jobs,
   * wallets, faults and all else are still there; the answer to a submit is held until it is kept. Default `none`.
   */
  readonly persist?: 'none' | 'session';
}

/** A service worker that answers for both providers. */
export interface MockWorker {
  /**
   * Resolves when requests go through the mock.
   *
   * @throws {Error} when the worker does not take control of the page: better no page than a billed request.
   */
  readonly start: () => Promise<void>;
  /** Lets all requests of the page pass again. */
  readonly stop: () => Promise<void>;
}

/**
 * Puts a mock between a page and the network. What is not for the mock passes, except for requests to the real
 * providers: they fail, because a page under test must not spend money.
 */
export function setupMockWorker(mock: Mock, options: MockWorkerOptions = {}): MockWorker {
  const { workerUrl = '/mockServiceWorker.js', quiet = true, persist = 'none' } = options;
  const kept = persist === 'session' ? keepWorld(mock) : undefined;
  const worker = setupWorker(...(kept ? createHandlers(keeping(mock, kept)) : mock.handlers));
  let unwatch = () => {};
  return {
    async start() {
      await kept?.restore();
      unwatch = kept?.watch() ?? unwatch;
      await worker.start({
        quiet,
        serviceWorker: { url: freshUrl(workerUrl) },
        onUnhandledFrame({ frame }) {
          if (!(frame instanceof HttpNetworkFrame)) return;
          if (realOrigins.includes(new URL(frame.data.request.url).origin)) throw Response.error();
        },
      });
      await untilControlled();
    },
    async stop() {
      unwatch();
      await worker.stop();
    },
  };
}

/** What a client was told that something is there, is there after a reload too. */
const keeping = ({ origins, handle }: Mock, kept: KeptWorld): Pick<Mock, 'origins' | 'handle'> => ({
  origins,
  async handle(request) {
    const response = await handle(request);
    if (response && request.method !== 'GET' && request.method !== 'HEAD') await kept.save();
    return response;
  },
});

const CONTROL_WITHIN_MS = 5_000;

/**
 * MSW's worker leaves with its last page. A page that opens at that moment gets the old registration back, which
 * never takes control of it: all its requests would go past the mock. A script by another name is installed anew.
 */
function freshUrl(workerUrl: string): string {
  const inControl = navigator.serviceWorker.controller?.scriptURL;
  return inControl?.includes(workerUrl) ? inControl : `${workerUrl}?${Date.now()}`;
}

async function untilControlled(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  await new Promise((resolve, reject) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    setTimeout(() => reject(new Error('The service worker does not control this page.')), CONTROL_WITHIN_MS);
  });
}
