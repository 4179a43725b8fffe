/**
 * The only source of now and of waiting. Everything in briakit that reads the time or waits is given a
 * clock, so that a test decides when a minute has passed.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; returns the way to call it off. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** Longer delays overflow the platform's timers and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The platform's own time. Its functions are looked up at each call, so that fake timers are honoured. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
