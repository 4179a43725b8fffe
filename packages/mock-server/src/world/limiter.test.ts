import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLimiter, WINDOW_MS } from './limiter.ts';

it('admits as many as the limit, and the next one exactly after the wait it names', () => {
  const limiter = createLimiter();
  expect([0, 10, 20].map((now) => limiter.take('key', 3, now).admitted)).toEqual([true, true, true]);
  expect(limiter.take('key', 3, 1000)).toEqual({ admitted: false, retryAfterMs: 59_000 });
  expect(limiter.take('key', 3, 59_999)).toEqual({ admitted: false, retryAfterMs: 1 });
  expect(limiter.take('key', 3, 60_000)).toEqual({ admitted: true });
});

it('counts each minute of the clock by itself where windows are fixed', () => {
  const limiter = createLimiter('fixed');
  expect([59_000, 59_999].map((now) => limiter.take('key', 2, now).admitted)).toEqual([true, true]);
  expect(limiter.take('key', 2, 59_999)).toEqual({ admitted: false, retryAfterMs: 1 });
  // Twice the limit within a few milliseconds: what a window that slides would not let through.
  expect([60_000, 60_000].map((now) => limiter.take('key', 2, now).admitted)).toEqual([true, true]);
  expect(limiter.take('key', 2, 60_000)).toEqual({ admitted: false, retryAfterMs: 60_000 });
});

it('lets everybody in where it is off', () => {
  const limiter = createLimiter('off');
  expect([0, 0, 0].map((now) => limiter.take('key', 1, now).admitted)).toEqual([true, true, true]);
  expect(limiter.usage(0)).toEqual([]);
});

it('gives no place to what it refuses, and none to other keys', () => {
  const limiter = createLimiter();
  limiter.take('key', 1, 0);
  for (let now = 1; now < WINDOW_MS; now += 1000) limiter.take('key', 1, now);
  expect(limiter.take('key', 1, WINDOW_MS).admitted).toBe(true);
  expect(limiter.take('other', 1, WINDOW_MS).admitted).toBe(true);
});

it('follows a limit that is lowered within the window', () => {
  const limiter = createLimiter();
  for (const now of [0, 1000, 2000, 3000]) limiter.take('key', 4, now);
  expect(limiter.take('key', 2, 4000)).toEqual({ admitted: false, retryAfterMs: 58_000 });
  expect(limiter.take('key', 2, 62_000).admitted).toBe(true);
});

it('never admits more than the limit in any window, whatever the rhythm', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (steps, limit) => {
      const limiter = createLimiter();
      const admitted: number[] = [];
      let now = 0;
      for (const step of steps) {
        now += step;
        if (limiter.take('key', limit, now).admitted) admitted.push(now);
      }
      for (const [index, at] of admitted.entries())
        expect((admitted[index + limit] ?? Infinity) - at).toBeGreaterThanOrEqual(WINDOW_MS);
    }),
  );
});
