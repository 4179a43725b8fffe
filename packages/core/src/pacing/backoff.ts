import type { Random } from '../primitives/random.ts';

export interface BackoffLimits {
  /** The ceiling of the first wait. */
  readonly baseMs: number;
  /** Caps every later ceiling. */
  readonly maxMs: number;
}

/**
 * Wait before try number `attempt`, in milliseconds: capped first, then fully jittered. The other order
 * lets everybody meet again at the cap.
 *
 * @param attempt - 1-based.
 * @returns an integer in [0, min(maxMs, baseMs · 2^(attempt − 1))].
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitterMs(attempt: number, { baseMs, maxMs }: BackoffLimits, random: Random): number {
  return Math.floor(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)));
}
