import type { Rgba } from '../../../media/canvas.ts';
import type { Picture } from '../../../media/picture.ts';

/** A picture by formula, row by row from the upper left. */
export function shadePicture(
  width: number,
  height: number,
  shade: (column: number, row: number) => Rgba,
): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at += 4) {
      const color = shade(column, row);
      for (let channel = 0; channel < 4; channel++) data[at + channel] = color[channel]!;
    }
  return { width, height, data };
}
