import { systemClock, type Clock } from '@briakit/core/testing';
import type { MovableClock } from './deliver.ts';
import type { MockClock } from './mock-clock.ts';

/** The mock's own time, to be looked at and changed. `control.advance` moves it on. */
export interface ClockControl {
  /** What time it is, and how the clock goes. */
  state(): ClockState;
  /**
   * Changes how fast it runs, or how far it is from the system's time.
   *
   * @throws {TypeError} when the mock was given a clock that cannot do that.
   * @throws {RangeError} when it would go back, or the rate is below 0.
   */
  set(change: ClockChange): Promise<ClockState>;
}

/** How late it is in the mock. */
export interface ClockState {
  /** Epoch milliseconds. */
  readonly now: number;
  /** How fast it runs: 1 as fast as the system's, 0 not at all; null where the clock does not say. */
  readonly rate: number | null;
  /** Whether `control.advance` can move it. */
  readonly canAdvance: boolean;
}

/** What is to change; the rest stays as it is. */
export interface ClockChange {
  /** 1: as fast as the system's clock; 60: a minute a second; 0: it stands still until it is moved. */
  readonly rate?: number | undefined;
  /** How far ahead of the system's clock it is to be, in milliseconds; on the way all that falls due is run. */
  readonly offsetMs?: number | undefined;
}

export function createClockControl(
  clock: Clock,
  advance: (ms: number) => Promise<void>,
  clockMoved: () => void,
): ClockControl {
  const state = (): ClockState => ({
    now: clock.now(),
    rate: hasRate(clock) ? clock.rate : null,
    canAdvance: isMovable(clock),
  });
  return {
    state,
    async set({ rate, offsetMs }) {
      if (rate !== undefined) {
        if (!hasRate(clock))
          throw new TypeError('The rate of this clock cannot be changed; that of a mockClock can.');
        clock.run(rate);
        clockMoved();
      }
      if (offsetMs !== undefined) {
        const ms = systemClock.now() + offsetMs - clock.now();
        if (ms < 0) throw new RangeError(`The clock cannot go back: it is ${-ms} ms further already.`);
        await advance(ms);
      }
      return state();
    },
  };
}

export const isMovable = (clock: Clock): clock is MovableClock => 'advance' in clock;

const hasRate = (clock: Clock): clock is MockClock => 'rate' in clock && 'run' in clock;
