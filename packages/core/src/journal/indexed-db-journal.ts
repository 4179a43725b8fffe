import type { Journal } from './journal.ts';
import { leaseWithWebLocks } from './lease.ts';

/** Which database. */
export interface IndexedDbJournalOptions {
  /** Default `indexedDB`, looked up at each use, so that a journal can be made where there is none. */
  readonly indexedDB?: Pick<IDBFactory, 'open'>;
  /** Of the database: one per account, where several use one browser. Default `briakit`. */
  readonly name?: string;
}

const STORE = 'jobs';

/**
 * A journal in an IndexedDB of the origin: for workers, which have no web storage, and for very many jobs. An
 * entry is under way when its job begins to wait, and written a few milliseconds later; where that is too
 * late, take `webStorageJournal`. Two tabs do not follow one job, by the same locks as there.
 *
 * @example In a worker
 * const client = withJournal(createClient({ provider }), indexedDbJournal());
 */
export function indexedDbJournal({ indexedDB, name = 'briakit' }: IndexedDbJournalOptions = {}): Journal {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opened = undefined;
  };

  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = (indexedDB ?? globalThis.indexedDB).open(name, 1);
      request.addEventListener('upgradeneeded', () => void request.result.createObjectStore(STORE));
      request.addEventListener('error', () => reject(request.error));
      request.addEventListener('success', () => {
        const database = request.result;
        // The browser may close it, or somebody may want it deleted: the next use opens it again.
        database.addEventListener('close', forget);
        database.addEventListener('versionchange', () => {
          database.close();
          forget();
        });
        resolve(database);
      });
    });

  const transact = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) => {
    opened ??= open();
    opened.catch(forget);
    const database = await opened;
    return new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      // What is written is written when the transaction is complete, and not before.
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  };

  return {
    put: async (key, entry) => void (await transact('readwrite', (store) => store.put(entry, key))),
    delete: (key) => transact('readwrite', (store) => store.delete(key)),
    list: () => transact('readonly', (store) => store.getAll() as IDBRequest<string[]>),
    lease: leaseWithWebLocks(`${name}:job:`),
  };
}
