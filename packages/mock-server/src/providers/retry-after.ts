import { assertNever } from '../world/assert-never.ts';
import type { RetryAfterStyle } from './exchange.ts';

/**
 * `Retry-After`, rounded up to whole seconds: whoever waits as long as it says finds a place.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfterHeader(
  style: RetryAfterStyle,
  retryAfterMs: number,
  now: number,
): Readonly<Record<string, string>> {
  switch (style) {
    case 'seconds':
      return { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) };
    case 'http-date':
      return { 'Retry-After': new Date(Math.ceil((now + retryAfterMs) / 1000) * 1000).toUTCString() };
    case 'absent':
      return {};
    default:
      return assertNever(style);
  }
}
