import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pollDelayMs } from './poll-delay.ts';

const POLICY = { firstMs: 1_000, growth: 1.5, maxMs: 5_000 };
const middle = () => 0.5;

it.for([
  // answers, misses, wait
  [0, 0, 667],
  [1, 0, 1_000],
  [2, 0, 1_500],
  [3, 0, 2_250],
  [4, 0, 3_375],
  [5, 0, 5_000],
  [500, 0, 5_000],
  [2, 1, 3_000],
  [2, 2, 5_000],
  [2_000, 2_000, 5_000],
] as const)('after %d answers, %d of them missed, waits %d ms', ([polls, misses, waitMs]) => {
  expect(pollDelayMs(polls, misses, POLICY, middle)).toBe(waitMs);
});

it('strays 15 % from the middle at most, and never turns into a hot loop', () => {
  const count = fc.nat({ max: 10_000 });
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(count, count, draw, (polls, misses, drawn) => {
      const centre = pollDelayMs(polls, misses, POLICY, middle);
      const waitMs = pollDelayMs(polls, misses, POLICY, () => drawn);
      expect(waitMs).toBeGreaterThanOrEqual(Math.round(centre * 0.85) - 1);
      expect(waitMs).toBeLessThanOrEqual(Math.round(centre * 1.15) + 1);
      expect(waitMs).toBeGreaterThanOrEqual(565);
    }),
  );
});

it('strays as far as that', () => {
  const [least, most] = [0, 0.999999].map((drawn) => pollDelayMs(1, 0, POLICY, () => drawn));
  expect([least, most]).toEqual([850, 1_150]);
});
