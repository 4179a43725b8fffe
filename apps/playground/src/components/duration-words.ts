/** Durations as people say them. */

/** `7 s`, `2 min`; whole seconds below a minute and a half, rounded up, so that it never says 0 too early. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/**
 * How long a job will still take.
 *
 * @param remainingMs - undefined when the job has outlived what is typical: then nobody knows.
 */
export function etaWords(remainingMs: number | undefined): string {
  if (remainingMs === undefined) return 'Taking longer than usual';
  return remainingMs <= 1_000 ? 'Any moment now' : `About ${durationWords(remainingMs)} left`;
}
