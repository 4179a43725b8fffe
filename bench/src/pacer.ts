/** Sends no more than a limit allows, for the strategies here that are not ours: written apart from ours, on purpose. */
import { WINDOW_MS } from './provider.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Holds requests back, first in, first out. */
export interface Pacer {
  /** `send` is called when it may leave; it calls `onAnswered` when it has its answer. */
  readonly enter: (send: (onAnswered: () => void) => void) => void;
  /** Nobody leaves before `at`. */
  readonly pauseUntil: (at: number) => void;
}

/** Longer than no time at all: the provider counts from the arrival, which is before the answer. */
const GUARD_MS = 5;

/** @param isEven - not only `limit` in any window, but never two within a share of it. */
export function createPacer(time: VirtualTime, limit: number, isEven: boolean): Pacer {
  const waiting: ((onAnswered: () => void) => void)[] = [];
  let first = 0;
  const freeAt: number[] = [];
  let inFlight = 0;
  let nextAt = -Infinity;
  let armedFor = Infinity;
  let cancelTimer = () => {};

  const earliestAt = (now: number): number => {
    while (freeAt.length > 0 && freeAt[0]! <= now) freeAt.shift();
    const taken = freeAt.length + inFlight;
    return Math.max(nextAt, taken < limit ? now : (freeAt[taken - limit] ?? Infinity));
  };
  const pump = () => {
    while (first < waiting.length) {
      const now = time.now();
      const at = earliestAt(now);
      if (at > now) return arm(at, now);
      const send = waiting[first++]!;
      inFlight++;
      if (isEven) nextAt = now + WINDOW_MS / limit;
      send(() => {
        inFlight--;
        freeAt.push(time.now() + WINDOW_MS + GUARD_MS);
        pump();
      });
    }
  };
  const arm = (at: number, now: number) => {
    if (at === armedFor) return;
    cancelTimer();
    armedFor = at;
    if (at === Infinity) return;
    cancelTimer = time.setTimer(() => {
      armedFor = Infinity;
      pump();
    }, at - now);
  };

  return {
    enter(send) {
      waiting.push(send);
      pump();
    },
    pauseUntil: (at) => void (nextAt = Math.max(nextAt, at)),
  };
}
