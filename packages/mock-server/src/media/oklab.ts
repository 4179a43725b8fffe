/**
 * Oklab: a colour space in which distance is close to what an eye sees, and in which a shadow moves a
 * colour straight towards zero. https://bottosson.github.io/posts/oklab/
 */
import type { Picture } from './picture.ts';

/** A picture as three planes of Oklab, row by row. `l` runs from 0 to 1, `a` and `b` from about −0.3 to 0.3. */
export interface LabImage {
  readonly width: number;
  readonly height: number;
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Converts an sRGB picture; its alpha is not looked at. */
export function toOklab(picture: Picture): LabImage {
  const { width, height, data } = picture;
  const size = width * height;
  const image = {
    width,
    height,
    l: new Float32Array(size),
    a: new Float32Array(size),
    b: new Float32Array(size),
  };
  for (let i = 0; i < size; i++) {
    const red = LINEAR[data[4 * i]!]!;
    const green = LINEAR[data[4 * i + 1]!]!;
    const blue = LINEAR[data[4 * i + 2]!]!;
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    image.l[i] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
    image.a[i] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
    image.b[i] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  }
  return image;
}

/** sRGB bytes to linear light. */
const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
