import { BINS } from './age-bins.ts';
import type { Evidence } from './duration-law.ts';

/** What was learned about how long jobs take, by `endpoint.id`: plain JSON, about 2 kB each. */
export type LearnedDurations = Readonly<Record<string, Evidence>>;

/**
 * What is kept by an app may be old, cut off or somebody else's: what makes no sense counts as never learned.
 *
 * @param value - of one endpoint.
 */
export function parseEvidence(value: unknown): Evidence | undefined {
  const { ends, running, logMean, logSquares, weight } = (value ?? {}) as Record<string, unknown>;
  const isAmount = (amount: unknown) => typeof amount === 'number' && amount >= 0 && amount < 1e6;
  const areAmounts = (list: unknown) => Array.isArray(list) && list.length === BINS && list.every(isAmount);
  // Its exponential is a duration of at most 11 days.
  const isSound = areAmounts(ends) && areAmounts(running) && [logMean, logSquares, weight].every(isAmount);
  if (!isSound || (logMean as number) > 21 || (weight as number) < 0.5) return undefined;
  return value as Evidence;
}
