/** The mean over a square window around each pixel, in time that does not depend on the window's size. */

/**
 * @param plane - `width * height` values, row by row.
 * @param radius - the window has `2 * radius + 1` pixels a side; at the edges only what lies inside counts.
 */
export function boxFilter(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) slide(plane, across, y * width, 1, width, radius);
  const both = new Float32Array(plane.length);
  for (let x = 0; x < width; x++) slide(across, both, x, width, height, radius);
  return both;
}

/** One line of `length` values, `stride` apart: a running sum that takes in one value and lets go of one. */
function slide(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  for (let i = 0; i < Math.min(radius, length); i++) sum += from[start + i * stride]!;
  for (let i = 0; i < length; i++) {
    if (i + radius < length) sum += from[start + (i + radius) * stride]!;
    if (i - radius > 0) sum -= from[start + (i - radius - 1) * stride]!;
    const count = Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1;
    to[start + i * stride] = sum / count;
  }
}
