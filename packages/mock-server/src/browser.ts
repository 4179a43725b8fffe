/**
 * `@briakit/mock-server/browser`: the door for pages, by a service worker.
 *
 * @module @briakit/mock-server/browser
 */
export { setupMockWorker, type MockWorker, type MockWorkerOptions } from './doors/worker.ts';
