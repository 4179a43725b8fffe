import {
  isTerminal,
  type BriakitError,
  type Client,
  type FollowedState,
  type Job,
  type JobRef,
  type JobState,
  type Operation,
} from '@briakit/core';
import type { ShownState } from './job-view.ts';

/** Where a hook reads a job's state, be the job followed yet or not. */
export interface JobSource<Result> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => ShownState<Result>;
  /** What the server has rendered, and hydration begins with, where that is another. */
  readonly getServerSnapshot?: () => ShownState<Result>;
  readonly job: () => Job<Result> | undefined;
}

/** One object for ever: a fresh one each time would render for ever. */
const IDLE = { phase: 'idle' } as const;
const getIdle = () => IDLE;

/** No job. */
export const NOTHING: JobSource<never> = {
  subscribe: () => () => {},
  getSnapshot: getIdle,
  job: () => undefined,
};

export const sourceOfJob = <Result>(job: Job<Result>): JobSource<Result> => ({
  subscribe: job.subscribe,
  getSnapshot: job.getSnapshot,
  job: () => job,
});

/**
 * A job that exists, known by its ref. It is followed from the first subscription on, and not before: a render
 * asks for nothing, on the server or in a tree that React throws away.
 */
export function sourceOfRef<Result>(
  client: Client,
  ref: JobRef,
  target: () => Operation<unknown, Result> | undefined,
): JobSource<Result> & { readonly follow: () => Job<Result> } {
  const accepted = { phase: 'queued', ref, progress: 0 } as FollowedState;
  const jobs = jobsOf(client);
  const find = () => jobs.get(ref.requestId) as Job<Result> | undefined;
  let job = find();
  const follow = () => {
    job ??= find() ?? client.resume(ref, target());
    rememberJob(client, ref, job);
    return job;
  };
  return {
    follow,
    subscribe: (listener) => follow().subscribe(listener),
    getSnapshot: () => job?.getSnapshot() ?? accepted,
    getServerSnapshot: () => accepted,
    job: () => job,
  };
}

/** How many jobs of a client are known by their refs, so that what has ended is not asked about again. */
const KEPT = 1_000;

const knownJobs = new WeakMap<Client, Map<string, Job>>();

const jobsOf = (client: Client) => {
  const jobs = knownJobs.get(client) ?? new Map<string, Job>();
  knownJobs.set(client, jobs);
  return jobs;
};

/** Who is forgotten while it is followed is no loss: `client.resume` gives the same handle. */
export function rememberJob(client: Client, { requestId }: JobRef, job: Job): void {
  const jobs = jobsOf(client);
  jobs.set(requestId, job);
  const [oldest] = jobs.keys();
  if (jobs.size > KEPT) jobs.delete(oldest!);
}

export const forgetJob = (client: Client, { requestId }: JobRef) => void jobsOf(client).delete(requestId);

/** Told of a job's end. */
export interface Outcomes<Result> {
  /** Told once per job that it succeeded. */
  readonly onSuccess?: ((data: Result, job: Job<Result>) => void) | undefined;
  /** Told once per job that it failed. */
  readonly onError?: ((error: BriakitError, job: Job<Result>) => void) | undefined;
}

/** A look that takes nothing: a journal keeps what nobody was given. */
export const peek = <Result>(job: Job<Result>): JobState<Result> => (job.peek ?? job.getSnapshot)();

const announced = new WeakSet<Job>();

/** Tells of the end of a job once, however many components and effects look at it. */
export function announce<Result>(job: Job<Result>, { onSuccess, onError }: Outcomes<Result>): void {
  const state = peek(job);
  if (!isTerminal(state) || announced.has(job)) return;
  // After the step that it is told of, and where its mistakes harm no tree.
  const tell =
    state.phase === 'succeeded'
      ? onSuccess && (() => onSuccess(state.result, job))
      : state.phase === 'failed' && onError && (() => onError(state.error, job));
  if (!tell) return;
  announced.add(job);
  job.getSnapshot();
  queueMicrotask(tell);
}
