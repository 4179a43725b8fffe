import { describe, expect, it } from 'vitest';
import { encodePng, sniffPicture } from './codecs.ts';

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const riff = (chunk: string, payload: readonly number[]) =>
  new Uint8Array([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBP'), ...ascii(chunk), 0, 0, 0, 0, ...payload]);
const jpeg = (...segments: readonly (readonly number[])[]) =>
  new Uint8Array([0xff, 0xd8, ...segments.flat()]);
const frame = (marker: number) => [0xff, marker, 0, 11, 8, 0x01, 0x2c, 0x01, 0x90, 1, 1, 0x11, 0];
const applicationSegment = [0xff, 0xe1, 0, 6, 0xff, 0xc0, 1, 2]; // its payload looks like a frame
const huffmanTable = [0xff, 0xc4, 0, 3, 0];

const lossy = riff('VP8 ', [0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x90, 0x41, 0x2c, 0x81]);
const lossless = riff('VP8L', [0x2f, 0x8f, 0xc1, 0x4a, 0x00]);
const extended = riff('VP8X', [0x10, 0, 0, 0, 0x8f, 0x01, 0, 0x2b, 0x01, 0]);

describe('sniffPicture', () => {
  it('reads the size of a PNG', async () => {
    const bytes = await encodePng({ width: 3, height: 2, data: new Uint8ClampedArray(24) });
    expect(sniffPicture(bytes)).toEqual({ format: 'png', width: 3, height: 2 });
  });

  it.each([
    ['baseline', jpeg(frame(0xc0))],
    ['progressive, after other segments', jpeg(applicationSegment, huffmanTable, frame(0xc2))],
    ['with fill bytes before a marker', jpeg([0xff, 0xff, 0xff], frame(0xc0).slice(1))],
  ])('reads the size of a JPEG, %s', (_, bytes) => {
    expect(sniffPicture(bytes)).toEqual({ format: 'jpeg', width: 400, height: 300 });
  });

  it.each([
    ['lossy', lossy],
    ['lossless', lossless],
    ['extended', extended],
  ])('reads the size of a WebP, %s', (_, bytes) => {
    expect(sniffPicture(bytes)).toEqual({ format: 'webp', width: 400, height: 300 });
  });

  it('reads a picture that lies inside a larger buffer', () => {
    const padded = new Uint8Array([1, 2, 3, ...lossy]);
    expect(sniffPicture(padded.subarray(3))).toMatchObject({ width: 400, height: 300 });
  });

  it('says nothing about a header that is cut off, wherever it is cut', async () => {
    const png = await encodePng({ width: 3, height: 2, data: new Uint8ClampedArray(24) });
    const cut = [
      png.subarray(0, 24),
      jpeg(applicationSegment, frame(0xc0).slice(0, 9)),
      lossy,
      lossless,
      extended,
    ];
    for (const bytes of cut) {
      expect(sniffPicture(bytes)).toBeDefined();
      for (let length = 0; length < bytes.length; length++) {
        expect(sniffPicture(bytes.subarray(0, length))).toBeUndefined();
      }
    }
  });

  it.each([
    ['text', new TextEncoder().encode('PNG, or so this text says about itself')],
    [
      'a sound in a RIFF file',
      new Uint8Array([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WAVEfmt '), ...lossy.subarray(16)]),
    ],
    ['a GIF', new Uint8Array([...ascii('GIF89a'), 1, 0, 1, 0, 0, 0, 0])],
    ['a JPEG whose pixels start before its size', jpeg([0xff, 0xda, 0, 2], frame(0xc0))],
    [
      'a PNG of no width',
      new Uint8Array([
        0x89,
        ...ascii('PNG\r\n\x1a\n'),
        0,
        0,
        0,
        13,
        ...ascii('IHDR'),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        9,
      ]),
    ],
    ['nothing', new Uint8Array()],
  ])('says nothing about %s', (_, bytes) => {
    expect(sniffPicture(bytes)).toBeUndefined();
  });
});
