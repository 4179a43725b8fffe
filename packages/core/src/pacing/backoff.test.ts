import { expect, it } from 'vitest';
import { fullJitterMs } from './backoff.ts';

it.for([
  // attempt, lowest draw, middle, highest
  [1, 0, 500, 999],
  [2, 0, 1_000, 1_999],
  [3, 0, 2_000, 3_999],
  [6, 0, 16_000, 31_999],
  [7, 0, 30_000, 59_999],
  [8, 0, 30_000, 59_999],
  [1_000, 0, 30_000, 59_999],
] as const)('waits before try %d from %d ms by %d ms up to %d ms', ([attempt, ...waits]) => {
  const drawn = [0, 0.5, 0.99999].map((draw) => fullJitterMs(attempt, () => draw));
  expect(drawn).toEqual(waits);
});
