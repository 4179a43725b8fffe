/** Keeps what a mock remembers beyond the life of its page: in IndexedDB, since pictures are in it. */
import type { Snapshot } from '../world/snapshot.ts';
import type { Mock } from './create-mock.ts';

export interface KeptWorld {
  /** Goes on where the last page of this tab has ended; does nothing where there was none. */
  restore(): Promise<void>;
  /** Resolves when what there is by now is kept. */
  save(): Promise<void>;
  /** From here on keeps what happens, soon after it has. @returns what ends that. */
  watch(): () => void;
}

/** The store of a tab outlives its reloads, and no other tab sees it: it knows which world is this tab's. */
const TAB_KEY = 'briakit-mock/tab';
const DATABASE = 'briakit-mock';
const STORE = 'worlds';
/** The worlds of tabs that were closed stay behind. */
const KEPT_MS = 24 * 60 * 60 * 1000;

interface Kept {
  readonly savedAt: number;
  readonly snapshot: Snapshot;
}

export function keepWorld({ control }: Pick<Mock, 'control'>): KeptWorld {
  const tab = (sessionStorage[TAB_KEY] ??= crypto.randomUUID()) as string;
  let saving: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const write = async () => {
    const snapshot = await control.snapshot();
    await withStore('readwrite', (store) => store.put({ savedAt: Date.now(), snapshot } satisfies Kept, tab));
  };
  // One at a time; who comes meanwhile shares the one that begins after it.
  const save = (): Promise<void> => {
    if (!saving) {
      saving = write().finally(() => (saving = undefined));
      return saving;
    }
    next ??= saving
      .catch(() => {})
      .then(() => {
        next = undefined;
        return save();
      });
    return next;
  };

  return {
    save,
    async restore() {
      const kept = await withStore<Kept | undefined>('readonly', (store) => store.get(tab));
      await withStore('readwrite', (store) => forgetOld(store));
      // One of another version of the mock says nothing to this one.
      if (kept) await control.restore(kept.snapshot).catch((error: unknown) => ignoreOtherVersion(error));
    },
    watch: () =>
      control.events.subscribe(() => {
        save().catch((error: unknown) => console.warn('The mock could not be kept for a reload.', error));
      }),
  };
}

function ignoreOtherVersion(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}

function forgetOld(store: IDBObjectStore): IDBRequest<IDBCursorWithValue | null> {
  const request = store.openCursor();
  request.addEventListener('success', () => {
    const cursor = request.result;
    if (!cursor) return;
    if ((cursor.value as Kept).savedAt < Date.now() - KEPT_MS) cursor.delete();
    cursor.continue();
  });
  return request;
}

/** What the request comes to, once its transaction is complete. */
async function withStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      for (const failure of ['error', 'abort'])
        transaction.addEventListener(failure, () =>
          reject(transaction.error ?? new Error('IndexedDB failed.')),
        );
    });
    return request.result;
  } finally {
    database.close();
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  return new Promise((resolve, reject) => {
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('IndexedDB failed.')));
  });
}
