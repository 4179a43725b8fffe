import {
  isTerminal,
  type BriakitError,
  type FailedState,
  type FollowedState,
  type Job,
  type JobPhase,
  type JobRef,
  type JobState,
  type SucceededState,
  type WaitingState,
  type WaitReason,
} from '@briakit/core';

/** A job's state, or that there is no job. */
export type ShownState<Result> = JobState<Result> | { readonly phase: 'idle' };

interface Common<Result> {
  /** From the submit to the end: neither idle nor terminal. */
  readonly isPending: boolean;
  /** Whether the submit is held back here: `waitReason` says why, nothing is sent or bought yet. */
  readonly isWaiting: boolean;
  /** Why the submit is held back; undefined unless it is. */
  readonly waitReason: WaitReason | undefined;
  /** When a held submit is tried next, epoch milliseconds; undefined where that is not known. */
  readonly untilAt: number | undefined;
  /** Estimated share of the work: 0 before it runs, below 1 until it is done, 1 when it succeeded. */
  readonly progress: number;
  /** Estimated milliseconds until the end, as of the last answer; undefined where nobody knows. */
  readonly etaMs: number | undefined;
  /** With this much, 9 of 10 such jobs have ended; undefined where nothing was learned (`adaptivePacing`). */
  readonly etaP90Ms: number | undefined;
  /** All that resuming the job needs, as JSON; undefined until the provider has accepted it. */
  readonly ref: JobRef | undefined;
  /** The handle of the job; undefined while there is none, and for the moment before a `ref` is followed. */
  readonly job: Job<Result> | undefined;
}

/** A job for a component to show: `data` is there exactly when it succeeded, `error` when it did not. */
export type JobView<Result = unknown> = Common<Result> &
  (
    | { readonly phase: 'succeeded'; readonly data: Result; readonly error: undefined }
    | { readonly phase: 'failed' | 'stopped'; readonly data: undefined; readonly error: BriakitError }
    | {
        readonly phase: 'idle' | Exclude<JobPhase, 'succeeded' | 'failed' | 'stopped'>;
        readonly data: undefined;
        readonly error: undefined;
      }
  );

/** The fields of all phases, of which each phase has some. */
type Fields<Result> = Partial<
  Omit<FollowedState & WaitingState & SucceededState<Result> & FailedState, 'phase'>
> & { readonly phase: ShownState<Result>['phase'] };

export function viewOf<Result>(state: ShownState<Result>, job: Job<Result> | undefined): JobView<Result> {
  const { phase, waitReason, untilAt, result, error, etaMs, etaP90Ms, ref, progress } =
    state as Fields<Result>;
  const isOver = phase === 'idle' || isTerminal(state as JobState);
  return {
    phase,
    isPending: !isOver,
    isWaiting: phase === 'waiting',
    waitReason,
    untilAt,
    data: result,
    error,
    progress: progress ?? Number(phase === 'succeeded'),
    etaMs,
    etaP90Ms,
    ref,
    job,
  } as JobView<Result>;
}
