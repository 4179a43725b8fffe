import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The job ended in the provider's `ERROR` or `FAILED`, or in an `UNKNOWN` that lasted. Whether it is charged
 * is the provider's rule: Pixazo does not charge `ERROR` and is silent about `FAILED`.
 */
export class JobFailedError extends BriakitError {
  declare readonly code: 'job_failed';

  constructor(context: ErrorContext) {
    super('job_failed', 'The job failed.', context);
  }
}
