import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 404 to a status request, asked more than once. Providers forget jobs after about a day. Of a job with
 * placeholders: its files did not come within the hour, or its ref is another endpoint's.
 */
export class JobNotFoundError extends BriakitError {
  declare readonly code: 'job_not_found';

  constructor(context: ErrorContext) {
    super('job_not_found', 'No such job: expired, or of another account.', context);
  }
}
