/**
 * Floor 6 · client: a job as users hold it. Facts come in through one door, `dispatch`: the state is
 * replaced, then the listeners are told, then the effects run, here and nowhere else.
 */
import { JobStoppedError } from '../errors/job-stopped-error.ts';
import { JobWaitTimeoutError } from '../errors/job-wait-timeout-error.ts';
import { isTerminal, refOf, type JobEffect, type JobEvent, type JobState } from '../job/job-state.ts';
import { transition } from '../job/transition.ts';
import { cancellable } from '../primitives/cancellable.ts';
import type { Clock } from '../primitives/clock.ts';
import { createListeners } from '../primitives/listeners.ts';
import type { JobRef } from '../schemas/job-ref.ts';

/** How to wait for a job: for how long, and until which signal. */
export interface WaitOptions {
  /** How long to wait, in milliseconds. The job goes on afterwards. Default: no limit. */
  readonly timeoutMs?: number;
  /** Ends the wait, not the job. */
  readonly signal?: AbortSignal;
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

/** Made once for a job; then carries out its effects, one by one. */
export type RunEffects = (
  job: Job,
  dispatch: (event: JobEvent<never>) => void,
) => (effect: JobEffect) => void;

export function createJob<Result>(
  endpoint: string,
  [initial, effects]: readonly [JobState<never>, readonly JobEffect[]],
  runEffects: RunEffects,
  clock: Clock,
): Job<Result> {
  let state: JobState<Result> = initial;
  let isSent = false;
  const listeners = createListeners();

  const dispatch = (event: JobEvent<Result>) => {
    isSent ||= event.type === 'submit-started';
    const [next, orders] = transition(state, event);
    if (next !== state) {
      state = next;
      listeners.notify();
    }
    orders.forEach(run);
  };

  /** What is known of the submission, for an error that is not the provider's. */
  const context = () =>
    ({
      submission: isSent && state.phase !== 'waiting' ? 'unknown' : 'not-sent',
      jobId: refOf(state)?.requestId,
      endpoint,
    }) as const;

  /** Waits for the first state that `pick` makes something of, be it the present one. */
  const until = <T>(
    pick: (state: JobState<Result>) => T | undefined,
    { timeoutMs, signal }: WaitOptions = {},
  ) =>
    cancellable<T>(signal, (resolve, reject) => {
      const look = () => {
        try {
          const picked = pick(state);
          if (picked !== undefined) resolve(picked);
        } catch (error) {
          reject(error);
        }
      };
      const unsubscribe = listeners.add(look);
      const cancelTimer =
        timeoutMs !== undefined &&
        clock.setTimer(() => reject(new JobWaitTimeoutError(timeoutMs, job, context())), timeoutMs);
      look();
      return () => {
        unsubscribe();
        if (cancelTimer) cancelTimer();
      };
    });

  const job: Job<Result> = {
    endpoint,
    getSnapshot: () => state,
    subscribe: listeners.add,
    result: async (options) => (await until(succeededOrThrow, options)).result,
    accepted: (options) => until((now) => refOf(now) ?? succeededOrThrow(now)?.ref, options),
    stop: () => dispatch({ type: 'job-stopped', error: new JobStoppedError(context()) }),
    async *[Symbol.asyncIterator]() {
      let seen: JobState<Result> | undefined;
      do {
        seen = await until((now) => (now === seen ? undefined : now));
        yield seen;
      } while (!isTerminal(seen));
    },
  };
  const run = runEffects(job, dispatch);
  effects.forEach(run);
  return job;
}

/** Undefined while the job goes on. */
function succeededOrThrow<Result>(state: JobState<Result>) {
  if (!isTerminal(state)) return undefined;
  if (state.phase === 'succeeded') return state;
  throw state.error;
}
