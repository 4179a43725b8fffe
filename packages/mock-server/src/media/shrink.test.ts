import { expect, it } from 'vitest';
import { shrinkPicture } from './shrink.ts';

it('averages whole areas', () => {
  const data = new Uint8ClampedArray([100, 0, 0, 255, 200, 0, 0, 255, 0, 40, 0, 255, 0, 80, 0, 255]);
  expect(shrinkPicture({ width: 4, height: 1, data }, 2)).toEqual({
    width: 2,
    height: 1,
    data: new Uint8ClampedArray([150, 0, 0, 255, 0, 60, 0, 255]),
  });
});

it('does not let the colour under transparent pixels bleed out', () => {
  const data = new Uint8ClampedArray([100, 0, 0, 255, 60, 200, 0, 0]);
  expect([...shrinkPicture({ width: 2, height: 1, data }, 1).data]).toEqual([100, 0, 0, 128]);
});

it('returns a picture that is small enough as it is', () => {
  const picture = { width: 2, height: 1, data: new Uint8ClampedArray(8) };
  expect(shrinkPicture(picture, 2)).toBe(picture);
});
