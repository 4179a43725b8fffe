import type { BatchItem, BriakitError, ErrorCode, FailedState, Job, JobRef } from '@briakit/core';
import { whyNoRetry } from './why-no-retry.ts';

/** One input of a batch, and what became of it. The same object until its status changes. */
export type BatchRow<Input, Result> = {
  /** Its place among the inputs, from 0. */
  readonly index: number;
  readonly key: string;
  readonly input: Input;
  /** The handle, for `useBriaJobView`; undefined before its turn. */
  readonly job: Job<Result> | undefined;
  /** Of the job, where it has ended and one was made. */
  readonly ref: JobRef | undefined;
  /** Why `retryFailed` passes it by; undefined where it would not. */
  readonly noRetry: string | undefined;
} & (
  | {
      /** `skipped`: the batch was stopped before its turn. */
      readonly status: 'waiting' | 'running' | 'skipped';
      readonly data: undefined;
      readonly error: undefined;
    }
  | { readonly status: 'ok'; readonly data: Result; readonly error: undefined }
  | { readonly status: 'error'; readonly data: undefined; readonly error: BriakitError }
);

/** Failures that are the job's own: what else went wrong may be mended, and the job be followed again. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['job_failed', 'job_not_found', 'moderation']);

/** What has become of a row. */
export type RowItem<Input, Result> =
  BatchItem<Input, Result> | { readonly status: 'waiting' | 'running' | 'skipped' };

export function rowOf<Input, Result>(
  row: Pick<BatchRow<Input, Result>, 'index' | 'key' | 'input'> & { readonly job?: Job<Result> | undefined },
  item: RowItem<Input, Result>,
  job = item.status === 'waiting' ? undefined : row.job,
): BatchRow<Input, Result> {
  const { index, key, input } = row;
  const { status, result, error, ref } = item as Partial<Pick<FailedState, 'error' | 'ref'>> & {
    readonly status: BatchRow<Input, Result>['status'];
    readonly result?: Result;
  };
  const mayFollow = ref && error && !FINAL.has(error.code);
  const noRetry = error && !mayFollow ? whyNoRetry({ phase: 'failed', ref, error }) : undefined;
  return { index, key, input, job, status, ref, data: result, error, noRetry } as BatchRow<Input, Result>;
}
