/** Says that something was asked, or was not; and if that is wrong, what came near it. */
import type { JournalEntry } from '../world/journal-entry.ts';
import { findDifferences, type Difference, type JournalFilter } from '../world/journal-filter.ts';

/** What should have been asked, and how often. */
export interface JournalExpectation extends JournalFilter {
  /** Exactly. Default: at least once. */
  readonly times?: number | undefined;
}

/** A request that is not meant, and what of it is different. */
export interface NearMiss {
  readonly entry: JournalEntry;
  readonly differences: readonly Difference[];
}

/** Thrown by `control.journal.verify`. Test runners take it for a failed assertion, which it is. */
export class JournalMismatchError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'journal_mismatch';
  /** How many requests were expected; undefined: at least one. */
  readonly expected: number | undefined;
  /** How many there were. */
  readonly actual: number;
  /** The nearest first, where there were too few; at most three. */
  readonly nearMisses: readonly NearMiss[];

  constructor(message: string, found: Pick<JournalMismatchError, 'expected' | 'actual' | 'nearMisses'>) {
    super(message);
    this.expected = found.expected;
    this.actual = found.actual;
    this.nearMisses = found.nearMisses;
  }
}

const MOST_NEAR_MISSES = 3;

/** @throws {JournalMismatchError} when there are not as many of these requests as expected. */
export function verifyJournal(
  entries: readonly JournalEntry[],
  { times, ...filter }: JournalExpectation,
): void {
  const judged = entries.map((entry) => ({ entry, differences: findDifferences(filter, entry) }));
  const found = judged.filter(({ differences }) => differences.length === 0);
  if (times === undefined ? found.length > 0 : found.length === times) return;
  const isShort = found.length < (times ?? 1);
  const fields = countFields(filter);
  const nearMisses = judged
    // What agrees in nothing is no near miss.
    .filter(({ differences }) => differences.length > 0 && differences.length < Math.max(2, fields))
    .toSorted((a, b) => a.differences.length - b.differences.length)
    .slice(0, isShort ? MOST_NEAR_MISSES : 0);
  const message = [
    `Expected ${times ?? 'at least 1'} request${times === 0 || (times ?? 1) > 1 ? 's' : ''} with ${describe(filter)}; there ${found.length === 1 ? 'was' : 'were'} ${found.length || 'none'}, of ${entries.length} in all.`,
    ...(nearMisses.length > 0 ? ['Nearly:', ...nearMisses.map(describeMiss)] : []),
    ...(isShort ? [] : ['There were:', ...found.map(({ entry }) => describeEntry(entry))]),
  ].join('\n');
  throw new JournalMismatchError(message, { expected: times, actual: found.length, nearMisses });
}

const countFields = (filter: JournalFilter): number =>
  Object.values(filter).filter((value) => value !== undefined).length;

const describe = (filter: JournalFilter): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`)
    .join(', ') || 'anything';

const describeEntry = ({ at, method, path, status }: JournalEntry): string =>
  `  ${new Date(at).toISOString()} ${method} ${path} → ${status}`;

const describeMiss = ({ entry, differences }: NearMiss): string =>
  [
    describeEntry(entry),
    ...differences.map(
      ({ field, expected, actual }) =>
        `    ${field} was ${JSON.stringify(actual) ?? 'not there'}, not ${JSON.stringify(expected)}`,
    ),
  ].join('\n');
