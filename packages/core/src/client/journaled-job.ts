import type { ErrorCode } from '../errors/error-codes.ts';
import { JobWaitTimeoutError } from '../errors/job-wait-timeout-error.ts';
import { isTerminal, refOf, type JobState } from '../job/job-state.ts';
import { keyOf, type JournalEntry } from '../journal/journal-entry.ts';
import type { Keeper } from '../journal/keeper.ts';
import type { Release } from '../journal/lease.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Job } from './job.ts';

/** A job of a client of `withJournal`. */
export interface JournaledJob<Result = unknown> extends Job<Result> {
  /** As given to `submit`, perhaps in an earlier life of the page; undefined where it is followed by `resume`. */
  readonly label: string | undefined;
}

/** The jobs that a client follows, by their keys. */
export type Followed = Map<string, JournaledJob>;

interface Keeping {
  readonly keeper: Keeper;
  readonly followed: Followed;
  readonly label?: string | undefined;
  /** Makes the entry of a job that was submitted here; one that is resumed has its entry, if it has any. */
  readonly entryOf?: (ref: JobRef) => JournalEntry;
  /** Taken already. */
  readonly leased?: Promise<Release | undefined>;
}

/** Failures that are the job's own: what else goes wrong may be mended, and the result be fetched. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['job_failed', 'job_not_found', 'moderation']);

/** The same job, whose entry is kept in the journal from when it is accepted until somebody has its outcome. */
export function journaled<Result>(
  job: Job<Result>,
  { keeper, followed, label, entryOf, leased }: Keeping,
): JournaledJob<Result> {
  let isHandedOut = false;
  /** Somebody who waits for the result is given it a moment after the job has it. */
  let taken: Promise<unknown> | undefined;
  let written: Promise<unknown> | undefined;
  let removed: Promise<unknown> | undefined;
  let released: Promise<unknown> | undefined;

  const look = () => {
    const state = job.getSnapshot();
    const ref = refOf(state);
    // Not accepted yet, if ever. A submit that was stopped under way may still bring its ref.
    if (!ref?.requestId) return;
    const key = keyOf(ref);
    if (entryOf) written ??= keeper.put(entryOf(ref));
    leased ??= keeper.lease(ref);
    const isOver =
      state.phase === 'succeeded' ? isHandedOut : state.phase === 'failed' && FINAL.has(state.error.code);
    if (isOver) removed ??= keeper.remove(ref, written);
    if (!isTerminal(state)) followed.set(key, self);
    else {
      released ??= keeper.release(ref, leased, async () => {
        await taken;
        await removed;
      });
      if (followed.get(key) === self) followed.delete(key);
    }
  };
  const handOut = <T>(value: T): T => {
    isHandedOut = true;
    look();
    return value;
  };
  const shown = (state: JobState<Result>) => (state.phase === 'succeeded' ? handOut(state) : state);
  /** Who goes on with the job that an error carries goes on with this one. */
  const rethrow = (error: unknown): never => {
    throw error instanceof JobWaitTimeoutError ? Object.assign(error, { job: self }) : error;
  };

  const self: JournaledJob<Result> = {
    ...job,
    label,
    peek: job.getSnapshot,
    getSnapshot: () => shown(job.getSnapshot()),
    result(options) {
      const result = job.result(options).then(handOut, rethrow);
      taken = result.catch(() => {});
      return result;
    },
    accepted: (options) => job.accepted(options).catch(rethrow),
    async *[Symbol.asyncIterator]() {
      for await (const state of job) yield shown(state);
    },
  };
  job.subscribe(look);
  look();
  return self;
}
