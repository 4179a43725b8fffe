/** Other sizes of a picture, and pictures on top of others. */
import { blurPicture } from './blur.ts';
import { copyOf, fitInto, paint, plainPicture, resize, wholeOf, type Area } from './canvas.ts';
import { fillHole } from './fill-hole.ts';
import type { Picture } from './picture.ts';

/** No picture gets more pixels than this: beyond, it gets as many as it may in the same proportions. */
const MAX_PIXELS = 4096 * 4096;
const CLEAR = [0, 0, 0, 0] as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** This size with so many pixels in all, or as many as there may be. */
export function sizeOf({ width, height }: Size, pixels: number = width * height): Size {
  const scale = Math.sqrt(Math.min(pixels, MAX_PIXELS) / (width * height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The same picture with so many pixels in all. */
export function resample(picture: Picture, pixels: number): Picture {
  const { width, height } = sizeOf(picture, pixels);
  return resize(picture, width, height);
}

/** A picture before another, which is cut to the same size. */
export function putBehind(ground: Picture, picture: Picture): Picture {
  const canvas = cover(ground, picture);
  paint(canvas, picture, wholeOf(picture));
  return canvas;
}

/** The middle of a picture, as much of it as fills this size. */
export function cover(picture: Picture, { width, height }: Size): Picture {
  const scale = Math.max(width / picture.width, height / picture.height);
  const [across, down] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = plainPicture(width, height, CLEAR);
  const at = { x: Math.round((width - across) / 2), y: Math.round((height - down) / 2) };
  paint(canvas, picture, { ...at, width: across, height: down });
  return canvas;
}

/** The whole picture in another size, on a blurred copy of itself where the proportions differ. */
export function fitOnBlur(picture: Picture, wanted: Size): Picture {
  const size = sizeOf(wanted);
  const canvas = blurPicture(
    cover(picture, size),
    Math.max(2, Math.round(Math.min(size.width, size.height) / 24)),
  );
  paint(canvas, picture, fitInto(picture, wholeOf(canvas)));
  return canvas;
}

/** Two pictures beside one another, as high as the first. */
export function joinPictures(left: Picture, right: Picture): Picture {
  const width = Math.max(1, Math.round((right.width * left.height) / right.height));
  const canvas = plainPicture(left.width + width, left.height, CLEAR);
  paint(canvas, left, wholeOf(left));
  paint(canvas, right, { x: left.width, y: 0, width, height: left.height });
  return canvas;
}

/** A picture on a larger canvas, which goes on as the picture ends. */
export function expandPicture(picture: Picture, size: Size, at: Area): Picture {
  const canvas = plainPicture(size.width, size.height, CLEAR);
  paint(canvas, picture, at);
  const empty = Float32Array.from(
    { length: size.width * size.height },
    (_, i) => 1 - canvas.data[4 * i + 3]! / 255,
  );
  return empty.every((share) => share === 1) ? canvas : fillHole(canvas, empty);
}

/** The smallest canvas of this ratio of width to height that has room for the picture, and its place there. */
export function canvasOfRatio(
  { width, height }: Size,
  ratio: number,
): { readonly size: Size; readonly at: Area } {
  const size = {
    width: Math.max(width, Math.round(height * ratio)),
    height: Math.max(height, Math.round(width / ratio)),
  };
  const at = {
    x: Math.round((size.width - width) / 2),
    y: Math.round((size.height - height) / 2),
    width,
    height,
  };
  return { size, at };
}

/** Something in a third of the picture, in the middle. */
export function placeInMiddle(picture: Picture, object: Picture): Picture {
  const { width, height } = picture;
  const third = { x: width / 3, y: height / 3, width: width / 3, height: height / 3 };
  return placeAt(picture, object, fitInto(object, third));
}

export function placeAt(picture: Picture, object: Picture, at: Area): Picture {
  const canvas = copyOf(picture);
  paint(canvas, object, at);
  return canvas;
}
