import { boxFilter } from './box-filter.ts';
import type { Picture } from './picture.ts';

/** Out of focus; alpha stays as it is. Two box filters come close to a round lens. @param radius - in pixels. */
export function blurPicture(picture: Picture, radius: number): Picture {
  const { width, height, data } = picture;
  const blurred = new Uint8ClampedArray(data);
  for (let channel = 0; channel < 3; channel++) {
    let plane = Float32Array.from({ length: width * height }, (_, i) => data[4 * i + channel]!);
    for (let pass = 0; pass < 2; pass++) plane = Float32Array.from(boxFilter(plane, width, height, radius));
    for (let i = 0; i < plane.length; i++) blurred[4 * i + channel] = plane[i]!;
  }
  return { width, height, data: blurred };
}

/** Edges with more contrast: what a blur takes away, added once more. */
export function sharpenPicture(picture: Picture): Picture {
  const soft = blurPicture(picture, 1).data;
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = 2 * picture.data[at]! - soft[at]!;
  return { width: picture.width, height: picture.height, data };
}
