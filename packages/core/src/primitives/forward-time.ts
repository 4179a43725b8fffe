import type { Clock } from './clock.ts';

/**
 * Time that only goes forward, though the clock it is read from may be set back: what is to happen in a minute must
 * not be hours away because of that. In milliseconds; the clock's own until it was set back, ahead of it afterwards.
 */
export function forwardTime(clock: Clock): () => number {
  let latestAt = 0;
  let aheadMs = 0;
  return () => {
    const clockAt = clock.now();
    aheadMs = Math.max(aheadMs, latestAt - clockAt);
    return (latestAt = clockAt + aheadMs);
  };
}
