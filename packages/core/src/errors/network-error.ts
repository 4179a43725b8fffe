import { BriakitError, LOOK_FIRST, type ErrorContext } from './briakit-error.ts';

/**
 * No answer came back. With `submission: "not-sent"` (refused, no such host, TLS) nothing was bought and it
 * may be repeated; with `"unknown"` the job may exist.
 */
export class NetworkError extends BriakitError {
  declare readonly code: 'network';
  declare readonly retryable: boolean;

  constructor(context: ErrorContext) {
    const isUnsent = context.submission !== 'unknown';
    super('network', isUnsent ? 'The provider was not reached.' : `No answer: ${LOOK_FIRST}`, context);
    this.retryable = isUnsent;
  }
}
