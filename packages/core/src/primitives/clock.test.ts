import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 5_000 }));
afterEach(() => void vi.useRealTimers());

it('follows the time of the platform, fake timers included', () => {
  const callback = vi.fn<() => void>();
  systemClock.setTimer(callback, 100);
  vi.advanceTimersByTime(99);
  expect([systemClock.now(), callback.mock.calls.length]).toEqual([5_099, 0]);
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledOnce();
});

it('calls a timer off', () => {
  const callback = vi.fn<() => void>();
  systemClock.setTimer(callback, 100)();
  expect(vi.getTimerCount()).toBe(0);
});

it('does not fire at once what is due in more than 24 days', () => {
  const callback = vi.fn<() => void>();
  systemClock.setTimer(callback, 2 ** 40);
  vi.advanceTimersByTime(1_000_000);
  expect(callback).not.toHaveBeenCalled();
});
