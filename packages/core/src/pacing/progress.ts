/** What can be said of a job's progress, from its age and how long such jobs take. */
export interface Estimate {
  /** 0 ≤ progress < 1: rises with age, reaches 0.8 at the typical duration, and never says done. */
  readonly progress: number;
  /** Milliseconds left; undefined once the job is older than is typical: then nobody knows. */
  readonly etaMs: number | undefined;
  /** Milliseconds within which 9 of 10 such jobs of this age have ended; only where durations are learned. */
  readonly etaP90Ms?: number | undefined;
}

/**
 * Neither provider reports progress, so this is an estimate; it is honest about being late. A job's state
 * has it as of the last answer; call it yourself to show the time in between.
 *
 * @param ageMs - since the job was accepted: `Date.now() - ref.acceptedAt`.
 * @param typicalMs - `endpoint.typicalMs`.
 */
export function estimateProgress(ageMs: number, typicalMs: number): Estimate {
  const age = Math.max(0, ageMs);
  return {
    progress: Math.min(0.99, 1 - 0.2 ** (age / typicalMs)),
    etaMs: age < typicalMs ? typicalMs - age : undefined,
  };
}
