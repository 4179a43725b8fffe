/**
 * Time that passes from event to event: an hour takes as long as what happens in it. The same program gives the
 * same run on every machine, however busy.
 */
import type { Clock } from '@briakit/core';
import { createEventHeap } from './event-heap.ts';

export interface VirtualTime extends Clock {
  /** Fires what is due until `isOver`, nothing is armed, or `limitAt` has come. For programs without promises. */
  readonly runSync: (isOver: () => boolean, limitAt: number) => void;
  /** As `runSync`; between two events all promises settle. */
  readonly run: (isOver: () => boolean, limitAt: number) => Promise<void>;
}

interface Timer {
  callback: (() => void) | undefined;
}

/** Kept from before anybody replaces it. */
const realSetImmediate = setImmediate;

/** Every microtask runs before the next turn of the event loop. */
const turn = () => new Promise<void>((resolve) => void realSetImmediate(resolve));

/** @param startAt - epoch milliseconds. */
export function createVirtualTime(startAt: number = Date.UTC(2026, 0, 1)): VirtualTime {
  const timers = createEventHeap<Timer>();
  let now = startAt;

  /** Fires the next timer that was not called off; false when there is none up to `limitAt`. */
  const fireNext = (limitAt: number): boolean => {
    for (;;) {
      const at = timers.nextAt();
      if (at === Infinity || at > limitAt) return false;
      const timer = timers.pop();
      if (!timer?.callback) continue;
      const { callback } = timer;
      timer.callback = undefined;
      now = Math.max(now, at);
      callback();
      return true;
    }
  };

  return {
    now: () => now,
    setTimer(callback, delayMs) {
      if (Number.isNaN(delayMs)) throw new RangeError('A timer was armed for NaN milliseconds.');
      const timer: Timer = { callback };
      timers.push(now + Math.max(0, delayMs), timer);
      return () => void (timer.callback = undefined);
    },
    runSync(isOver, limitAt) {
      while (!isOver() && fireNext(limitAt));
    },
    async run(isOver, limitAt) {
      await turn();
      while (!isOver() && fireNext(limitAt)) await turn();
    },
  };
}
