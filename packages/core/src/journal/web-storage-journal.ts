import type { Journal } from './journal.ts';
import { leaseWithWebLocks } from './lease.ts';

/** Which web storage, and under which name. */
export interface WebStorageJournalOptions {
  /** Default `localStorage`, looked up at each use, so that a journal can be made where there is none. */
  readonly storage?: Storage;
  /** One name per account, where several use one browser. Default `briakit`. */
  readonly name?: string;
}

/**
 * A journal in the browser's web storage, shared by all tabs of the origin. An entry is written before its job
 * waits for anything, so not even a page that closes at once loses it. There is room for some 10 000 jobs.
 *
 * Two tabs do not follow one job: each holds a Web Lock for every job that it follows, and the browser gives
 * the lock back when the tab is closed, reloaded or crashes.
 *
 * @example
 * const client = withJournal(createClient({ provider }), webStorageJournal({ name: `briakit-${userId}` }));
 */
export function webStorageJournal({ storage, name = 'briakit' }: WebStorageJournalOptions = {}): Journal {
  const prefix = `${name}:job:`;
  const store = (): Storage => {
    const found = storage ?? globalThis.localStorage;
    if (found) return found;
    throw new TypeError('There is no web storage here.');
  };
  return {
    put: async (key, entry) => store().setItem(prefix + key, entry),
    delete: async (key) => store().removeItem(prefix + key),
    async list() {
      const found = store();
      return Array.from({ length: found.length }, (_, index) => found.key(index) ?? '')
        .filter((key) => key.startsWith(prefix))
        .map((key) => found.getItem(key) ?? '');
    },
    lease: leaseWithWebLocks(prefix),
  };
}
