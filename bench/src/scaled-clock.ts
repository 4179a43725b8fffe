import type { Clock } from '@briakit/core';

/** The platform's time, so many times as fast. */
export function createScaledClock(factor: number): Clock {
  const startAt = Date.now();
  const origin = performance.now();
  return {
    now: () => startAt + (performance.now() - origin) * factor,
    setTimer(callback, delayMs) {
      const timer = setTimeout(callback, Math.min(delayMs / factor, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  };
}
