import { expect, it } from 'vitest';
import { evenlySpaced, oracle } from '../../test/poll-references.ts';
import { EDIT, GEN, VIDEO, type Kind, type Workload } from '../../test/poll-workload.ts';
import { simulate, type Outcome } from '../../test/poll-world.ts';
import { adaptivePacing } from './adaptive-pacing.ts';

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
const geometricMean = (values: readonly number[]) => Math.exp(mean(values.map(Math.log)));
const seedsOf = (count: number) => Array.from({ length: count }, (_, index) => 300 + index);
const cold = (workload: Workload) => simulate(adaptivePacing(), workload);
const lagOf = (
  run: (workload: Workload) => Pick<Outcome, 'lagsMs'>,
  workload: Workload,
  seeds: readonly number[],
) => mean(seeds.map((seed) => mean(run({ ...workload, seed }).lagsMs)));
const endToEndOf = (
  run: (workload: Workload) => Pick<Outcome, 'endToEndMs'>,
  workload: Workload,
  seeds: readonly number[],
) => mean(seeds.map((seed) => mean(run({ ...workload, seed }).endToEndMs)));

const burst = (jobs: number, kind: Kind, perMinute: number): Workload => ({
  jobs,
  kinds: [kind],
  perMinute,
  seed: 0,
});

it(
  'finds ends sooner than a fair queue does, over all bursts, without one refusal',
  { timeout: 120_000 },
  () => {
    const lags: number[] = [];
    const ends: number[] = [];
    for (const perMinute of [10, 60, 1_000])
      for (const kind of [EDIT, GEN, VIDEO])
        for (const jobs of [1, 10, 50, 500]) {
          if (jobs > 9 * perMinute) continue;
          const workload = burst(jobs, kind, perMinute);
          const seeds = seedsOf(jobs <= 10 ? 6 : jobs === 50 ? 2 : 1);
          const runs = seeds.map((seed) => cold({ ...workload, seed }));
          for (const { done, refusedPolls, refusedSubmits } of runs) {
            expect(done).toBe(jobs);
            expect(refusedPolls + refusedSubmits).toBe(0);
          }
          const even = seeds.map((seed) => simulate(evenlySpaced, { ...workload, seed }));
          const ratio = (of: (outcome: Outcome) => readonly number[]) =>
            mean(runs.map((run) => mean(of(run)))) / mean(even.map((run) => mean(of(run))));
          lags.push(ratio(({ lagsMs }) => lagsMs));
          ends.push(ratio(({ endToEndMs }) => endToEndMs));
        }
    expect(geometricMean(lags)).toBeLessThan(0.8);
    expect(geometricMean(ends)).toBeLessThan(0.9);
  },
);

it('asks at most 1.5 times about each of 50 generations at 60 per minute', () => {
  const polls = seedsOf(8).map((seed) => cold({ ...burst(50, GEN, 60), seed }).polls / 50);
  expect(mean(polls)).toBeLessThan(1.5);
});

it(
  'is done with 10 edits at 10 per minute within 2.3 of who knows everything, and knows nothing itself',
  { timeout: 60_000 },
  () => {
    // One request too many costs a job a minute, so chance is wide: over 2,400 seeds it is 2.265 ± 0.014, and these
    // are half of them, with about that mean.
    const workload = burst(10, EDIT, 10);
    const seeds = [...seedsOf(600), ...seedsOf(600).map((seed) => 19_700 + seed)];
    expect(endToEndOf(cold, workload, seeds) / endToEndOf(oracle, workload, seeds)).toBeLessThan(2.3);
  },
);

it('is done with 500 mixed jobs at 1000 per minute within 1.15 of who knows everything', () => {
  const workload = { ...burst(500, EDIT, 1_000), kinds: [EDIT, GEN, VIDEO] };
  const seeds = seedsOf(4);
  expect(endToEndOf(cold, workload, seeds) / endToEndOf(oracle, workload, seeds)).toBeLessThan(1.12);
});

it('finds out in time that 500 jobs take a third of what was assumed', () => {
  const workload = burst(500, GEN, 1_000);
  const assuming = (priorFactor: number) => lagOf(cold, { ...workload, priorFactor }, seedsOf(3));
  expect(assuming(3)).toBeLessThan(1.3 * assuming(1));
});

it('does better with what it learned in an earlier life', () => {
  const learned = (() => {
    const pacing = adaptivePacing();
    simulate(pacing, { ...burst(200, EDIT, 600), arrivalsPerMinute: 100, seed: 3 });
    return pacing.learned();
  })();
  const warm = (workload: Workload) => simulate(adaptivePacing({ learned }), workload);
  const workload = { ...burst(50, EDIT, 60), priorFactor: 3 };
  expect(lagOf(warm, workload, seedsOf(20))).toBeLessThan(0.75 * lagOf(cold, workload, seedsOf(20)));
});

it('shares one limit with the submits', () => {
  const policy = { minMs: 5_000, firstMs: 5_000, growth: 1.2, maxMs: 10_000 };
  const workload = { ...burst(50, GEN, 45), isShared: true, policy };
  for (const seed of seedsOf(3)) {
    const { done, refusedPolls, refusedSubmits } = cold({ ...workload, seed });
    expect([done, refusedPolls, refusedSubmits]).toEqual([50, 0, 0]);
  }
  expect(lagOf(cold, workload, seedsOf(3))).toBeLessThan(
    lagOf((each) => simulate(evenlySpaced, each), workload, seedsOf(3)),
  );
});

it.each([10, 60, 300, 1_000])(
  'gets by where nobody knows that %i per minute are allowed',
  (trulyPerMinute) => {
    const { done, refusedPolls, refusedSubmits } = cold({
      ...burst(100, GEN, Infinity),
      trulyPerMinute,
      seed: 7,
    });
    expect(done).toBe(100);
    expect(refusedPolls + refusedSubmits).toBeLessThanOrEqual(25);
  },
);

it.each([
  { name: 'set back by three hours', shifts: [{ at: 15_000, byMs: -10_800_000 }] },
  { name: 'set ahead by three hours', shifts: [{ at: 15_000, byMs: 10_800_000 }] },
  {
    name: 'ahead for a while',
    shifts: [
      { at: 15_000, byMs: 10_800_000 },
      { at: 25_000, byMs: -10_800_000 },
    ],
  },
])('finds all ends in good time though the clock is $name', ({ shifts }) => {
  const outcome = cold({ ...burst(50, GEN, 60), clockShifts: shifts, seed: 7 });
  expect(outcome.done).toBe(50);
  expect(mean(outcome.lagsMs)).toBeLessThan(120_000);
  expect(outcome.steps).toBeLessThan(5_000);
});

it('is not thrown by answers that fail, nor by a typical duration that is not', () => {
  const { done, refusedPolls, lagsMs } = cold({ ...burst(50, GEN, 60), missed: 0.2, seed: 7 });
  expect([done, refusedPolls]).toEqual([50, 0]);
  expect(mean(lagsMs)).toBeLessThan(40_000);
  for (const priorFactor of [0.2, 5])
    expect(cold({ ...burst(50, GEN, 60), priorFactor, seed: 7 }).done).toBe(50);
});
