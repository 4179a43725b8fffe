import type { Random } from '../primitives/random.ts';

/** How one provider's jobs are polled. All in milliseconds, counted from the end of the answer before. */
export interface PollPolicy {
  /** The first wait, after the job was accepted. */
  readonly firstMs: number;
  /** Each wait is this many times the one before. */
  readonly growth: number;
  /** No wait is longer. */
  readonly maxMs: number;
}

/** How far a wait strays from its middle, so that jobs that began together do not poll together. */
const JITTER = 0.15;

/**
 * Wait before the next poll.
 *
 * @param polls - answers so far, that of the submit included; 0 for a job that is taken up again.
 * @param misses - how many of the last ones in a row brought no answer: each doubles the wait.
 * @returns milliseconds within ±15 % of the middle, which is at most `maxMs`.
 */
export function pollDelayMs(polls: number, misses: number, policy: PollPolicy, random: Random): number {
  const middle = Math.min(policy.maxMs, policy.firstMs * policy.growth ** (polls - 1) * 2 ** misses);
  return Math.round(middle * (1 - JITTER + 2 * JITTER * random()));
}
