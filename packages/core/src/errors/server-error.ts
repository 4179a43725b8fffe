import { BriakitError, LOOK_FIRST, type ErrorContext } from './briakit-error.ts';

/**
 * 5xx to a submit. The job may or may not exist (`submission: "unknown"`), so it is not repeated for you.
 */
export class ServerError extends BriakitError {
  declare readonly code: 'server';

  constructor(context: ErrorContext) {
    super('server', `The provider failed: ${LOOK_FIRST}`, context);
  }
}
