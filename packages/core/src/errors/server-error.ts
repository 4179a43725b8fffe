import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 5xx or 408. Where it was the answer to a submit, the job may or may not exist (`submission: "unknown"`), so it
 * is not repeated for you. One that only asked can be asked again: `retryable`.
 */
export class ServerError extends BriakitError {
  declare readonly code: 'server';

  constructor(context: ErrorContext) {
    super('server', 'The provider failed.', context, true);
  }
}
