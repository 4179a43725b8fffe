import { isTerminal, type BriakitError, type JobPhase, type JobRef, type WaitReason } from '@briakit/core';
import type { HookState } from './use-job-state.ts';

interface Common {
  /** From the submit to the end: neither idle nor terminal. */
  readonly isPending: boolean;
  /** Estimated share of the work: 0 before it runs, below 1 until it is done, 1 when it succeeded. */
  readonly progress: number;
  /** Estimated milliseconds until the end, as of the last answer; undefined where nobody knows. */
  readonly etaMs: number | undefined;
  /** Why the submit is held back; undefined unless `phase` is `waiting`. */
  readonly waitReason: WaitReason | undefined;
  /** When a held submit is tried next, epoch milliseconds; undefined where that is not known. */
  readonly untilAt: number | undefined;
  /** All that resuming the job needs; undefined until the provider has accepted it. */
  readonly ref: JobRef | undefined;
}

/** A job for a component to show: `data` is there exactly when it succeeded, `error` when it did not. */
export type JobView<Result> = Common &
  (
    | { readonly phase: 'succeeded'; readonly data: Result; readonly error: undefined }
    | { readonly phase: 'failed' | 'stopped'; readonly data: undefined; readonly error: BriakitError }
    | {
        readonly phase: 'idle' | Exclude<JobPhase, 'succeeded' | 'failed' | 'stopped'>;
        readonly data: undefined;
        readonly error: undefined;
      }
  );

export function viewOf<Result>(state: HookState<Result>): JobView<Result> {
  const isIdle = state.phase === 'idle';
  return {
    phase: state.phase,
    isPending: !isIdle && !isTerminal(state),
    data: state.phase === 'succeeded' ? state.result : undefined,
    error: 'error' in state ? state.error : undefined,
    progress: state.phase === 'succeeded' ? 1 : 'progress' in state ? state.progress : 0,
    etaMs: 'etaMs' in state ? state.etaMs : undefined,
    waitReason: 'waitReason' in state ? state.waitReason : undefined,
    untilAt: 'untilAt' in state ? state.untilAt : undefined,
    ref: 'ref' in state ? state.ref : undefined,
  } as JobView<Result>;
}
