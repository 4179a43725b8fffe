/**
 * From a small mask to a crisp matte. Near the outline a full-size pixel is a blend of the subject's colour
 * and the background's: how much of each is its alpha. Away from the outline the mask already knows.
 */
import { boxFilter } from './box-filter.ts';
import type { Picture } from './picture.ts';

/** How far from the outline, in pixels of the mask, the full-size picture is asked. */
const BAND = 2;
/** How far around colours are gathered, in pixels of the mask. */
const GATHER = 3;
/** Where both sides differ by less than this (in sRGB steps), colour says little and the mask decides. */
const WEAK_CONTRAST = 14;
/** red, green, blue of the subject nearby; the same of the background; share of the subject around. */
const FIELDS = 7;

/**
 * Alpha of every pixel of `picture`, 0 to 255, multiplied with the alpha it already has.
 *
 * @param small - the picture, shrunk to the size of `mask`.
 * @param mask - 1 where the subject is, 0 elsewhere.
 */
export function refineMatte(picture: Picture, small: Picture, mask: Float32Array): Uint8ClampedArray {
  const { width, height, data } = picture;
  const around = boxFilter(mask, small.width, small.height, BAND);
  const fields = gatherFields(small, mask, around);
  const alpha = new Uint8ClampedArray(width * height);
  const here = new Float32Array(FIELDS);
  for (let y = 0, i = 0; y < height; y++) {
    const v = clamp(((y + 0.5) * small.height) / height - 0.5, 0, small.height - 1);
    const row = Math.round(v) * small.width;
    for (let x = 0; x < width; x++, i++) {
      const u = clamp(((x + 0.5) * small.width) / width - 0.5, 0, small.width - 1);
      const share = around[row + Math.round(u)]!;
      if (share <= 0) continue;
      const own = data[4 * i + 3]!;
      if (share >= 1) {
        alpha[i] = own;
      } else {
        sampleFields(fields, small, u, v, here);
        alpha[i] = own * shareOfSubject(data, 4 * i, here);
      }
    }
  }
  return alpha;
}

/** The share of the subject in one blended pixel, 0 to 1. */
function shareOfSubject(data: Uint8ClampedArray, at: number, here: Float32Array): number {
  let along = 0;
  let contrast = 0;
  for (let channel = 0; channel < 3; channel++) {
    const behind = here[3 + channel]!;
    const step = here[channel]! - behind;
    along += (data[at + channel]! - behind) * step;
    contrast += step * step;
  }
  const around = here[6]!;
  const byColour = contrast === 0 ? 0 : clamp(along / contrast, 0, 1);
  const byMask = clamp(0.5 + (around - 0.5) * 2.5, 0, 1);
  const trust = contrast / (contrast + WEAK_CONTRAST ** 2);
  const blended = trust * byColour + (1 - trust) * byMask;
  // grain is no blend, and the subject is more varied than the mean it is held against: it may fall far short
  const sure = (blended - 0.15) / 0.45;
  // far out in the band a look-alike of the subject is not the subject, and far in not the background
  return clamp(sure, Math.max(0, 1 - (1 - around) * 2.5), Math.min(1, around * 5));
}

/** The seven fields, interleaved, so that one pixel's lie side by side in memory. */
function gatherFields(small: Picture, mask: Float32Array, around: Float32Array): Float32Array {
  const { width, height } = small;
  const fields = new Float32Array(width * height * FIELDS);
  const core = boxFilter(mask, width, height, 1);
  // colours of pixels well inside count in full; those at the outline are blends and only help out
  const weigh = (isSubject: boolean) =>
    core.map((share, i) => (mask[i]! > 0.5 === isSubject ? (share === Number(isSubject) ? 1 : 0.02) : 0));
  for (const [first, weight] of [
    [0, weigh(true)],
    [3, weigh(false)],
  ] as const) {
    const total = boxFilter(weight, width, height, GATHER);
    for (let channel = 0; channel < 3; channel++) {
      const weighted = boxFilter(
        weight.map((w, i) => w * small.data[4 * i + channel]!),
        width,
        height,
        GATHER,
      );
      for (let i = 0; i < total.length; i++) {
        fields[i * FIELDS + first + channel] =
          total[i]! > 1e-6 ? weighted[i]! / total[i]! : small.data[4 * i + channel]!;
      }
    }
  }
  for (let i = 0; i < around.length; i++) fields[i * FIELDS + 6] = around[i]!;
  return fields;
}

/** Bilinear look-up of all fields at (u, v), in pixels of the mask. */
function sampleFields(fields: Float32Array, small: Picture, u: number, v: number, here: Float32Array): void {
  const x = Math.floor(u);
  const y = Math.floor(v);
  const fx = u - x;
  const fy = v - y;
  const top = (y * small.width + x) * FIELDS;
  const right = x + 1 < small.width ? FIELDS : 0;
  const down = y + 1 < small.height ? small.width * FIELDS : 0;
  for (let f = 0; f < FIELDS; f++) {
    const upper = fields[top + f]! * (1 - fx) + fields[top + right + f]! * fx;
    const lower = fields[top + down + f]! * (1 - fx) + fields[top + down + right + f]! * fx;
    here[f] = upper * (1 - fy) + lower * fy;
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
