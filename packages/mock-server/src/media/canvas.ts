/** Putting pictures onto pictures. */
import type { Picture } from './picture.ts';

/** 0 to 255 each. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** A place in a picture, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const wholeOf = ({ width, height }: Picture): Area => ({ x: 0, y: 0, width, height });

/** A picture of one colour. */
export function plainPicture(width: number, height: number, color: Rgba): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  // As one number a pixel: ten times as fast as channel by channel.
  new Uint32Array(data.buffer).fill(new Uint32Array(Uint8ClampedArray.from(color).buffer)[0]!);
  return { width, height, data };
}

export const copyOf = ({ width, height, data }: Picture): Picture => ({
  width,
  height,
  data: new Uint8ClampedArray(data),
});

/** `#rrggbb` or `#rgb`, as somebody wrote it into a text; undefined where there is none. */
export function findColor(text: string): Rgba | undefined {
  const digits = /#([\da-f]{6}|[\da-f]{3})(?![\da-f])/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const pairs = digits.length === 3 ? Array.from(digits, (digit) => digit + digit) : digits.match(/../g);
  const [red = 0, green = 0, blue = 0] = (pairs ?? []).map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue, 255];
}

/** The part of a picture that shows anything; all of it where nothing does. */
export function boundsOf(picture: Picture): Area {
  const { width, height, data } = picture;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let row = 0, at = 3; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      if (data[at]! < 32) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  }
  if (right < 0) return wholeOf(picture);
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The largest area of this shape in the middle of another. */
export function fitInto(shape: { readonly width: number; readonly height: number }, area: Area): Area {
  const scale = Math.min(area.width / shape.width, area.height / shape.height);
  const width = Math.max(1, Math.round(shape.width * scale));
  const height = Math.max(1, Math.round(shape.height * scale));
  return {
    width,
    height,
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
  };
}

/** A part of a picture by itself; what lies outside of the picture is transparent. */
export function crop(picture: Picture, area: Area): Picture {
  const canvas = plainPicture(area.width, area.height, [0, 0, 0, 0]);
  const { width, height } = picture;
  paint(canvas, picture, { x: -area.x, y: -area.y, width, height });
  return canvas;
}

/** The same picture in another size. */
export function resize(picture: Picture, width: number, height: number): Picture {
  const canvas = plainPicture(width, height, [0, 0, 0, 0]);
  paint(canvas, picture, wholeOf(canvas));
  return canvas;
}

/** Paints a whole picture into an area of another, over what is there; what lies outside is cut off. */
export function paint(canvas: Picture, picture: Picture, to: Area): void {
  const [firstRow, lastRow] = [Math.max(0, to.y), Math.min(canvas.height, to.y + to.height)];
  const [firstColumn, lastColumn] = [Math.max(0, to.x), Math.min(canvas.width, to.x + to.width)];
  const [scaleX, scaleY] = [picture.width / to.width, picture.height / to.height];
  // How many source pixels one pixel stands for: all of them are averaged, up to a cost that can be borne.
  const [countX, countY] = [tapsFor(scaleX), tapsFor(scaleY)];
  const color = new Float64Array(4);
  for (let row = firstRow; row < lastRow; row++) {
    for (let column = firstColumn; column < lastColumn; column++) {
      color.fill(0);
      for (let tapY = 0; tapY < countY; tapY++) {
        const y = (row - to.y + (tapY + 0.5) / countY) * scaleY - 0.5;
        for (let tapX = 0; tapX < countX; tapX++)
          addSample(picture, (column - to.x + (tapX + 0.5) / countX) * scaleX - 0.5, y, color);
      }
      blend(canvas, (row * canvas.width + column) * 4, color, countX * countY);
    }
  }
}

const tapsFor = (scale: number) => Math.min(8, Math.max(1, Math.round(scale)));

/** Adds the colour at a place, between the pixels, times its alpha: what is transparent has no colour. */
function addSample({ width, height, data }: Picture, x: number, y: number, color: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  for (let corner = 0; corner < 4; corner++) {
    const [right, lower] = [corner & 1, corner >> 1];
    const weight = (right ? fx : 1 - fx) * (lower ? fy : 1 - fy);
    if (weight === 0) continue;
    const column = Math.max(0, Math.min(width - 1, left + right));
    const at = (Math.max(0, Math.min(height - 1, top + lower)) * width + column) * 4;
    const alpha = data[at + 3]! * weight;
    color[0]! += data[at]! * alpha;
    color[1]! += data[at + 1]! * alpha;
    color[2]! += data[at + 2]! * alpha;
    color[3]! += alpha;
  }
}

/** The mean of `count` samples over what is there. */
function blend({ data }: Picture, at: number, color: Float64Array, count: number): void {
  const alphas = color[3]!;
  if (alphas === 0) return;
  const share = alphas / count / 255;
  const beneath = (data[at + 3]! / 255) * (1 - share);
  const alpha = share + beneath;
  for (let channel = 0; channel < 3; channel++)
    data[at + channel] = ((color[channel]! / alphas) * share + data[at + channel]! * beneath) / alpha;
  data[at + 3] = alpha * 255;
}
