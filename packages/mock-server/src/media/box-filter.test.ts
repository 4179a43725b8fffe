import { expect, it } from 'vitest';
import { boxFilter } from './box-filter.ts';

it.each([0, 1, 2, 9])('is the plain mean of what lies inside the window, radius %d', (radius) => {
  const [width, height] = [7, 5];
  const plane = Float32Array.from({ length: width * height }, (_, i) => (i * 13) % 10);
  const mean = plane.map((_, i) => {
    const inside = [...plane].filter(
      (__, j) =>
        Math.abs((i % width) - (j % width)) <= radius &&
        Math.abs(Math.floor(i / width) - Math.floor(j / width)) <= radius,
    );
    return inside.reduce((sum, value) => sum + value, 0) / inside.length;
  });
  const filtered = boxFilter(plane, width, height, radius);
  for (let i = 0; i < plane.length; i++) expect(filtered[i]).toBeCloseTo(mean[i] ?? NaN, 4);
});
