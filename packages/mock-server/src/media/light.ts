import type { Picture } from './picture.ts';

/** Where the light is, with 0 on the left and on top, and 1 on the right and at the bottom. */
const PLACES: readonly (readonly [RegExp, number, number])[] = [
  [/side|left/i, -0.1, 0.4],
  [/right/i, 1.1, 0.4],
  [/bottom|below/i, 0.5, 1.1],
  [/top|above/i, 0.5, -0.1],
];

/** Light that falls from one side and loses itself on the way to the other; from the front where none is named. */
export function lightFrom(picture: Picture, direction: string): Picture {
  const { width, height } = picture;
  const [, lampX, lampY] = PLACES.find(([pattern]) => pattern.test(direction)) ?? [/front/, 0.5, 0.5];
  const data = new Uint8ClampedArray(picture.data);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const distance = Math.hypot((x + 0.5) / width - lampX, (y + 0.5) / height - lampY);
      const light = 0.55 + 0.85 * Math.exp(-2.2 * distance * distance);
      for (let channel = 0; channel < 3; channel++) data[at + channel]! *= light;
    }
  }
  return { width, height, data };
}
