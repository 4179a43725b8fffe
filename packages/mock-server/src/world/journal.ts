import { findDifferences, type JournalFilter } from './journal-filter.ts';
import type { JournalEntry } from './journal-entry.ts';

export type { JournalEntry, Operation } from './journal-entry.ts';
export type { JournalFilter } from './journal-filter.ts';

export interface Journal {
  add(entry: JournalEntry): void;
  /** What was asked and answered, oldest first; the latest of it. */
  requests(filter?: JournalFilter): readonly JournalEntry[];
  clear(): void;
}

const USUAL_MAX = 10_000;

/**
 * @param onEntry - is told of each that is added.
 * @param max - how many are kept.
 */
export function createJournal(
  onEntry: (entry: JournalEntry) => void = () => {},
  max: number = USUAL_MAX,
): Journal {
  const entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push(Object.freeze(entry));
      onEntry(entry);
      // All at once, now and then: to take one from the front moves all the others.
      if (entries.length >= 2 * max) entries.splice(0, max);
    },
    requests: (filter = {}) =>
      entries.slice(-max).filter((entry) => findDifferences(filter, entry).length === 0),
    clear: () => void entries.splice(0),
  };
}
