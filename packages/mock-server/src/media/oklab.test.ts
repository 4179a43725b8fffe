import { expect, it } from 'vitest';
import { toOklab } from './oklab.ts';

// The author's own figures for sRGB white and red: https://bottosson.github.io/posts/oklab/
it.each([
  ['white', [255, 255, 255], [1, 0, 0]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['red', [255, 0, 0], [0.628, 0.2249, 0.1258]],
])('agrees with the definition on %s', (_, rgb, lab) => {
  const { l, a, b } = toOklab({ width: 1, height: 1, data: new Uint8ClampedArray([...rgb, 255]) });
  expect(l[0]).toBeCloseTo(lab[0] ?? NaN, 3);
  expect(a[0]).toBeCloseTo(lab[1] ?? NaN, 3);
  expect(b[0]).toBeCloseTo(lab[2] ?? NaN, 3);
});
