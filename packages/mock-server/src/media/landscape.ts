/** Hills behind hills under a sky with a sun, by formula, so that any size is sharp. */
import { seededRandom } from '@briakit/core/testing';
import type { Picture } from './picture.ts';

const RIDGES = 4;

/** @param options - the same `seed` always draws the same hills; `hue` in degrees is the sky's. */
export function drawLandscape(options: {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly hue: number;
}): Picture {
  const { width, height, hue } = options;
  const random = seededRandom(options.seed);
  const ridges = Array.from({ length: RIDGES }, (_, index) => ({
    base: 0.48 + 0.14 * index,
    waves: [1.5, 3.7, 8.3].map((pitch) => ({ pitch: pitch * (0.8 + 0.4 * random()), shift: 6.3 * random() })),
  }));
  const sun = { x: 0.2 + 0.6 * random(), y: 0.16 + 0.16 * random() };
  const data = new Uint8ClampedArray(width * height * 4);
  const unit = 1 / Math.min(width, height);
  const crests = new Float64Array(RIDGES);
  for (let column = 0; column < width; column++) {
    const x = column * unit;
    ridges.forEach(({ base, waves }, index) => {
      const swell = waves.reduce((sum, { pitch, shift }) => sum + Math.sin(pitch * x * 2 + shift) / pitch, 0);
      crests[index] = base - 0.09 * swell;
    });
    for (let row = 0; row < height; row++) {
      const y = row / height;
      let nearest = -1;
      for (let index = 0; index < RIDGES; index++) if (y > crests[index]!) nearest = index;
      const distance = Math.hypot(x - sun.x * width * unit, y - sun.y);
      const glow = nearest < 0 ? Math.exp(-9 * distance) + (distance < 0.06 ? 1 : 0) : 0;
      const lightness = nearest < 0 ? 0.56 + 0.34 * y + 0.3 * glow : 0.52 - 0.11 * nearest;
      const away = nearest < 0 ? 0 : 24 * (nearest + 1);
      const at = (row * width + column) * 4;
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = 255 * channelOf(hue + away, 0.42, Math.min(0.97, lightness), channel);
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** One channel of a colour in HSL. */
function channelOf(hue: number, saturation: number, lightness: number, channel: number): number {
  const k = ((((channel === 0 ? 0 : channel === 1 ? 8 : 4) + hue / 30) % 12) + 12) % 12;
  return (
    lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  );
}
