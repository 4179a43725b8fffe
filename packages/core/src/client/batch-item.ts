import type { BriakitError } from '../errors/briakit-error.ts';
import type { TerminalState } from '../job/job-state.ts';
import type { JobRef } from '../schemas/job-ref.ts';

/** What became of one input. */
export type BatchItem<Input, Result> = {
  /** Its place among the inputs, from 0. */
  readonly index: number;
  readonly key: string;
  readonly input: Input;
} & (
  | { readonly status: 'ok'; readonly result: Result; readonly ref: JobRef }
  | {
      readonly status: 'error';
      readonly error: BriakitError;
      /** Undefined where no job was made, or nobody knows: `error.submission` says which. */
      readonly ref: JobRef | undefined;
    }
  /**
   * Not submitted now: because an earlier run has `done` it, or the batch was `stopped` before its turn, which
   * `stoppedBy` explains.
   */
  | { readonly status: 'skipped'; readonly reason: 'done' | 'stopped'; readonly ref?: undefined }
);

/**
 * What a job has come to, as the status of its item.
 *
 * @param isStopped - whether the batch submits nothing more.
 */
export function outcomeOf<Result>(state: TerminalState<Result>, isStopped: boolean) {
  if (state.phase === 'succeeded') {
    const { result, ref } = state;
    return { status: 'ok', result, ref } as const;
  }
  const { error, ref } = state;
  // It waited here when it was stopped, or when another submit found the wallet empty: it is as if it had not been
  // taken.
  const isHalted = state.phase === 'stopped' || (isStopped && error.code === 'insufficient_balance');
  if (isHalted && !ref && error.submission === 'not-sent')
    return { status: 'skipped', reason: 'stopped' } as const;
  return { status: 'error', error, ref } as const;
}
