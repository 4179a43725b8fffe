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

/** Of what is meant, the half that is lighter or darker than the other. */
export function halfOfMask(mask: Float32Array, { data }: Picture, part: 'light' | 'dark'): Float32Array {
  const lightness = (i: number) => data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!;
  const meant = Array.from(mask.keys()).filter((i) => mask[i]! > 0.5);
  const byLightness = meant.toSorted((a, b) => lightness(a) - lightness(b) || a - b);
  const middle = Math.floor(byLightness.length / 2);
  const half = new Float32Array(mask.length);
  for (const i of part === 'dark' ? byLightness.slice(0, middle) : byLightness.slice(middle)) half[i] = 1;
  return half;
}

/** No more opaque than `like` is at the same place, which is stretched to the picture's size. */
export function keepAlpha(picture: Picture, like: Picture): Picture {
  const { width, height } = picture;
  const { data: alphas } =
    like.width === width && like.height === height ? like : resize(like, width, height);
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 3; at < data.length; at += 4) data[at] = Math.min(data[at]!, alphas[at]!);
  return { width, height, data };
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
