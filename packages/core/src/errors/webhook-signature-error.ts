import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * Why a delivery is not proved:
 * - `missing`: a header is not there, so it is not signed at all;
 * - `malformed`: a header, or a body whose signature is right, cannot be read;
 * - `mismatch`: no signature fits the body and a token, or the body is about another job than the headers;
 * - `stale`: the provider's own, but signed too long ago (or too far ahead) for `toleranceMs`.
 */
export type SignatureFault = 'missing' | 'malformed' | 'mismatch' | 'stale';

/**
 * A delivery that is not shown to be the provider's own: whoever knows the address may have sent it. Do not
 * act on it. A job that it may be about goes on and is found by polling.
 */
export class WebhookSignatureError extends BriakitError {
  declare readonly code: 'webhook_signature';
  readonly reason: SignatureFault;

  constructor(reason: SignatureFault, sentence: string, context: ErrorContext) {
    super('webhook_signature', sentence, context);
    this.reason = reason;
  }
}
