/** Masks: for each pixel how much it is meant, 0 to 1. */
import { boxFilter } from './box-filter.ts';
import { resize } from './canvas.ts';
import type { Picture } from './picture.ts';
import { removeBackground } from './remove-background.ts';

/** Where the subject is. */
export function subjectMask(picture: Picture): Float32Array {
  const { data } = removeBackground(picture);
  return Float32Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 3]! / 255);
}

/** The same, a little beyond its outline: what lies there has something of the subject's colour. */
export function widenMask(mask: Float32Array, { width, height }: Picture): Float32Array {
  const reach = Math.max(2, Math.round(Math.min(width, height) / 60));
  return Float32Array.from(boxFilter(mask, width, height, reach), (share) => Math.min(1, share * 5));
}

/** What a picture of a mask says: white is 1, black or transparent 0. It is stretched to the picture's size. */
export function readMask(mask: Picture, { width, height }: Picture): Float32Array {
  const { data } = mask.width === width && mask.height === height ? mask : resize(mask, width, height);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const white = (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3;
    return ((white / 255) * data[4 * i + 3]!) / 255;
  });
}

/** A mask as a picture, white where it is meant: each pixel is one or the other. */
export function drawMask(mask: Float32Array, { width, height }: Picture): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  mask.forEach((share, i) => data.fill(share > 0.5 ? 255 : 0, 4 * i, 4 * i + 3));
  return { width, height, data };
}

/** `over` where the mask says so, and `picture` elsewhere; both are of one size. */
export function mixByMask(picture: Picture, over: Picture, mask: Float32Array): Picture {
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0; at < data.length; at++) {
    const before = data[at]!;
    data[at] = before + mask[at >> 2]! * (over.data[at]! - before);
  }
  return { width: picture.width, height: picture.height, data };
}
