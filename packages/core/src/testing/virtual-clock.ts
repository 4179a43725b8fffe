import type { Clock } from '../primitives/clock.ts';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /**
   * Moves the time on by `ms`, firing every timer that falls due on the way, in order, each at its own
   * instant. Between two timers all promises settle, those behind real I/O on this machine included.
   */
  advance(ms: number): Promise<void>;
  /** Advances from timer to timer until `promise` settles; fails when nothing is left to wait for. */
  runUntil<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
  /** How many timers are armed: zero when nothing leaks. */
  readonly pendingTimers: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A turn of the real event loop, by a channel that no fake-timer library replaces. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Enough turns for a request to cross an intercepted socket and come back. */
const SETTLING_TURNS = 10;

/**
 * A clock for tests: give it to `createClient` and to the mock, and move it.
 *
 * @param startAt - epoch milliseconds. Default 2026-01-01T00:00:00Z.
 */
export function virtualClock(startAt: number = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = startAt;
  const timers = new Set<Timer>();

  const settle = async () => {
    for (let count = 0; count < SETTLING_TURNS; count++) await turn();
  };
  const nextDue = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.at < first.at) first = timer;
    return first;
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    now = Math.max(now, timer.at);
    timer.callback();
  };

  return {
    now: () => now,
    setTimer(callback, delayMs) {
      const timer = { at: now + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const target = now + ms;
      await settle();
      for (let timer = nextDue(); timer && timer.at <= target; timer = nextDue()) {
        fire(timer);
        await settle();
      }
      now = target;
    },
    async runUntil(promise, limitMs = 24 * 60 * 60 * 1000) {
      const deadline = now + limitMs;
      let settled = false;
      const mark = () => void (settled = true);
      promise.then(mark, mark);
      for (let idle = 0; ;) {
        await settle();
        if (settled) return promise;
        const timer = nextDue();
        if (timer && timer.at <= deadline) {
          idle = 0;
          fire(timer);
        } else if (timer || ++idle > 200) {
          throw new Error(
            timer
              ? `Not settled within ${limitMs} ms of virtual time.`
              : 'Nothing is armed on the clock that could settle this.',
          );
        }
      }
    },
    get pendingTimers() {
      return timers.size;
    },
  };
}
