/** How one provider's jobs are polled. All in milliseconds, counted from the end of the answer before. */
export interface PollPolicy {
  /** No wait is shorter, whatever was learned. */
  readonly minMs: number;
  /** The first wait, after the job was accepted. */
  readonly firstMs: number;
  /** Each wait is this many times the one before. */
  readonly growth: number;
  /** No wait is longer, until the job is very late. */
  readonly maxMs: number;
}

/** After every so many answers the longest wait doubles, four times: what never ends costs less and less. */
const PATIENCE = 32;

/**
 * Wait before the next poll, in milliseconds.
 *
 * @param polls - answers so far, that of the submit included. 0 for a job that is taken up again: it may have ended
 * long ago, and is asked about at once.
 * @param misses - how many of the last ones in a row brought no answer: each doubles the wait.
 */
export function pollDelayMs(polls: number, misses: number, policy: PollPolicy): number {
  const { firstMs, growth, maxMs } = policy;
  const lateness = 2 ** Math.min(4, Math.floor(polls / PATIENCE));
  return polls && lateness * Math.min(maxMs, firstMs * growth ** (polls - 1) * 2 ** misses);
}
