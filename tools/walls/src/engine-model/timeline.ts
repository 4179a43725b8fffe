/**
 * Time for many thousands of schedules: everything between two timers is settled by a single turn of the event loop,
 * because the mock is in this process and nothing that it awaits leaves it (webhooks are signed elsewhere, and waited
 * for by their own promise).
 */
import type { Clock } from '@briakit/core';

export interface Timeline {
  /** True time, which no device's clock has to agree with. Epoch milliseconds. */
  readonly now: () => number;
  /**
   * A clock of a device, off by what `skewMs` says at each reading. Timers count true time, as those of a real device
   * do, and in whole milliseconds.
   */
  readonly device: (skewMs?: () => number) => DeviceClock;
  /** Moves on, firing each timer at its instant. */
  readonly advance: (ms: number) => Promise<void>;
  /** As a device that was asleep: the time is over at once, and what fell due meanwhile is late. */
  readonly leap: (ms: number) => Promise<void>;
}

export interface DeviceClock extends Clock {
  readonly pendingTimers: number;
  /** How many have fired within about the last second. */
  readonly firedLately: number;
  /** From now on nothing fires: the process has ended. */
  readonly stop: () => void;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** Timers that fire at one instant, before we believe that it never ends. */
const MOST_AT_ONCE = 20_000;

/** @param settle - resolves when nothing can happen any more before a timer fires. */
export function createTimeline(startAt: number, settle: () => Promise<void>): Timeline {
  let now = startAt;
  const timers = new Set<Timer>();
  const next = () => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.at < first.at) first = timer;
    return first;
  };
  const fireUntil = async (target: number) => {
    await settle();
    let atOnce = 0;
    for (let timer = next(); timer && timer.at <= target; timer = next()) {
      if (timer.at > now) atOnce = 0;
      if (++atOnce > MOST_AT_ONCE) throw new Error('The time stands still: timers fire without end.');
      now = Math.max(now, timer.at);
      timers.delete(timer);
      timer.fire();
      await settle();
    }
    now = target;
  };

  return {
    now: () => now,
    device(skewMs = () => 0) {
      const own = new Set<Timer>();
      let isStopped = false;
      let since = now;
      let fired = 0;
      return {
        now: () => now + skewMs(),
        setTimer(callback, delayMs) {
          if (isStopped) return () => {};
          if (Number.isNaN(delayMs)) throw new TypeError('A timer without a delay.');
          const timer: Timer = {
            // As Node has it.
            at: now + Math.max(1, Math.trunc(Math.min(delayMs, 2 ** 31 - 1))),
            fire() {
              own.delete(timer);
              if (now - since > 1_000) [since, fired] = [now, 0];
              fired++;
              callback();
            },
          };
          own.add(timer);
          timers.add(timer);
          return () => {
            own.delete(timer);
            timers.delete(timer);
          };
        },
        get pendingTimers() {
          return own.size;
        },
        get firedLately() {
          return fired;
        },
        stop() {
          isStopped = true;
          for (const timer of own) timers.delete(timer);
          own.clear();
        },
      };
    },
    advance: (ms) => fireUntil(now + ms),
    leap(ms) {
      now += ms;
      return fireUntil(now);
    },
  };
}
