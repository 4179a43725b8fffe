import { virtualClock } from '@briakit/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { briaAt } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { mockClock } from './mock-clock.ts';

afterEach(() => void vi.useRealTimers());

it('goes with the clock that it follows, offset and scaled', async () => {
  const follow = virtualClock(1000);
  const clocks = [
    mockClock({ follow }),
    mockClock({ follow, offsetMs: -500 }),
    mockClock({ follow, rate: 60 }),
    mockClock({ follow, rate: 0, startAt: '1970-01-01T00:00:05Z' }),
  ];
  expect(clocks.map((clock) => clock.now())).toEqual([1000, 500, 1000, 5000]);
  await follow.advance(100);
  expect(clocks.map((clock) => clock.now())).toEqual([1100, 600, 7000, 5000]);
});

it('fires timers when its own time has come, whatever its rate becomes', async () => {
  const follow = virtualClock(0);
  const clock = mockClock({ follow, rate: 10 });
  const fired: number[] = [];
  for (const delayMs of [1000, 2000, 3000]) clock.setTimer(() => fired.push(clock.now()), delayMs);
  expect(follow.pendingTimers).toBe(1);
  await follow.advance(100);
  clock.freeze();
  expect([fired, clock.rate, follow.pendingTimers]).toEqual([[1000], 0, 0]);
  await follow.advance(10_000);
  clock.run();
  await follow.advance(1000);
  expect(fired).toEqual([1000, 2000]);
  clock.run(1000);
  await follow.advance(1);
  expect([fired, follow.pendingTimers]).toEqual([[1000, 2000, 3000], 0]);
});

it('calls a timer off', async () => {
  const follow = virtualClock();
  const clock = mockClock({ follow });
  const callback = vi.fn<() => void>();
  clock.setTimer(callback, 10)();
  expect(follow.pendingTimers).toBe(0);
  await clock.advance(20);
  expect(callback).not.toHaveBeenCalled();
});

it('is moved from one timer to the next, each at its own instant', async () => {
  const clock = mockClock({ rate: 0, startAt: 0 });
  const fired: number[] = [];
  clock.setTimer(() => {
    fired.push(clock.now());
    clock.setTimer(() => fired.push(clock.now()), 5);
  }, 10);
  clock.setTimer(() => fired.push(clock.now()), 12);
  await clock.advance(20);
  expect([fired, clock.now()]).toEqual([[10, 12, 15], 20]);
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);
});

it('is what a mock goes by when nothing else is said, fake timers included', async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const mock = createMock();
  const bria = briaAt(mock);
  const requestId = await bria.accepted();
  vi.advanceTimersByTime(1000);
  expect(mock.control.clock.state()).toEqual({ now: 1_001_000, rate: 1, canAdvance: true });
  await mock.control.advance(10_000);
  expect(await (await bria.status(requestId)).json()).toMatchObject({ status: 'COMPLETED' });
  expect(mock.control.clock.state().now).toBe(1_011_000);
});

it.each([{ rate: -1 }, { rate: Infinity }, { startAt: 'soon' }])('refuses %j', (options) => {
  expect(() => mockClock(options)).toThrow(RangeError);
});
