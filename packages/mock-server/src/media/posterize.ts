import type { Picture } from './picture.ts';

/** Neighbours that differ by more than this in sRGB steps, over all channels, have an outline between them. */
const OUTLINE = 60;

/** Flat colours, as many as `levels` a channel, within dark outlines: a drawing rather than a photograph. */
export function posterize(picture: Picture, levels: number): Picture {
  const { width, height, data: before } = picture;
  const data = new Uint8ClampedArray(before);
  const step = 255 / (levels - 1);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const right = x + 1 < width ? at + 4 : at;
      const below = y + 1 < height ? at + 4 * width : at;
      let edge = 0;
      for (let channel = 0; channel < 3; channel++) {
        const here = before[at + channel]!;
        edge += Math.abs(here - before[right + channel]!) + Math.abs(here - before[below + channel]!);
        data[at + channel] = Math.round(here / step) * step;
      }
      if (edge > OUTLINE) for (let channel = 0; channel < 3; channel++) data[at + channel]! *= 0.25;
    }
  }
  return { width, height, data };
}
