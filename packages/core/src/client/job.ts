/**
 * Floor 6 · client: a job as users hold it. Facts come in through one door, `dispatch`: the state is
 * replaced, then the orders are carried out, then the listeners are told, here and nowhere else.
 */
import { JobStoppedError } from '../errors/job-stopped-error.ts';
import { JobWaitTimeoutError } from '../errors/job-wait-timeout-error.ts';
import { isTerminal, refOf, type JobEvent, type JobState } from '../job/job-state.ts';
import { transition } from '../job/transition.ts';
import { cancellable } from '../primitives/cancellable.ts';
import { listenTo, notify } from '../primitives/listeners.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Engine, JobAtWork } from './engine.ts';

/** How to wait for a job: for how long, and until which signal. */
export interface WaitOptions {
  /** How long to wait, in milliseconds. The job goes on afterwards. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait, not the job. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A handle on one job. Not thenable, on purpose: an `await` must not silently become a wait of minutes.
 * `getSnapshot` and `subscribe` are bound, and of the shape that `useSyncExternalStore` asks for.
 */
export interface Job<Result = unknown> extends AsyncIterable<JobState<Result>> {
  /** `endpoint.id`. */
  readonly endpoint: string;
  /** The state as of now. The same object until something changes. */
  readonly getSnapshot: () => JobState<Result>;
  /**
   * The same, and nobody has taken the result: for lists and logs. There on jobs of `withJournal`, whose entries
   * go when `getSnapshot` has handed out the result.
   */
  readonly peek?: () => JobState<Result>;
  /** Calls `listener` after each change; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Waits for the result.
   *
   * @throws {BriakitError} when the job failed or was stopped; `JobWaitTimeoutError` when the time is over,
   * which the job survives; the signal's own reason when it aborts, which the job survives too.
   */
  readonly result: (options?: WaitOptions) => Promise<Result>;
  /**
   * Waits until the provider has the job, and gives all that resuming it needs, as JSON. Store it before
   * anything else: from then on the job is paid for.
   *
   * @throws as `result` does, when the job ends before it was accepted.
   */
  readonly accepted: (options?: WaitOptions) => Promise<JobRef>;
  /**
   * Stops following the job, at once. There is no way to cancel at either provider: what was accepted may
   * still finish and be charged. A submit under way is let run, so that its id is known.
   */
  readonly stop: () => void;
  /** Yields the state now and after each change, the last one included. A slow reader skips to the newest. */
  readonly [Symbol.asyncIterator]: () => AsyncIterator<JobState<Result>, void>;
}

/** The one door for facts: what they change, what is ordered, and who is told. */
export function dispatch(engine: Engine, work: JobAtWork, event: JobEvent): void {
  const [next, orders] = transition(work.state, event);
  if (next === work.state) return;
  work.state = next;
  // Before anybody is told, because a listener may stop the job, or resume it.
  for (const order of orders) engine.carryOut(work, order);
  // An order may have brought more, of which all were told.
  if (next === work.state) notify(work);
}

/** Calls back once: when the job has ended, or is no longer followed. */
export function onceEnded(work: JobAtWork, ended: () => void): void {
  if (isTerminal(work.state)) return ended();
  const unsubscribe = listenTo(work, () => {
    if (!isTerminal(work.state)) return;
    unsubscribe();
    ended();
  });
}

/** The handle. Each function of it is 56 bytes of every job: what can be a function of the module is one. */
export function createJob<Result>(engine: Engine, work: JobAtWork): Job<Result> {
  // Written into the literal, its name would be a string of each job's own.
  const states = () => statesOf<Result>(engine, work);
  return {
    endpoint: work.endpoint.id,
    getSnapshot: () => work.state as JobState<Result>,
    subscribe: (listener) => listenTo(work, listener),
    result: async (options) => (await until(engine, work, succeededOrThrow<Result>, options)).result,
    accepted: (options) => until(engine, work, (now) => refOf(now) ?? succeededOrThrow(now)?.ref, options),
    stop: () => dispatch(engine, work, { type: 'job-stopped', error: new JobStoppedError(contextOf(work)) }),
    [Symbol.asyncIterator]: states,
  };
}

/** What is known of the submission, for an error that is not the provider's. */
const contextOf = ({ submission, state, endpoint }: JobAtWork) => ({
  submission,
  jobId: refOf(state)?.requestId,
  endpoint: endpoint.id,
});

/** Waits for the first state that `pick` makes something of, be it the present one. */
const until = <Result, T>(
  { clock }: Engine,
  work: JobAtWork,
  pick: (state: JobState<Result>) => T | undefined,
  { timeoutMs, signal }: WaitOptions = {},
) =>
  cancellable<T>(signal, (resolve, reject) => {
    const look = () => {
      try {
        const picked = pick(work.state as JobState<Result>);
        if (picked !== undefined) resolve(picked);
      } catch (error) {
        reject(error);
      }
    };
    const unsubscribe = listenTo(work, look);
    const cancelTimer =
      timeoutMs !== undefined &&
      clock.setTimer(() => reject(new JobWaitTimeoutError(timeoutMs, work.job, contextOf(work))), timeoutMs);
    look();
    return () => {
      unsubscribe();
      if (cancelTimer) cancelTimer();
    };
  });

async function* statesOf<Result>(engine: Engine, work: JobAtWork): AsyncGenerator<JobState<Result>, void> {
  let seen: JobState<Result> | undefined;
  do {
    seen = await until(engine, work, (now: JobState<Result>) => (now === seen ? undefined : now));
    yield seen;
  } while (!isTerminal(seen));
}

/** Undefined while the job goes on. */
function succeededOrThrow<Result>(state: JobState<Result>) {
  if (!isTerminal(state)) return undefined;
  if (state.phase === 'succeeded') return state;
  throw state.error;
}
