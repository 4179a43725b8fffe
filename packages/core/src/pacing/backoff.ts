import type { Random } from '../primitives/random.ts';

/**
 * Wait before try number `attempt`, in milliseconds: at most 1 s at first, at most 60 s ever. Capped first, then
 * fully jittered: the other order lets everybody meet again at the cap.
 *
 * @param attempt - 1-based.
 * @returns an integer in [0, min(60 000, 1 000 · 2^(attempt − 1))].
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitterMs(attempt: number, random: Random): number {
  return Math.floor(random() * Math.min(60_000, 1_000 * 2 ** (attempt - 1)));
}
