import { createKeeper, type JournalFault } from '../journal/keeper.ts';
import { keyOf, type JournalEntry } from '../journal/journal-entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Release } from '../journal/lease.ts';
import { endpointFor, type ProviderId, type ResultOf, type Target } from '../providers/endpoint.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Client, SubmitOptions } from './client.ts';
import type { WaitOptions } from './job.ts';
import { journaled, type Followed, type JournaledJob } from './journaled-job.ts';
import { runJob } from './run-job.ts';

/** Who is told when the journal fails. */
export interface JournalOptions {
  /**
   * Told what the journal could not do: it is full, it is not allowed here, an entry cannot be read. No job is
   * harmed by it. Default: nobody is told.
   */
  readonly onJournalError?: (fault: JournalFault) => void;
}

/** Kept with a job. */
export interface Labelled {
  /**
   * What the job is for, in your words, such as the id of the product whose picture it works on: so that the
   * result finds its place after a reload. Kept in the journal as it is.
   */
  readonly label?: string | undefined;
}

/** What a client of `withJournal` can do beside the rest. */
export interface Journaling<P extends ProviderId> {
  /** As without a journal. The job's ref is kept from the moment in which the provider has accepted it. */
  readonly submit: <Input, Result>(
    target: Target<P, Input, Result>,
    input: NoInfer<Input>,
    options?: SubmitOptions & Labelled,
  ) => JournaledJob<Result>;
  /** As without a journal. A wait that is over leaves the job in the journal. */
  readonly run: <Input, Result>(
    target: Target<P, Input, Result>,
    input: NoInfer<Input>,
    options?: WaitOptions & Labelled,
  ) => Promise<Result>;
  /** As without a journal, and whoever else follows the job; writes no entry, and removes it at the end. */
  readonly resume: <Result = unknown>(
    ref: JobRef,
    target?: Target<P, unknown, Result>,
  ) => JournaledJob<Result>;
  /**
   * The jobs of this provider that were accepted and have not ended, the oldest first: of this client, of
   * earlier lives of the page or process, and of others that share the journal. Waits for what this client has
   * begun to write: a process that ends itself does so after it.
   *
   * @throws what the journal throws when it cannot be read.
   */
  readonly pending: () => Promise<readonly JournalEntry[]>;
  /**
   * Follows pending jobs again, and submits nothing. Left out are those that another tab or process follows;
   * those that this client follows anyhow are among them, with the same handle.
   *
   * @param options.endpoints - only jobs of these endpoints and operations, with results that are typed and
   * checked. Without it all, with results as on the wire, except where a job cannot be followed without its
   * endpoint (`needsEndpoint`).
   * @throws what the journal throws when it cannot be read.
   * @throws {TypeError} when an endpoint is another provider's.
   */
  readonly resumePending: {
    (): Promise<readonly JournaledJob[]>;
    <T extends Target<P>>(options: {
      readonly endpoints: readonly T[];
    }): Promise<readonly JournaledJob<ResultOf<T>>[]>;
  };
  /**
   * Removes a job from the journal, such as one that was stopped on purpose. The provider may still finish it,
   * and charge it.
   *
   * @throws what the journal throws when it cannot be written.
   */
  readonly forget: (ref: JobRef) => Promise<void>;
}

/**
 * The same client, with a journal: no job that the provider has accepted is lost with the page or process.
 *
 * An entry is written when the job is accepted, before any wait, and removed when its result was handed out (by
 * `result()`, the iterator or `getSnapshot()`) or when it failed for good. It stays when the job is stopped,
 * because that may still be charged, and when something fails that is not the job's fault, such as a token that
 * has expired. What the provider has forgotten, after a day or so, goes when it is resumed.
 *
 * Two cases have no ref to keep: a submit whose answer never came (`submission: 'unknown'`), and endpoints that
 * answer at once (`mode: 'immediate'`), whose answer is the result.
 *
 * @param client - of one account, as the journal. What else is wrapped around a client goes around this one:
 * `withUploads(withJournal(createClient({ … }), journal))`.
 *
 * @example
 * const client = withJournal(createClient({ provider }), webStorageJournal());
 * client.submit(image.removeBackground, { image }, { label: product.id });
 *
 * @example When the page is there again
 * for (const job of await client.resumePending({ endpoints: [image.removeBackground] })) {
 *   show(job.label, await job.result());
 * }
 */
export function withJournal<P extends ProviderId, C extends Client<P>>(
  client: C & Client<P>,
  journal: Journal,
  { onJournalError = () => {} }: JournalOptions = {},
): Omit<C, keyof Journaling<P>> & Journaling<P> {
  const plain: Client<P> = client;
  const keeper = createKeeper(journal, plain.provider, onJournalError);
  const followed: Followed = new Map();
  /** One after the other: what one call takes over, the next one has. */
  let lastTakeOver: Promise<unknown> = Promise.resolve();

  const takeOver = async (targets?: readonly Target<P>[]): Promise<JournaledJob[]> => {
    await keeper.settle();
    const byId =
      targets && new Map(targets.map((target) => [endpointFor(target, plain.provider).id, target]));
    const wanted = async () =>
      (await keeper.list()).filter(({ ref, needsEndpoint }) =>
        byId ? byId.has(ref.endpoint) : !needsEndpoint,
      );
    const leases = new Map<string, { readonly ref: JobRef; readonly leased: Promise<Release | undefined> }>();
    for (const { ref } of await wanted()) leases.set(keyOf(ref), { ref, leased: keeper.lease(ref) });
    for (const [key, { leased }] of leases) if (!(await leased)) leases.delete(key);
    try {
      // Who had the lease until now may have seen the end of the job: only what is still there is followed.
      return (await wanted()).flatMap(({ ref, label }) => {
        const key = keyOf(ref);
        const known = followed.get(key);
        const lease = leases.get(key);
        if (known || !lease) return known ?? [];
        leases.delete(key);
        const job = plain.resume(ref, byId?.get(ref.endpoint));
        return journaled(job, { keeper, followed, label, leased: lease.leased });
      });
    } finally {
      for (const { ref, leased } of leases.values()) void keeper.release(ref, leased);
    }
  };

  const added: Journaling<P> = {
    submit(target, input, { label, ...options } = {}) {
      const job = plain.submit(target, input, options);
      const { mode, probe } = endpointFor(target, plain.provider);
      if (mode === 'immediate') return { ...job, label };
      const entryOf = (ref: JobRef): JournalEntry => ({
        v: 1,
        ref,
        label,
        needsEndpoint: probe && true,
      });
      return journaled(job, { keeper, followed, label, entryOf });
    },
    run: (target, input, { label, ...wait } = {}) =>
      runJob(() => added.submit(target, input, { label }), wait),
    resume<Result>(ref: JobRef, target?: Target<P, unknown, Result>) {
      const known = followed.get(keyOf(ref)) as JournaledJob<Result> | undefined;
      return known ?? journaled(plain.resume(ref, target), { keeper, followed });
    },
    async pending() {
      await keeper.settle();
      return keeper.list();
    },
    resumePending({ endpoints }: { readonly endpoints?: readonly Target<P>[] } = {}) {
      const jobs = lastTakeOver.then(() => takeOver(endpoints));
      lastTakeOver = jobs.catch(() => {});
      return jobs as Promise<never[]>;
    },
    async forget(ref) {
      await keeper.settle();
      await journal.delete(keyOf(ref));
    },
  };
  return { ...client, ...added };
}
