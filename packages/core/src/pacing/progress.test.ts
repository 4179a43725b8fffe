import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateProgress } from './progress.ts';

it.for([
  // age, progress, what is left
  [0, 0, 6_000],
  [3_000, 0.5528, 3_000],
  [5_999, 0.7999, 1],
  [6_000, 0.8, undefined],
  [12_000, 0.96, undefined],
  [1e12, 0.99, undefined],
  [-500, 0, 6_000],
] as const)('at %d ms of 6000: progress %d, %s ms left', ([ageMs, progress, etaMs]) => {
  const estimate = estimateProgress(ageMs, 6_000);
  expect(estimate.progress).toBeCloseTo(progress, 3);
  expect(estimate.etaMs).toBe(etaMs);
});

it('never falls and never says done', () => {
  const age = fc.nat({ max: 10_000_000 });
  fc.assert(
    fc.property(age, age, fc.integer({ min: 1, max: 600_000 }), (one, other, typicalMs) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map(
        (ageMs) => estimateProgress(ageMs, typicalMs).progress,
      );
      expect(early).toBeLessThanOrEqual(late!);
      expect(late).toBeLessThan(1);
    }),
  );
});
