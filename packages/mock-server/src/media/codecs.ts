/**
 * Picture files in and out, over `image-in-browser`: pure TypeScript, the same in Node and in a
 * browser. The library is loaded on first use, so that importing the mock stays cheap.
 */
import type { Format, MemoryImage } from 'image-in-browser';
import type { Picture } from './picture.ts';
import { sniffPicture } from './sniff-picture.ts';

export { sniffPicture };

/**
 * Decodes a PNG, JPEG or WebP file; of an animation, the first frame.
 *
 * The EXIF orientation of a JPEG is applied. Greyscale, palette, 16-bit and CMYK pictures end as 8-bit RGBA.
 *
 * @throws {Error} when the bytes are no PNG, JPEG or WebP file, or are damaged.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const header = sniffPicture(bytes);
  if (header === undefined) throw new Error('The file is not a readable PNG, JPEG or WebP picture.');
  const codecs = await import('image-in-browser');
  const decode = { jpeg: codecs.decodeJpg, png: codecs.decodePng, webp: codecs.decodeWebP }[header.format];
  const damaged = `The ${header.format.toUpperCase()} file is damaged and cannot be decoded.`;
  let image: MemoryImage | undefined;
  try {
    image = decode({ data: bytes, frameIndex: 0 });
  } catch (cause) {
    throw new Error(damaged, { cause });
  }
  if (image === undefined) throw new Error(damaged);
  return { width: image.width, height: image.height, data: toRgba(image, codecs.Format.uint8) };
}

/** The library's own conversion handles every layout, pixel object by pixel object; plain RGB is most of what comes. */
function toRgba(image: MemoryImage, uint8: Format): Uint8ClampedArray {
  if (image.format !== uint8 || image.hasPalette || image.numChannels !== 3) {
    return new Uint8ClampedArray(
      image.convert({ format: uint8, numChannels: 4, skipAnimation: true }).toUint8Array(),
    );
  }
  const rgb = image.toUint8Array();
  const rgba = new Uint8ClampedArray(image.width * image.height * 4).fill(255);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!;
    rgba[to + 1] = rgb[from + 1]!;
    rgba[to + 2] = rgb[from + 2]!;
  }
  return rgba;
}

/** Encodes a picture as a PNG file: 8-bit RGBA, lossless. */
export async function encodePng(picture: Picture): Promise<Uint8Array> {
  const codecs = await import('image-in-browser');
  const { width, height, data } = picture;
  const { buffer: bytes, byteOffset } = data;
  const image = codecs.MemoryImage.fromBytes({ width, height, bytes, byteOffset, numChannels: 4 });
  // the defaults cost twice the time for a few per cent of size
  return codecs.encodePng({ image, level: 3, filter: codecs.PngFilterType.up });
}

/** Encodes a picture as a JPEG file. It has no alpha: what is transparent is seen on white. */
export async function encodeJpeg(picture: Picture): Promise<Uint8Array> {
  const codecs = await import('image-in-browser');
  const { width, height, data } = picture;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel++)
      rgb[to + channel] = Math.round(255 + alpha * (data[from + channel]! - 255));
  }
  const image = codecs.MemoryImage.fromBytes({ width, height, bytes: rgb.buffer, numChannels: 3 });
  return codecs.encodeJpg({ image, quality: 88 });
}
