import { expect, it } from 'vitest';
import { geomean, quantile, ratioError } from './metrics.ts';

it('knows no error where all seeds agree, and a half of it with four times as many', () => {
  expect(
    ratioError([
      [2, 1],
      [4, 2],
      [6, 3],
    ]),
  ).toBeCloseTo(0, 12);
  const seeds = (times: number) => Array.from({ length: 4 * times }, (_, n): [number, number] => [n % 4, 1]);
  expect(ratioError(seeds(1))).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  expect(ratioError(seeds(40)) / ratioError(seeds(10))).toBeCloseTo(0.5, 2);
});

it('takes a geometric mean of ratios, and quantiles that were seen', () => {
  expect(geomean([0.5, 2])).toBeCloseTo(1);
  expect([0, 0.5, 0.95, 1].map((p) => quantile([1, 2, 3, 4], p))).toEqual([1, 2, 4, 4]);
});
