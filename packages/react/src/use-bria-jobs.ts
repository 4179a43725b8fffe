'use client';

import {
  isTerminal,
  type Client,
  type Endpoint,
  type Job,
  type Jobs,
  type Operation,
  type ResultOf,
  type Store,
} from '@briakit/core';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { clientWith, useClientWith } from './client-context.tsx';
import { EMPTY, getEmpty } from './empty-list.ts';
import { peek } from './job-source.ts';
import { haveSameFields } from './same-fields.ts';

/** What a list of jobs is made of. */
export type AnyTarget = Endpoint<'bria'> | Endpoint<'pixazo'> | Operation;

/** Which jobs, and whether those of earlier lives of the page are among them. */
export interface UseBriaJobsOptions<T extends AnyTarget> {
  /** Only jobs of these endpoints and operations, which gives their results a type. Default: all. */
  readonly endpoints?: readonly T[] | undefined;
  /** True: only those that are under way; false: only those that have ended. Default: both. */
  readonly isPending?: boolean | undefined;
  /**
   * Follows at the mount, as `client.resumePending()` does, what the journal knows of and nobody follows: with
   * `endpoints` only jobs of these. Needs a client of `withJobs(withJournal(…))`. Default false.
   */
  readonly resumePending?: boolean | undefined;
}

/** Jobs, and how the resuming stands. */
export interface UseBriaJobs<Result> {
  /** The oldest first; the same list until another job belongs to it. `useBriaJobView` shows one of them. */
  readonly jobs: readonly Job<Result>[];
  /** Whether the journal is still being read. */
  readonly isResuming: boolean;
  /** Why it could not be read. */
  readonly resumeError: unknown;
}

/** What `withJournal` adds, as far as it is needed here. */
interface Resuming {
  readonly resumePending: (options?: { readonly endpoints: readonly AnyTarget[] }) => Promise<unknown>;
}

/**
 * The jobs of the client: all that are under way, and the last 100 that have ended. The component renders when
 * another job belongs to the list, not when one of them moves on: for that each row has its own `useBriaJobView`.
 *
 * @throws {Error} where the client was not made with `withJobs` or `createInspectedClient`; with `resumePending`,
 * where it has no journal.
 *
 * @example
 * function Pictures() {
 *   const { jobs, isResuming } = useBriaJobs({ endpoints: [image.removeBackground], resumePending: true });
 *   if (isResuming) return <p>One moment …</p>;
 *   return (
 *     <ul>
 *       {jobs.map((job) => (
 *         <Picture key={jobKey(job)} job={job} />
 *       ))}
 *     </ul>
 *   );
 * }
 *
 * const Picture = memo(function Picture({ job }: { readonly job: Job<{ image_url: string }> }) {
 *   const { phase, data } = useBriaJobView(job);
 *   return <li>{data ? <img src={data.image_url} alt="Cut out" /> : phase}</li>;
 * });
 */
export function useBriaJobs<T extends AnyTarget = never>({
  endpoints,
  isPending,
  resumePending = false,
}: UseBriaJobsOptions<T> = {}): UseBriaJobs<[T] extends [never] ? unknown : ResultOf<T>> {
  const client = useClientWith<Jobs>('jobs', 'withJobs');
  const resuming = resumePending && clientWith<Resuming>(client, 'resumePending', 'withJournal');

  // Told apart by their names: a list that is written in place is another one with each render.
  const ids = endpoints?.map((target) => idOf(target, client)).join('\n');
  const [wanted, setWanted] = useState({ client, endpoints, ids });
  const [resumed, setResumed] = useState<{ readonly error: unknown } | undefined>();
  if (wanted.ids !== ids || wanted.client !== client) {
    setWanted({ client, endpoints, ids });
    // What was read for another client or other endpoints says nothing of these.
    setResumed(undefined);
  }

  const store = useMemo(
    () => listOf(client, wanted.ids?.split('\n'), isPending),
    [client, wanted, isPending],
  );
  const jobs = useSyncExternalStore(store.subscribe, store.getSnapshot, getEmpty);

  useEffect(() => {
    if (!resuming) return undefined;
    let isCurrent = true;
    const settle = (error: unknown) => isCurrent && setResumed({ error });
    const asked = wanted.endpoints && { endpoints: wanted.endpoints };
    resuming.resumePending(asked).then(() => settle(undefined), settle);
    return () => {
      isCurrent = false;
      setResumed(undefined);
    };
  }, [resuming, wanted]);

  return {
    jobs: jobs as readonly Job<never>[],
    isResuming: resumePending && !resumed,
    resumeError: resumed?.error,
  };
}

const idOf = (target: AnyTarget, { provider }: Client) => ('path' in target ? target : target[provider]).id;

/** The jobs of a client that belong to a list, as a store. */
function listOf(
  client: Jobs,
  ids: readonly string[] | undefined,
  isPending: boolean | undefined,
): Store<readonly Job[]> {
  const belongs = (job: Job) =>
    (!ids || ids.includes(job.endpoint)) && (isPending === undefined || isPending !== isTerminal(peek(job)));
  let latest: readonly Job[] = EMPTY;

  return {
    getSnapshot() {
      const jobs = client.jobs.getSnapshot().filter(belongs);
      if (!haveSameFields(jobs, latest)) latest = jobs;
      return latest;
    },
    subscribe(listener: () => void) {
      if (isPending === undefined) return client.jobs.subscribe(listener);
      let ends: (() => void)[] = [];
      const end = () => ends.splice(0).forEach((stop) => stop());
      const changed = () => {
        end();
        ends = client.jobs.getSnapshot().map((job) => job.subscribe(listener));
        listener();
      };
      const endOfList = client.jobs.subscribe(changed);
      changed();
      return () => {
        endOfList();
        end();
      };
    },
  };
}

const keys = new WeakMap<Job, string>();
let lastKey = 0;

/** A `key` for the row of a job: the same one for as long as there is the handle, and on this page only. */
export function jobKey(job: Job): string {
  const key = keys.get(job) ?? `job-${++lastKey}`;
  keys.set(job, key);
  return key;
}
