import type { Journal } from './journal.ts';
import { leaseInProcess } from './lease.ts';

/**
 * A journal that ends with the page or process: for tests, and to see what is pending in one place.
 *
 * @example
 * const client = withJournal(createClient({ provider }), memoryJournal());
 */
export function memoryJournal(): Journal {
  const entries = new Map<string, string>();
  return {
    put: async (key, entry) => void entries.set(key, entry),
    delete: async (key) => void entries.delete(key),
    list: async () => [...entries.values()],
    lease: leaseInProcess(),
  };
}
