/**
 * What `@briakit/mock-server/browser` is where there is no browser: who bundles for a server, such as Next, looks at
 * every import, be it one that only a page reaches.
 */
import type { MockWorker, setupMockWorker as inBrowser } from './doors/worker.ts';

/** @throws {Error} always, with the way that there is in Node. */
export const setupMockWorker: typeof inBrowser = (): MockWorker => {
  throw new Error('A page has a worker: in Node, use `setupMockNetwork` of `@briakit/mock-server/node`.');
};
