import { expect, it } from 'vitest';
import { generatePicture } from './generate-picture.ts';

const SIZE = { width: 96, height: 64 };

it('draws the same picture for the same seed, and another for another', () => {
  expect(generatePicture({ ...SIZE, seed: 5 })).toEqual(generatePicture({ ...SIZE, seed: 5 }));
  expect(generatePicture({ ...SIZE, seed: 5 }).data).not.toEqual(generatePicture({ ...SIZE, seed: 6 }).data);
});

it('has the size that was asked for and is opaque', () => {
  const { width, height, data } = generatePicture({ ...SIZE, seed: 5 });
  expect([width, height, data.length]).toEqual([96, 64, 96 * 64 * 4]);
  expect(data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
});
