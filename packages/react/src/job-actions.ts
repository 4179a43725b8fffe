import type { Client, Job, JobRef, Operation, SubmitOptions } from '@briakit/core';
import { NOTHING, announce, rememberJob, sourceOfJob, type JobSource, type Outcomes } from './job-source.ts';
import type { Box } from './use-latest.ts';
import { whyNoRetry } from './why-no-retry.ts';

/** What goes along with a submit. */
export interface SubmitJobOptions extends SubmitOptions {
  /** What the job is for, kept in the journal of a client of `withJournal`; others pass it by. */
  readonly label?: string | undefined;
}

/** What `retry` did: the job that it submitted, or why it sent nothing. */
export type Retried<Result> =
  | { readonly job: Job<Result>; readonly refusal: undefined }
  | { readonly job: undefined; readonly refusal: string };

/** What can be done. Each keeps its identity for as long as the component is there. */
export interface JobActions<Input, Result> {
  /** Submits a job and shows it from now on. Never throws for bad input: that is a job that failed. */
  readonly submit: (input: Input, options?: SubmitJobOptions) => Job<Result>;
  /**
   * Submits a job, shows it, and waits for its result.
   *
   * @throws {BriakitError} when the job fails or is stopped.
   */
  readonly submitAsync: (input: Input, options?: SubmitJobOptions) => Promise<Result>;
  /** Stops following the job that is shown. The provider may still finish it, and charge it. */
  readonly stop: () => void;
  /** Shows no job again. The one that was shown goes on. */
  readonly reset: () => void;
  /**
   * Submits the input of the job that is shown once more, where that cannot buy twice: nothing had left, or it was
   * refused. Takes the wallet to be topped up, where it was empty. Anything else is refused, with the reason.
   */
  readonly retry: () => Retried<Result>;
}

/** Which job a component shows: one that it has submitted, none, or else that of the ref, where there is one. */
export interface Shown<Result> {
  readonly client: Client;
  readonly ref: JobRef | undefined;
  readonly job?: Job<Result> | 'none' | undefined;
}

/** What the hook was given. */
export interface Asked<Input, Result> extends Outcomes<Result> {
  readonly client: Client;
  readonly operation: Operation<Input, Result>;
}

/** @param source - of the job that is shown; after an action, of the one that will be with the next render. */
export function actionsOf<Input, Result>(
  asked: Box<Asked<Input, Result>>,
  source: Box<JobSource<Result>>,
  show: (change: (shown: Shown<Result>) => Shown<Result>) => void,
): JobActions<Input, Result> {
  /** The last submit: its input may be a large file, so of no other it is kept. */
  let last: { readonly job: Job<Result>; readonly again: () => Job<Result> } | undefined;

  const submit = (input: Input, options?: SubmitJobOptions): Job<Result> => {
    const { client, operation } = asked.current;
    const job = client.submit(operation, input, options);
    last = { job, again: () => submit(input, options) };
    source.current = sourceOfJob(job);
    show((shown) => ({ ...shown, job }));
    return job;
  };
  return {
    submit,
    submitAsync: (input, options) => submit(input, options).result(),
    stop: () => source.current.job()?.stop(),
    reset() {
      last = undefined;
      source.current = NOTHING;
      show((shown) => ({ ...shown, job: 'none' }));
    },
    retry() {
      const state = source.current.getSnapshot();
      const refusal = whyNoRetry(state);
      if (refusal !== undefined) return { job: undefined, refusal };
      if (!last || last.job !== source.current.job())
        return { job: undefined, refusal: 'The job was not submitted here.' };
      if ('error' in state && state.error.code === 'insufficient_balance')
        asked.current.client.balance.reopen();
      return { job: last.again(), refusal: undefined };
    },
  };
}

/** A source that tells the component's callbacks of the end, and remembers the job by its ref. */
export function watched<Result>(
  source: JobSource<Result>,
  client: Client,
  outcomes: { readonly current: Outcomes<Result> },
): JobSource<Result> {
  const look = () => {
    const job = source.job();
    const state = source.getSnapshot();
    if (!job) return;
    if ('ref' in state && state.ref) rememberJob(client, state.ref, job);
    announce(job, outcomes.current);
  };
  return {
    ...source,
    subscribe(listener) {
      const unsubscribe = source.subscribe(() => {
        look();
        listener();
      });
      look();
      return unsubscribe;
    },
  };
}
