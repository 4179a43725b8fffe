/** As much of a browser as a journal uses, and the ways in which it fails. */

/** Web storage that is shared by all tabs, and may be full. */
export function fakeStorage() {
  const entries = new Map<string, string>();
  let isFull = false;
  const storage: Storage = {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem(key, value) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
  return { storage, entries, fill: () => void (isFull = true) };
}

type Locks = Pick<LockManager, 'request'>;

/** The locks of an origin; each tab has its own door to them, and lets go of all when it is closed. */
export function fakeLocks() {
  const held = new Map<string, object>();
  const openTab = () => {
    const tab = {};
    const request = async (name: string, _: LockOptions, use: (lock: Lock | null) => unknown) => {
      // As in a browser, the answer takes a turn.
      await Promise.resolve();
      if (held.has(name)) return use(null);
      held.set(name, tab);
      try {
        return await use({ name, mode: 'exclusive' });
      } finally {
        if (held.get(name) === tab) held.delete(name);
      }
    };
    const close = () => {
      for (const [name, holder] of held) if (holder === tab) held.delete(name);
    };
    return { locks: { request } as unknown as Locks, close };
  };
  return { openTab, held };
}

/** One database; each request and each transaction answers in a turn of its own. */
export function fakeIndexedDb() {
  const entries = new Map<string, string>();
  const opened: EventTarget[] = [];
  let fault: DOMException | undefined;

  const ask = (answer: () => unknown) => {
    const result: unknown = undefined;
    const request = Object.assign(new EventTarget(), { result, error: fault });
    queueMicrotask(() => {
      if (!fault) request.result = answer();
      request.dispatchEvent(new Event(fault ? 'error' : 'success'));
    });
    return request;
  };
  const store = {
    put: (value: string, key: string) => ask(() => void entries.set(key, value)),
    delete: (key: string) => ask(() => void entries.delete(key)),
    getAll: () => ask(() => [...entries.values()]),
  };
  let hasStore = false;
  const makeDatabase = () => {
    let isClosed = false;
    return Object.assign(new EventTarget(), {
      createObjectStore: () => void (hasStore = true),
      close: () => void (isClosed = true),
      transaction() {
        if (isClosed || !hasStore) throw new DOMException('closed', 'InvalidStateError');
        const transaction = Object.assign(new EventTarget(), { objectStore: () => store, error: fault });
        setImmediate(() => transaction.dispatchEvent(new Event(fault ? 'abort' : 'complete')));
        return transaction;
      },
    });
  };
  const open = () => {
    const request = ask(() => {
      const database = makeDatabase();
      opened.push(database);
      request.result = database;
      if (!hasStore) request.dispatchEvent(new Event('upgradeneeded'));
      return database;
    });
    return request;
  };
  return {
    indexedDB: { open } as unknown as Pick<IDBFactory, 'open'>,
    entries,
    opened,
    failWith: (error: DOMException | undefined) => void (fault = error),
  };
}
