import { expect, it } from 'vitest';
import { pollDelayMs } from './poll-delay.ts';

const POLICY = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };

it.for([
  // answers, misses, wait
  [0, 0, 0],
  [1, 0, 1_000],
  [2, 0, 1_500],
  [3, 0, 2_250],
  [4, 0, 3_375],
  [5, 0, 5_000],
  [31, 0, 5_000],
  [32, 0, 10_000],
  [64, 0, 20_000],
  [500, 0, 80_000],
  [2, 1, 3_000],
  [2, 2, 5_000],
  [2_000, 2_000, 80_000],
] as const)('after %d answers, %d of them missed, waits %d ms', ([polls, misses, waitMs]) => {
  expect(pollDelayMs(polls, misses, POLICY)).toBe(waitMs);
});
