/** Uniform in [0, 1). Injected wherever chance is used, so that a test is exact. */
export type Random = () => number;

/** The platform's own chance. */
export const systemRandom: Random = Math.random;

/**
 * The same numbers for the same seed, on every machine (mulberry32).
 *
 * @param seed - any integer; only its low 32 bits count.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
