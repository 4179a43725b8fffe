/**
 * Fills a hole from what is around it, by a pyramid: each level is half as large and knows the mean of what is
 * known below it; on the way back every unknown pixel takes what the level above says.
 */
import type { Picture } from './picture.ts';

/** Red, green, blue times what is known, and how much is known, 0 to 1. */
interface Level {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** @param hole - for each pixel, how much of it is to be replaced, 0 to 1. Alpha is filled, too. */
export function fillHole(picture: Picture, hole: Float32Array): Picture {
  const { width, height, data } = picture;
  const base: Level = { width, height, data: new Float32Array(width * height * 5) };
  for (let i = 0; i < hole.length; i++) {
    // What is in part the old thing is not to be learned from.
    const known = hole[i]! > 0.02 ? 0 : 1;
    for (let channel = 0; channel < 4; channel++) base.data[5 * i + channel] = data[4 * i + channel]! * known;
    base.data[5 * i + 4] = known;
  }
  const filled = fillLevel(base).data;
  const result = new Uint8ClampedArray(data);
  for (let i = 0; i < hole.length; i++) {
    const share = hole[i]!;
    if (share === 0) continue;
    for (let channel = 0; channel < 4; channel++)
      result[4 * i + channel] = data[4 * i + channel]! * (1 - share) + filled[5 * i + channel]! * share;
  }
  return { width, height, data: result };
}

function fillLevel(level: Level): Level {
  if (level.width <= 1 && level.height <= 1) return level;
  const above = fillLevel(halve(level));
  const { width, height, data } = level;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 5) {
      const known = data[at + 4]!;
      if (known >= 1) continue;
      for (let channel = 0; channel < 4; channel++)
        data[at + channel]! += (1 - known) * sample(above, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5, channel);
      data[at + 4] = 1;
    }
  }
  return level;
}

function halve({ width, height, data }: Level): Level {
  const small = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const sums = new Float32Array(small.width * small.height * 5);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 5) {
      const to = ((y >> 1) * small.width + (x >> 1)) * 5;
      for (let field = 0; field < 5; field++) sums[to + field]! += data[at + field]!;
    }
  }
  for (let at = 0; at < sums.length; at += 5) {
    const known = sums[at + 4]!;
    if (known > 1) for (let field = 0; field < 5; field++) sums[at + field]! /= known;
  }
  return { ...small, data: sums };
}

function sample({ width, height, data }: Level, x: number, y: number, channel: number): number {
  const clampX = (column: number) => Math.max(0, Math.min(width - 1, column));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const rowOf = (row: number) => Math.max(0, Math.min(height - 1, row)) * width;
  const at = (column: number, row: number) => data[(rowOf(row) + clampX(column)) * 5 + channel]!;
  const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
  const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}
