/**
 * Floor 3 · journal: where the refs of jobs are kept that have not ended, so that they outlive the page or the
 * process that submitted them. A journal stores texts by keys; what is in the texts is `journal-entry.ts`.
 */
import type { Lease } from './lease.ts';

/**
 * A store for `withJournal`: ours, or one of your own. One journal is for one account: a job that another
 * account's token is asked about looks like a job that does not exist.
 *
 * @example A store of your own, for one process
 * const journal: Journal = {
 *   put: async (key, entry) => void (await redis.hSet('jobs', key, entry)),
 *   delete: async (key) => void (await redis.hDel('jobs', key)),
 *   list: () => redis.hVals('jobs'),
 *   lease: leaseInProcess(),
 * };
 */
export interface Journal {
  /**
   * Writes the entry of a job, in place of an earlier one. Called as soon as the job is accepted: what it does
   * before its first `await` is done before the job waits.
   *
   * @param key - names the job; up to some 2 kB, for jobs that are named by their links.
   * @param entry - JSON of a few hundred bytes. Holds no token and nothing of the input, but is private: see `JobRef`.
   */
  readonly put: (key: string, entry: string) => Promise<void>;
  /** Removes the entry of a job, if there is one. */
  readonly delete: (key: string) => Promise<void>;
  /** All entries, in any order. */
  readonly list: () => Promise<readonly string[]>;
  /** Lets one of those who share the journal follow a job. */
  readonly lease: Lease;
}
