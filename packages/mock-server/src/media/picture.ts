/**
 * A decoded picture: 8-bit RGBA, alpha not premultiplied, row by row from the top left.
 * `data` holds `width * height * 4` bytes, the layout of the browser's `ImageData`.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
