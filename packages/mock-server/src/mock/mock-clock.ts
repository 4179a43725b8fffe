/** Clocks for a mock that people, or tests, can move. */
import type { Clock } from '@briakit/core/testing';
import { backgroundClock } from './background-clock.ts';

/** A clock that follows another one, at a pace of its own. */
export interface MockClock extends Clock {
  /** How fast it runs: 1 as fast as the clock that it follows, 60 a minute a second, 0 not at all. */
  readonly rate: number;
  /** From here on it stands still. */
  freeze(): void;
  /**
   * From here on it runs, at this rate. Default 1.
   *
   * @throws {RangeError} when the rate is negative or not finite; 0 freezes it.
   */
  run(rate?: number): void;
  /**
   * Moves it on by `ms`, firing what falls due on the way: in order, each at its own instant, and all promises
   * settled before the next.
   *
   * @throws {RangeError} when `ms` is negative.
   */
  advance(ms: number): Promise<void>;
}

/** How a clock begins. */
export interface MockClockOptions {
  /** Where it begins, as epoch milliseconds or in ISO 8601. Default: now. */
  readonly startAt?: number | string | undefined;
  /** How far from there, in milliseconds; negative for the past. Default 0. */
  readonly offsetMs?: number | undefined;
  /** How fast it runs. Default 1; 0 for one that stands still until it is moved. */
  readonly rate?: number | undefined;
  /** What it follows. Default: the system's time, fake timers included; it keeps no process alive. */
  readonly follow?: Clock | undefined;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * A clock for `createMock`: the system's (`mockClock()`), one that is off (`{ offsetMs: -86_400_000 }`), one that is
 * scaled (`{ rate: 60 }`), or a frozen one (`{ rate: 0 }`). Each can be changed while it runs.
 *
 * @throws {RangeError} for a beginning that is no time, or a rate below 0.
 */
export function mockClock(options: MockClockOptions = {}): MockClock {
  const { startAt, offsetMs = 0, follow = backgroundClock } = options;
  let rate = checkRate(options.rate ?? 1);
  /** The instants at which this clock and the one that it follows were last set against each other. */
  let base = { own: parseStart(startAt, follow) + offsetMs, followed: follow.now() };
  const timers = new Set<Timer>();
  let disarm = () => {};

  const now = () => Math.floor(base.own + (follow.now() - base.followed) * rate);
  const setTo = (own: number) => void (base = { own, followed: follow.now() });
  const first = () => {
    let earliest: Timer | undefined;
    for (const timer of timers) if (!earliest || timer.at < earliest.at) earliest = timer;
    return earliest;
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    timer.callback();
  };
  const arm = () => {
    disarm();
    const next = first();
    disarm =
      next && rate > 0 ? follow.setTimer(wake, Math.max(0, Math.ceil((next.at - now()) / rate))) : () => {};
  };
  const wake = () => {
    for (let due = first(); due && due.at <= now(); due = first()) fire(due);
    arm();
  };
  const setRate = (next: number) => {
    setTo(now());
    rate = next;
    arm();
  };

  return {
    now,
    get rate() {
      return rate;
    },
    setTimer(callback, delayMs) {
      const timer = { at: now() + Math.max(0, delayMs), callback };
      timers.add(timer);
      arm();
      return () => {
        if (timers.delete(timer)) arm();
      };
    },
    freeze: () => setRate(0),
    run: (next = 1) => setRate(checkRate(next)),
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`ms must be 0 or more, got ${ms}.`);
      const target = now() + ms;
      await settle();
      for (let due = first(); due && due.at <= target; due = first()) {
        setTo(Math.max(now(), due.at));
        fire(due);
        await settle();
      }
      setTo(Math.max(now(), target));
      arm();
    },
  };
}

function parseStart(startAt: number | string | undefined, follow: Clock): number {
  const at = typeof startAt === 'string' ? Date.parse(startAt) : (startAt ?? follow.now());
  if (!Number.isFinite(at)) throw new RangeError(`startAt must be a time, got ${startAt}.`);
  return at;
}

function checkRate(rate: number): number {
  if (!Number.isFinite(rate) || rate < 0) throw new RangeError(`rate must be 0 or more, got ${rate}.`);
  return rate;
}

/** Turns of the real event loop, by a channel that no fake timers replace: enough for promises to settle. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}
