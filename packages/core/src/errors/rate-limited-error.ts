import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The provider asks us to wait longer than `maxRetryAfterMs`. Nothing was bought. A shorter wait is not an
 * error: the job is `waiting` meanwhile.
 */
export class RateLimitedError extends BriakitError {
  declare readonly code: 'rate_limited';
  /** How long the provider asks us to wait, in milliseconds; undefined where it did not say. */
  declare readonly retryAfterMs: number | undefined;

  constructor(retryAfterMs: number | undefined, context: ErrorContext) {
    super('rate_limited', 'Too many requests: wait `retryAfterMs`.', context, true);
    this.retryAfterMs = retryAfterMs;
  }
}
