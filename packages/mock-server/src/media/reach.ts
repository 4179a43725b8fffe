/**
 * How hard it is to walk from the picture's rim to each pixel. The way costs what is sharp in it, so that
 * the slow fade of a shadow or a gradient is free, however deep, and an outline is a wall, however faint.
 */
import { boxFilter } from './box-filter.ts';
import type { LabImage } from './oklab.ts';

/** An outline is sharp within this many pixels, a shadow's fade is wider. */
const SHARP = 3;
const ROUNDS = 3; // forth and back again; a path that winds more often than this is rare and merely costs more

/** How sharply each pixel differs from the mean around it, in Oklab units. */
export function sharpnessOf(image: LabImage): Float32Array {
  const { width, height } = image;
  const [l, a, b] = [image.l, image.a, image.b].map((plane) => boxFilter(plane, width, height, SHARP));
  const detail = image.l.map((_, i) =>
    Math.hypot(image.l[i]! - l![i]!, image.a[i]! - a![i]!, image.b[i]! - b![i]!),
  );
  return boxFilter(detail, width, height, 1); // closes the gaps where an outline fades for a pixel or two
}

/**
 * The cheapest walk from any of the `seeds` to each pixel.
 *
 * @param toll - what it costs to step onto each pixel.
 */
export function reachFrom(
  seeds: Int32Array,
  toll: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const cost = new Float32Array(width * height).fill(Infinity);
  for (const i of seeds) cost[i] = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let y = 0; y < height; y++) sweepRow(cost, toll, width, height, y, -1);
    for (let y = height - 1; y >= 0; y--) sweepRow(cost, toll, width, height, y, 1);
  }
  // an outline is sharp on both its sides: the near side is as easy to reach as the ground beside it
  const across = slideLowest(cost, width, 1, SHARP, height, width);
  return slideLowest(across, height, width, SHARP, width, 1);
}

/** The lowest value within `radius`, along lines of `length` values that lie `stride` apart. */
function slideLowest(
  plane: Float32Array,
  length: number,
  stride: number,
  radius: number,
  lines: number,
  lineStride: number,
): Float32Array {
  const lowest = plane.slice();
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < length; k++) {
      const end = Math.min(length - 1, k + radius);
      for (let near = Math.max(0, k - radius); near <= end; near++) {
        const at = line * lineStride + k * stride;
        lowest[at] = Math.min(lowest[at]!, plane[line * lineStride + near * stride]!);
      }
    }
  }
  return lowest;
}

/** One row, from the row at `y + from` and then along itself both ways. */
function sweepRow(
  cost: Float32Array,
  toll: Float32Array,
  width: number,
  height: number,
  y: number,
  from: 1 | -1,
): void {
  const row = y * width;
  if (y + from >= 0 && y + from < height) {
    const other = row + from * width;
    for (let x = 0; x < width; x++) {
      let best = cost[other + x]!;
      if (x > 0) best = Math.min(best, cost[other + x - 1]!);
      if (x < width - 1) best = Math.min(best, cost[other + x + 1]!);
      cost[row + x] = Math.min(cost[row + x]!, best + toll[row + x]!);
    }
  }
  for (let i = row + 1; i < row + width; i++) cost[i] = Math.min(cost[i]!, cost[i - 1]! + toll[i]!);
  for (let i = row + width - 2; i >= row; i--) cost[i] = Math.min(cost[i]!, cost[i + 1]! + toll[i]!);
}
