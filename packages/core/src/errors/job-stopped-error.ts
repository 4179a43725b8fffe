import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * We no longer follow the job, because `job.stop()` or a signal said so. Neither provider has a way to cancel:
 * the job may still finish and be charged. `client.resume(ref)` follows it again.
 */
export class JobStoppedError extends BriakitError {
  declare readonly code: 'job_stopped';

  constructor(context: ErrorContext) {
    super('job_stopped', 'No longer followed: it may still be charged.', context);
  }
}
