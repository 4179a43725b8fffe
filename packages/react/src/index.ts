/**
 * `@briakit/react`: jobs as state. The hooks are bridges; what a job does is in `@briakit/core`.
 *
 * @module @briakit/react
 */

/* Client */
export { BriaClientProvider, useBriaClient, type BriaClientProviderProps } from './client-context.tsx';

/* One job */
export {
  useBriaJob,
  type JobProps,
  type JobTarget,
  type UseBriaJob,
  type UseBriaJobOptions,
  type UseSelectedBriaJob,
} from './use-bria-job.ts';
export { useBriaJobView } from './use-bria-job-view.ts';
export type { JobActions, Retried, SubmitJobOptions } from './job-actions.ts';
export type { Outcomes } from './job-source.ts';
export type { JobView } from './job-view.ts';
export type { Selection } from './use-selection.ts';

/* For those who do not see it */
export {
  describeJob,
  getProgressProps,
  getStatusProps,
  type DescribeJob,
  type ProgressProps,
  type StatusProps,
} from './job-props.ts';

/* Many jobs */
export {
  jobKey,
  useBriaJobs,
  type AnyTarget,
  type UseBriaJobs,
  type UseBriaJobsOptions,
} from './use-bria-jobs.ts';
export { useBriaBatch, type UseBriaBatch, type UseBriaBatchOptions } from './use-bria-batch.ts';
export type { BatchActions, BatchCounts, BatchRunOptions, BatchState } from './batch-run.ts';
export type { BatchRow } from './batch-row.ts';

/* Suspense */
export { resetSuspenseBriaJob, useSuspenseBriaJob } from './use-suspense-bria-job.ts';

/* Limits and files */
export { useBriaBudget, type BudgetLine, type UseBriaBudget } from './use-bria-budget.ts';
export {
  useBriaUpload,
  type UploadActions,
  type UploadState,
  type UseBriaUpload,
} from './use-bria-upload.ts';
