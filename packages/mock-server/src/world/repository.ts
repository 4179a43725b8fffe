/**
 * Append-only records. `@msw/data` keeps and queries them; a `Map` beside it answers by id at once, because a
 * Collection finds by walking through all records, and shows a new one only after an `await`.
 */
import { Collection, Query } from '@msw/data';
import type * as z from 'zod/mini';

export interface Repository<Item> extends RepositoryView<Item> {
  /** Adds a record, visible to `get` at once and to `find` once `settled`. @throws when its id is taken. */
  insert(item: Item): void;
  /** Resolves when every record is visible to `find`. */
  settled(): Promise<void>;
  /** Whether that is so already. */
  readonly isSettled: boolean;
}

/** Records of one kind, to be read. */
export interface RepositoryView<Item> {
  /** Undefined where there is none. */
  get(id: string): Item | undefined;
  /** The records that match, oldest first; all of them without a predicate. */
  find(matches?: (item: Item) => boolean): readonly Item[];
  readonly size: number;
}

/**
 * @param schema - checked on insert. Its records hold plain data only: no bytes, dates or functions.
 */
export function createRepository<Item extends object>(
  schema: z.ZodMiniType<Item>,
  idOf: (item: Item) => string,
): Repository<Item> {
  const collection = new Collection({ schema });
  const index = new Map<string, Item>();
  let lastWrite = Promise.resolve();
  let pending = 0;

  const write = async (previous: Promise<void>, item: Item) => {
    const written = collection.create(item);
    await previous;
    await written;
  };

  return {
    insert(item) {
      const id = idOf(item);
      if (index.has(id)) throw new Error(`There is a record with the id ${id} already.`);
      index.set(id, Object.freeze(item));
      pending += 1;
      lastWrite = write(lastWrite, item).finally(() => void (pending -= 1));
    },
    settled: () => lastWrite,
    get isSettled() {
      return pending === 0;
    },
    get: (id) => index.get(id),
    find(matches = () => true) {
      // The Collection's own records are live and writable: what leaves here are the frozen ones.
      return collection.findMany(new Query(matches)).flatMap((record) => index.get(idOf(record)) ?? []);
    },
    get size() {
      return index.size;
    },
  };
}
