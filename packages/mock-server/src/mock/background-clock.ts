import { systemClock, type Clock } from '@briakit/core/testing';

/** Longer delays overflow the platform's timers and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system's time, fake timers included. A process does not stay because something is still owed. */
export const backgroundClock: Clock = {
  now: () => systemClock.now(),
  setTimer(callback, delayMs) {
    const timer: unknown = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS));
    // A browser's timer is a number.
    if (isHeld(timer)) timer.unref();
    return () => clearTimeout(timer as number);
  },
};

const isHeld = (timer: unknown): timer is { unref(): void } =>
  typeof timer === 'object' && timer !== null && 'unref' in timer;
