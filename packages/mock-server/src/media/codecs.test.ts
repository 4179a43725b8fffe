import { encodeJpg, encodePng as encodeAny, encodeWebP, Format, MemoryImage } from 'image-in-browser';
import { describe, expect, it } from 'vitest';
import { decodePicture, encodePng, sniffPicture } from './codecs.ts';
import type { Picture } from './picture.ts';

const pixel = ({ width, data }: Picture, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

/** Red on the left, blue on the right; 16 wide, 8 high. */
function twoColours(): MemoryImage {
  const image = new MemoryImage({ width: 16, height: 8 });
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 16; x++) image.setPixelRgb(x, y, x < 8 ? 220 : 20, 20, x < 8 ? 20 : 220);
  }
  return image;
}

/** The same two colours as a lossy WebP, quality 80, written by Chromium's canvas. */
const LOSSY_WEBP = Uint8Array.from(
  atob('UklGRj4AAABXRUJQVlA4IDIAAACQAQCdASoQAAgAAUAmJaACdLoAA5gA/vcb//3K7X/kGP/iQvMP/xIX/4kIof+JB4AAAA=='),
  (letter) => letter.charCodeAt(0),
);

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** One segment of a JPEG, its length filled in. */
function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, 0, payload.length + 2, ...payload];
}

/** Puts an EXIF segment that holds nothing but an orientation behind the JPEG's first marker. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = ascii(
    `MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`,
  );
  const exif = segment(0xe1, [...ascii('Exif\0\0'), ...tiff]);
  return new Uint8Array([0xff, 0xd8, ...exif, ...jpeg.subarray(2)]);
}

/** One 8 × 8 block of one colour in four inks, as Adobe writes them: 255 is no ink. Only DC coefficients. */
function cmykJpeg(...inks: readonly [number, number, number, number]): Uint8Array {
  // each ink: code 00 (ten bits follow), the ten bits, code 00 (end of block)
  const bits = inks.map((ink) => `00${((ink - 128) * 8).toString(2).padStart(10, '0')}00`).join('');
  const scan = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  const zeros = Array<number>(14).fill(0);
  return Uint8Array.from(
    [
      [0xff, 0xd8],
      segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 0]),
      segment(0xdb, [0, ...Array<number>(64).fill(1)]),
      segment(0xc0, [8, 0, 8, 0, 8, 4, ...inks.flatMap((_, k) => [k + 1, 0x11, 0])]),
      segment(0xc4, [0x00, 0, 1, ...zeros, 10]),
      segment(0xc4, [0x10, 0, 1, ...zeros, 0]),
      segment(0xda, [4, ...inks.flatMap((_, k) => [k + 1, 0]), 0, 63, 0]),
      scan,
      [0xff, 0xd9],
    ].flat(),
  );
}

describe('encodePng and decodePicture', () => {
  it('give back every byte, alpha included', async () => {
    const data = Uint8ClampedArray.from({ length: 5 * 3 * 4 }, (_, i) => (i * 37) % 256);
    const picture = { width: 5, height: 3, data };
    expect(await decodePicture(await encodePng(picture))).toEqual(picture);
  });

  it('take a picture whose data lies inside a larger buffer', async () => {
    const data = new Uint8ClampedArray([9, 9, 9, 9, 1, 2, 3, 255]).subarray(4);
    const decoded = await decodePicture(await encodePng({ width: 1, height: 1, data }));
    expect([...decoded.data]).toEqual([1, 2, 3, 255]);
  });
});

describe('decodePicture', () => {
  it.each([
    ['JPEG', encodeJpg({ image: twoColours(), quality: 95 })],
    ['lossless WebP', encodeWebP({ image: twoColours() })],
    ['lossy WebP', LOSSY_WEBP],
  ])('decodes a %s to opaque colours', async (_, bytes) => {
    const picture = await decodePicture(bytes);
    expect(picture).toMatchObject({ width: 16, height: 8 });
    expect(sniffPicture(bytes)).toMatchObject({ width: 16, height: 8 });
    const [red, , blue, alpha] = pixel(picture, 2, 4);
    expect(red).toBeGreaterThan(190);
    expect(blue).toBeLessThan(50);
    expect(alpha).toBe(255);
  });

  it.each([
    [1, 16, 8, 'left'],
    [3, 16, 8, 'right'],
    [6, 8, 16, 'top'],
    [8, 8, 16, 'bottom'],
  ])('turns a JPEG of EXIF orientation %d upright', async (orientation, width, height, redSide) => {
    const picture = await decodePicture(
      withOrientation(encodeJpg({ image: twoColours(), quality: 95 }), orientation),
    );
    expect([picture.width, picture.height]).toEqual([width, height]);
    const sides = { left: [1, 4], right: [14, 4], top: [4, 1], bottom: [4, 14] } as const;
    const redSides = Object.entries(sides).filter(
      ([, [x, y]]) => x < width && y < height && (pixel(picture, x, y)[0] ?? 0) > 190,
    );
    expect(redSides.map(([side]) => side)).toContain(redSide);
    expect(redSides.map(([side]) => side)).not.toContain(
      { left: 'right', right: 'left', top: 'bottom', bottom: 'top' }[redSide],
    );
  });

  it('spreads greyscale over three channels', async () => {
    const image = new MemoryImage({ width: 2, height: 1, numChannels: 1 });
    image.setPixelR(0, 0, 200);
    const picture = await decodePicture(encodeAny({ image }));
    expect([...picture.data]).toEqual([200, 200, 200, 255, 0, 0, 0, 255]);
  });

  it('brings 16 bits down to 8', async () => {
    const image = new MemoryImage({ width: 1, height: 1, format: Format.uint16 });
    image.setPixelRgb(0, 0, 65_535, 32_768, 0);
    const picture = await decodePicture(encodeAny({ image }));
    expect([...picture.data]).toEqual([255, 128, 0, 255]);
  });

  it('looks palette colours up', async () => {
    const image = new MemoryImage({ width: 2, height: 1, withPalette: true });
    image.palette?.setRgb(3, 10, 20, 30);
    image.setPixelIndex(0, 0, 3);
    const picture = await decodePicture(encodeAny({ image }));
    expect(pixel(picture, 0, 0)).toEqual([10, 20, 30, 255]);
  });

  it('turns CMYK into RGB', async () => {
    const picture = await decodePicture(cmykJpeg(228, 192, 255, 255));
    expect(picture).toMatchObject({ width: 8, height: 8 });
    const [red, green, blue, alpha] = pixel(picture, 4, 4);
    expect(Math.abs((red ?? 0) - 228)).toBeLessThan(3);
    expect(Math.abs((green ?? 0) - 192)).toBeLessThan(3);
    expect(Math.abs((blue ?? 0) - 255)).toBeLessThan(3);
    expect(alpha).toBe(255);
  });

  it('says that a file of another kind is no picture', async () => {
    const text = new TextEncoder().encode('hello');
    await expect(decodePicture(text)).rejects.toThrow(
      'The file is not a readable PNG, JPEG or WebP picture.',
    );
  });

  it('says that a damaged file is damaged, and why', async () => {
    const png = await encodePng({ width: 9, height: 9, data: new Uint8ClampedArray(9 * 9 * 4).fill(77) });
    const webp = encodeWebP({ image: twoColours() });
    await expect(decodePicture(png.subarray(0, 50))).rejects.toThrow('The PNG file is damaged');
    await expect(decodePicture(png.map((byte, i) => (i === 45 ? byte ^ 255 : byte)))).rejects.toThrow(
      'The PNG file is damaged',
    );
    await expect(decodePicture(cmykJpeg(228, 192, 255, 255).subarray(0, 120))).rejects.toThrow(
      'The JPEG file is damaged',
    );
    await expect(decodePicture(webp.subarray(0, 32))).rejects.toThrow('The WEBP file is damaged');
  });
});
