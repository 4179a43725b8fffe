import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * No answer came back. With `submission: "not-sent"` (refused, no such host, TLS) nothing was bought and it
 * may be repeated; with `"unknown"` the job may exist.
 */
export class NetworkError extends BriakitError {
  declare readonly code: 'network';

  constructor(context: ErrorContext) {
    super('network', 'The connection failed.', context, true);
  }
}
