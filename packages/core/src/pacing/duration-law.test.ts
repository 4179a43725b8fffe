import { expect, it } from 'vitest';
import { seededRandom } from '../primitives/random.ts';
import { createDurationLaw } from './duration-law.ts';

/** Log-normal durations, without a tail. */
function durations(medianMs: number, sigma: number, seed: number): () => number {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => medianMs * Math.exp(sigma * normal());
}

/** Shows jobs to a law as polls would: only between which two of them each one ended. */
function learn(typicalMs: number, next: () => number, jobs: number) {
  const law = createDurationLaw(typicalMs);
  const random = seededRandom(99);
  for (let job = 0; job < jobs; job++) {
    const durationMs = next();
    let seenMs = 0;
    for (let gap = 0.3 + 0.4 * random(); ; gap = 0.08 + 0.1 * random()) {
      const ageMs = seenMs + gap * typicalMs;
      if (ageMs >= durationMs) {
        law.sawEnd(seenMs, ageMs);
        break;
      }
      law.sawRunning(seenMs, ageMs);
      seenMs = ageMs;
    }
  }
  return law;
}

it.each([
  { medianMs: 6_000, sigma: 0.35 },
  { medianMs: 20_000, sigma: 0.45 },
  { medianMs: 110_000, sigma: 0.4 },
])(
  'says after 200 ends when half and nine tenths of jobs of an age have ended: %o',
  ({ medianMs, sigma }) => {
    const ages = [0, 0.5, 1, 1.4];
    for (const age of ages) {
      const covered = { half: 0, most: 0, jobs: 0 };
      for (let seed = 1; seed <= 12; seed++) {
        const law = learn(medianMs, durations(medianMs, sigma, seed), 200);
        const half = law.remainingMs(age * medianMs, 0.5)!;
        const most = law.remainingMs(age * medianMs, 0.9)!;
        const next = durations(medianMs, sigma, seed + 1_000);
        for (let job = 0; job < 2_000; job++) {
          const leftMs = next() - age * medianMs;
          if (leftMs <= 0) continue;
          covered.jobs++;
          if (leftMs <= half) covered.half++;
          if (leftMs <= most) covered.most++;
        }
      }
      expect(Math.abs(covered.half / covered.jobs - 0.5), `half at ${age}`).toBeLessThan(0.05);
      expect(Math.abs(covered.most / covered.jobs - 0.9), `most at ${age}`).toBeLessThan(0.05);
    }
  },
);

it('tells people the typical duration while nothing is learned', () => {
  const law = createDurationLaw(20_000);
  expect(law.remainingMs(0, 0.5)).toBeGreaterThan(18_000);
  expect(law.remainingMs(0, 0.5)).toBeLessThan(22_000);
  expect(law.progress(20_000)).toBeGreaterThan(0.74);
  expect(law.progress(20_000)).toBeLessThan(0.86);
});

it('does not know when a job will end that is older than any it has seen', () => {
  const law = learn(6_000, durations(6_000, 0.3, 5), 200);
  expect(law.remainingMs(6_000, 0.5)).toBeDefined();
  expect(law.remainingMs(600_000, 0.5)).toBeUndefined();
  expect(createDurationLaw(6_000).remainingMs(60_000, 0.5)).toBeUndefined();
});

it('has progress that rises with age and never falls', () => {
  for (const law of [createDurationLaw(6_000), learn(6_000, durations(6_000, 0.35, 3), 200)]) {
    let before = 0;
    expect(law.progress(0)).toBe(0);
    for (let ageMs = 50; ageMs < 200_000; ageMs *= 1.02) {
      const progress = law.progress(ageMs);
      expect(progress).toBeGreaterThanOrEqual(before);
      before = progress;
    }
  }
});

it('counts those that still run: a burst of which only the fast have ended does not look fast', () => {
  const next = durations(20_000, 0.45, 8);
  const law = createDurationLaw(20_000);
  for (let job = 0; job < 100; job++) {
    const durationMs = next();
    if (durationMs < 15_000) law.sawEnd(durationMs - 500, durationMs);
    law.sawRunning(0, Math.min(durationMs - 500, 15_000));
  }
  expect(law.endedBy(0, 15_000)).toBeLessThan(0.4);
});

it('forgets: after a provider has become three times slower it is right again within 200 ends', () => {
  const law = learn(6_000, durations(6_000, 0.3, 2), 200);
  const slow = durations(18_000, 0.3, 4);
  for (let job = 0; job < 200; job++) {
    const durationMs = slow();
    law.sawRunning(0, durationMs - 1_000);
    law.sawEnd(durationMs - 1_000, durationMs);
  }
  expect(law.medianMs()).toBeGreaterThan(13_000);
});

it('asks later the more a request costs, after the age last seen, and at a finite age', () => {
  const law = learn(20_000, durations(20_000, 0.45, 6), 50);
  for (const fromMs of [0, 10_000, 30_000, 200_000, 10_000_000]) {
    const ages = [10, 100, 1_000, 10_000, 1e9, Infinity].map((priceMs) => law.askAgeMs(fromMs, priceMs));
    expect(ages).toEqual(ages.toSorted((one, other) => one - other));
    expect(ages[0]).toBeGreaterThan(fromMs);
    expect(ages.at(-1)).toBeLessThan(Infinity);
  }
});

it('learns nothing absurd from an end that was noticed hours later', () => {
  const law = learn(6_000, durations(6_000, 0.35, 7), 30);
  const beforeMs = law.medianMs();
  law.sawEnd(3_000, 8 * 3_600_000);
  expect(law.medianMs() / beforeMs).toBeGreaterThan(0.8);
  expect(law.medianMs() / beforeMs).toBeLessThan(1.25);
});

it('is drawn anew with each of the first answers, and then with some of them only', () => {
  const law = createDurationLaw(6_000);
  const versionsOf = (answers: number) => {
    const before = law.version();
    for (let answer = 0; answer < answers; answer++) law.sawRunning(0, 3_000);
    return law.version() - before;
  };
  expect(versionsOf(10)).toBe(10);
  expect(versionsOf(1_000)).toBeLessThan(200);
  expect(versionsOf(1_000)).toBeGreaterThan(50);
});
