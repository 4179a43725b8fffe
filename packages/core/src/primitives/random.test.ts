import { expect, it } from 'vitest';
import { seededRandom, systemRandom } from './random.ts';

const draw = (random: () => number, count: number) => Array.from({ length: count }, random);

it('gives the same numbers for the same seed, on every machine', () => {
  expect(draw(seededRandom(7), 3)).toEqual([0.011704753153026104, 0.06195825757458806, 0.97690763277933]);
  expect(draw(seededRandom(-1), 2)).toEqual([0.8964226141106337, 0.189478256739676]);
  expect(draw(seededRandom(2 ** 32 + 7), 3)).toEqual(draw(seededRandom(7), 3));
});

it.for([
  ['seeded', seededRandom(1)],
  ['the platform’s', systemRandom],
] as const)('is uniform in [0, 1): %s', ([, random]) => {
  const numbers = draw(random, 10_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
  expect(mean).toBeCloseTo(0.5, 1);
});
