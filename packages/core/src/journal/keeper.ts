/** A journal as clients use it: entries instead of texts, and what goes wrong is told and costs no job. */
import type { JobRef } from '../schemas/job-ref.ts';
import { keyOf, parseEntry, type JournalEntry } from './journal-entry.ts';
import type { Journal } from './journal.ts';
import type { Release } from './lease.ts';

/** Something that a journal could not do. The job goes on. */
export interface JournalFault {
  /**
   * - `put`: the entry is not kept, and a reload would lose the job: keep `ref` elsewhere;
   * - `delete`: the entry stays, and the job will be resumed once more;
   * - `lease`: the job is followed for all that, and perhaps by somebody else, too;
   * - `list`: an entry cannot be read, is of another version, and is left alone.
   */
  readonly operation: 'put' | 'delete' | 'lease' | 'list';
  /** The job; undefined where an entry cannot be read. */
  readonly ref: JobRef | undefined;
  /** What the journal threw, such as a `QuotaExceededError`. */
  readonly cause: unknown;
}

export type Keeper = ReturnType<typeof createKeeper>;

export function createKeeper(
  journal: Journal,
  provider: string,
  onJournalError: (fault: JournalFault) => void,
) {
  const underWay = new Set<Promise<unknown>>();
  const told = new Set<string>();

  const tell = (fault: JournalFault) => {
    // A mistake of the listener's must be seen, and must not cost the job.
    queueMicrotask(() => onJournalError(fault));
  };
  /** Never rejects; begins within the call. */
  const attempt = <T>(
    operation: JournalFault['operation'],
    ref: JobRef,
    act: () => Promise<T>,
    otherwise: T,
  ): Promise<T> => {
    const done = (async () => act())()
      .catch((cause: unknown) => {
        tell({ operation, ref, cause });
        return otherwise;
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  };

  return {
    put: (entry: JournalEntry) =>
      attempt('put', entry.ref, () => journal.put(keyOf(entry.ref), JSON.stringify(entry)), undefined),

    /** @param written - that it is, so that an entry does not come back after it was removed. */
    remove: (ref: JobRef, written: Promise<unknown> | undefined) =>
      attempt(
        'delete',
        ref,
        async () => {
          await written;
          await journal.delete(keyOf(ref));
        },
        undefined,
      ),

    /** A lease that fails is granted: better followed twice than not at all. */
    lease: (ref: JobRef) =>
      attempt<Release | undefined>(
        'lease',
        ref,
        () => journal.lease(keyOf(ref)),
        () => {},
      ),

    /** @param removed - asked for when the lease is there: what has ended goes first, and is not taken over. */
    release: (
      ref: JobRef,
      leased: Promise<Release | undefined>,
      removed: () => Promise<void> = async () => {},
    ) =>
      attempt(
        'lease',
        ref,
        async () => {
          const release = await leased;
          await removed();
          release?.();
        },
        undefined,
      ),

    /** What has begun is done: so that what is listed is up to date. */
    settle: async () => {
      await Promise.all(underWay);
    },

    /** The jobs of this provider that have not ended, the oldest first. */
    async list(): Promise<JournalEntry[]> {
      const entries = (await journal.list()).flatMap((text) => {
        try {
          return [parseEntry(text)];
        } catch (cause) {
          if (told.size < told.add(text).size) tell({ operation: 'list', ref: undefined, cause });
          return [];
        }
      });
      return entries
        .filter(({ ref }) => ref.provider === provider)
        .toSorted((a, b) => a.ref.acceptedAt - b.ref.acceptedAt);
    },
  };
}
