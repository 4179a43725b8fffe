/**
 * `@briakit/react`: jobs as state. The hooks are bridges; what a job does is in `@briakit/core`.
 *
 * @module @briakit/react
 */

/* Client */
export { BriaClientProvider, useBriaClient, type BriaClientProviderProps } from './client-context.tsx';

/* Hooks */
export { useBriaJob, type JobTarget, type UseBriaJob } from './use-bria-job.ts';
export type { JobView } from './job-view.ts';
