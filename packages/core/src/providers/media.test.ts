import { describe, expect, it } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import type { MediaInput } from '../schemas/media-input.ts';
import { base64Of, blobOf, linkOf } from './media.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);
const riff = (form: string) => Uint8Array.from(Buffer.from(`RIFF\x24\0\0\0${form}VP8 `, 'latin1'));
const MB = 1024 * 1024;

/** A PNG of so many bytes, by its first ones. */
function large(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  bytes.set(PNG);
  return bytes;
}

describe('a link', () => {
  it.for<readonly [MediaInput, string | undefined]>([
    [new URL('https://example.com/a b.png'), 'https://example.com/a%20b.png'],
    ['https://example.com/a.png', 'https://example.com/a.png'],
    ['HTTP://example.com/a.png', 'HTTP://example.com/a.png'],
    [new URL('blob:https://example.com/1'), undefined],
    [new URL('file:///etc/passwd'), undefined],
    ['data:image/png;base64,AAAA', undefined],
    [TINY_PNG, undefined],
    ['httpicture', undefined],
    [PNG, undefined],
    [new Blob([PNG]), undefined],
  ])('of %s is %s', ([media, link]) => {
    expect(linkOf(media)).toBe(link);
  });
});

describe('the base64', () => {
  it.for<readonly [string, MediaInput]>([
    ['itself', TINY_PNG],
    ['a data: URL', `data:image/png;base64,${TINY_PNG}`],
    ['a data: URL, as an object', new URL(`data:image/png;base64,${TINY_PNG}`)],
    ['bytes', PNG],
    ['a Buffer', Buffer.from(PNG)],
    ['a Blob', new Blob([PNG])],
    ['a File', new File([PNG], 'a.png', { type: 'image/png' })],
  ])('of %s is raw', async ([, media]) => {
    expect(await base64Of(media)).toBe(TINY_PNG);
  });

  it('of a part of a buffer is of that part only', async () => {
    const buffer = new Uint8Array([1, 2, 3, ...PNG, 4, 5]);
    expect(await base64Of(buffer.subarray(3, 3 + PNG.length))).toBe(TINY_PNG);
  });

  it('of many bytes is right, and as large as 12 MB', async () => {
    const bytes = large(12 * MB);
    const base64 = await base64Of(bytes);
    expect(Buffer.from(base64, 'base64').equals(bytes)).toBe(true);
  });

  it.for<readonly [string, Uint8Array<ArrayBuffer>]>([
    ['JPEG', JPEG],
    ['PNG', PNG],
    ['WebP', riff('WEBP')],
  ])('is that of a %s', async ([, bytes]) => {
    await expect(base64Of(bytes)).resolves.toBe(Buffer.from(bytes).toString('base64'));
  });
});

const UNLIKE = 'The picture is neither a JPEG, PNG or WebP nor a URL.';

it.for<readonly [string, MediaInput, string]>([
  ['a GIF', Uint8Array.from(Buffer.from('GIF89a\x01\0\x01\0', 'latin1')), UNLIKE],
  ['a WAV, which is a RIFF as WebP is', riff('WAVE'), UNLIKE],
  ['an SVG', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), UNLIKE],
  ['text', 'hello', UNLIKE],
  ['the path of a file', './photo.png', UNLIKE],
  ['a link that is not http', new URL('ftp://example.com/a.png'), UNLIKE],
  ['a number', 42 as never, UNLIKE],
  ['a buffer that is no Uint8Array', new ArrayBuffer(8) as never, UNLIKE],
  ['an empty Blob', new Blob([]), 'The picture is empty (0 bytes).'],
  ['no bytes', new Uint8Array(), 'The picture is empty (0 bytes).'],
  ['an empty text', '', 'The picture is empty (0 bytes).'],
  ['an empty data: URL', 'data:image/png;base64,', 'The picture is empty (0 bytes).'],
  ['more than 12 MB', large(12 * MB + 1), 'The picture is larger than 12 MB.'],
])('refuses %s', async ([, media, sentence]) => {
  const error = await base64Of(media).catch((thrown: unknown) => thrown);
  expect(BriakitError.is(error)).toBe(true);
  expect(error).toMatchObject({ code: 'input', message: sentence, submission: 'not-sent' });
});

it('makes a Blob of the bytes, and hands on one that is there', async () => {
  const made = await blobOf(`data:image/png;base64,${TINY_PNG}`);
  expect(new Uint8Array(await made.arrayBuffer())).toEqual(PNG);
  const file = new File([PNG], 'a.png');
  expect(await blobOf(file)).toBe(file);
  await expect(blobOf(new Blob(['text']))).rejects.toMatchObject({ code: 'input' });
});
