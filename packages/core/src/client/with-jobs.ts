import { isTerminal } from '../job/job-state.ts';
import { listenTo, notify, type Listened } from '../primitives/listeners.ts';
import type { ProviderId } from '../providers/endpoint.ts';
import type { Client } from './client.ts';
import { peek } from './follow-to-end.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

/** Something that changes, in the shape that `useSyncExternalStore` reads. */
export interface Store<T> {
  /** The same object until something changes. */
  readonly getSnapshot: () => T;
  /** Calls `listener` after each change; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** What a client of `withJobs` has beside the rest. */
export interface Jobs {
  /**
   * The jobs of this client, the oldest first: all that are under way, and the last 100 that have ended. Changes
   * with the list, not with the state of a job: each job has its own `subscribe`.
   */
  readonly jobs: Store<readonly Job[]>;
}

/** Of those that have ended. */
const KEPT = 100;

/** `resumePending` of `withJournal`, where it is there. */
interface Resuming {
  readonly resumePending?: (...options: readonly never[]) => Promise<readonly Job[]>;
}

/**
 * The same client, with a list of its jobs: for a page that shows them all.
 *
 * @param client - with what else is wrapped around it: `withJobs(withJournal(createClient({ … }), journal))` lists
 * the jobs of earlier lives of the page, too, once they are resumed.
 *
 * @example
 * const client = withJobs(createClient({ provider }));
 * client.jobs.subscribe(() => console.log(client.jobs.getSnapshot().length));
 */
export function withJobs<P extends ProviderId, C extends Client<P>>(client: C & Client<P>): C & Jobs {
  const plain: Client<P> & Resuming = client;
  const listened: Listened = { listeners: [] };
  let jobs: readonly Job[] = [];
  const known = new Set<Job>();
  /** The first that has ended is the first. */
  const ended: Job[] = [];

  const list = <J extends Job>(job: J): J => {
    if (known.has(job)) return job;
    for (const forgotten of ended.splice(0, ended.length - KEPT)) known.delete(forgotten);
    known.add(job);
    jobs = [...known];
    const look = () => {
      if (!isTerminal(peek(job))) return;
      stop();
      ended.push(job);
    };
    const stop = job.subscribe(look);
    look();
    notify(listened);
    return job;
  };
  const submit: Client<P>['submit'] = (...order) => list(plain.submit(...order));

  return {
    ...client,
    submit,
    // A label goes with it, where there is a journal; the signal ends the wait, and is no business of the submit's.
    run: (target, input, wait) => runJob(() => submit(target, input, { ...wait, signal: undefined }), wait),
    resume: (...asked) => list(plain.resume(...asked)),
    ...(plain.resumePending && {
      async resumePending(...options: readonly never[]) {
        return (await plain.resumePending!(...options)).map(list);
      },
    }),
    jobs: { getSnapshot: () => jobs, subscribe: (listener) => listenTo(listened, listener) },
  };
}
