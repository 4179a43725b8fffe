import { BriakitError, type ErrorContext } from './briakit-error.ts';

/** One request took longer than `attemptTimeoutMs`. A submit may still have made a job. */
export class TimeoutError extends BriakitError {
  declare readonly code: 'timeout';

  constructor(timeoutMs: number, context: ErrorContext) {
    super('timeout', `No answer within ${timeoutMs} ms.`, context, true);
  }
}
