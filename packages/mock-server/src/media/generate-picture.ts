/** Pictures for the endpoints that generate one. */
import { seededRandom } from '@briakit/core/testing';
import type { Picture } from './picture.ts';
import { arrangeStill, coverOf, shadeGround, shadeVase } from './still-life.ts';

/** Film grain, in sRGB steps. */
const GRAIN = 3;

/**
 * @param options - `width` and `height` in pixels; the same `seed` always draws the same vase. `hue` in degrees is the
 *   vase's; default: what the seed says.
 * @returns an opaque picture, the short side of which frames the vase.
 */
export function generatePicture(options: {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly hue?: number;
}): Picture {
  const { width, height } = options;
  const random = seededRandom(options.seed);
  const still = arrangeStill(random, options.hue);
  const unit = 2 / Math.min(width, height);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0, at = 0; row < height; row++) {
    const y = (row + 0.5 - height / 2) * unit;
    for (let column = 0; column < width; column++, at += 4) {
      const x = (column + 0.5 - width / 2) * unit;
      const grain = (random() + random() - 1) * GRAIN;
      const ground = shadeGround(still, x, y);
      const cover = coverOf(still, x, y, unit);
      const vase = cover > 0 ? shadeVase(still, x, y) : ground;
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = 255 * (ground[channel]! + cover * (vase[channel]! - ground[channel]!)) + grain;
      }
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}
