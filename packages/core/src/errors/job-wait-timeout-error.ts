import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The wait is over, the job is not: it is still followed, and `job` is its handle. Do not submit again,
 * that would buy it twice.
 */
export class JobWaitTimeoutError<Handle = unknown> extends BriakitError {
  declare readonly code: 'job_wait_timeout';
  /** The handle to go on with. */
  declare readonly job: Handle;

  constructor(timeoutMs: number, job: Handle, context: ErrorContext) {
    super('job_wait_timeout', `Not done within ${timeoutMs} ms: go on with \`error.job\`.`, context);
    this.job = job;
  }
}
