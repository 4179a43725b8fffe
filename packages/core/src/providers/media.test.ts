import { describe, expect, it, vi } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import type { MediaInput } from '../schemas/media-input.ts';
import {
  anyFile,
  each,
  hostedPicture,
  hostedVideo,
  linkOf,
  linkOnly,
  picture,
  pictureBytes,
  prepareFields,
  video,
  within,
  type MediaContext,
} from './media.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);
const riff = (form: string) => Uint8Array.from(Buffer.from(`RIFF\x24\0\0\0${form}VP8 `, 'latin1'));
const MB = 1024 * 1024;
const { signal } = new AbortController();
const nowhere: MediaContext = { host: undefined, signal };
const LINK = 'https://example.com/a.png';

/** What it says when it refuses. */
const refusal = async (prepare: () => unknown) => {
  try {
    await prepare();
  } catch (error) {
    expect(BriakitError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'input', submission: 'not-sent' });
    return (error as Error).message;
  }
  return undefined;
};

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
    expect(await picture(media, nowhere)).toBe(TINY_PNG);
  });

  it('of a part of a buffer is of that part only', async () => {
    const buffer = new Uint8Array([1, 2, 3, ...PNG, 4, 5]);
    expect(await picture(buffer.subarray(3, 3 + PNG.length), nowhere)).toBe(TINY_PNG);
  });

  it('of many bytes is right, and as large as 12 MB', async () => {
    const bytes = large(12 * MB);
    const base64 = (await picture(bytes, nowhere)) as string;
    expect(Buffer.from(base64, 'base64').equals(bytes)).toBe(true);
  });

  it.for<readonly [string, Uint8Array<ArrayBuffer>]>([
    ['JPEG', JPEG],
    ['PNG', PNG],
    ['WebP', riff('WEBP')],
  ])('is that of a %s', async ([, bytes]) => {
    await expect(picture(bytes, nowhere)).resolves.toBe(Buffer.from(bytes).toString('base64'));
  });
});

const UNLIKE = 'The picture is not a JPEG, PNG, WebP or URL.';

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
  ['more than 12 MB', large(12 * MB + 1), 'The picture is over 12 MB.'],
])('refuses %s', async ([, media, sentence]) => {
  expect(await refusal(() => picture(media, nowhere))).toBe(sentence);
});

describe('what only a link will do for', () => {
  it.for<readonly [string, typeof picture, string]>([
    [
      'a video',
      video,
      'A video goes by its URL: `withUploads(client).upload(video)` makes one of a local video.',
    ],
    ['another file', linkOnly, 'Pass a URL here: bytes are not taken.'],
  ])('takes the link of %s, and says what to do with bytes', async ([, prepare, sentence]) => {
    expect(await prepare(LINK, nowhere)).toBe(LINK);
    for (const bytes of [PNG, new Blob([PNG]), TINY_PNG, 'data:video/mp4;base64,AAAA'])
      expect(await refusal(() => prepare(bytes, nowhere))).toBe(sentence);
  });
});

it('takes the bytes of a picture where its link will not do', async () => {
  expect(await pictureBytes(PNG, nowhere)).toBe(TINY_PNG);
  expect(await refusal(() => pictureBytes(LINK, nowhere))).toBe(
    'Pass the picture itself here: its URL is not taken.',
  );
});

it('takes a file of any kind where the provider decides what it is, but not an empty one', async () => {
  expect(await anyFile(LINK, nowhere)).toBe(LINK);
  expect(await anyFile(new Blob(['<svg/>']), nowhere)).toBe(btoa('<svg/>'));
  expect(await refusal(() => anyFile(new Blob([]), nowhere))).toBe('The picture is empty (0 bytes).');
});

describe('a file that has to be hosted', () => {
  const HOSTED = 'https://cdn.example/a.png';
  type Host = NonNullable<MediaContext['host']>;
  const hosting = (host: Host): MediaContext => ({ host, signal });

  it('is not, where it has a link', async () => {
    const host = vi.fn<Host>();
    expect(await hostedPicture(new URL(LINK), hosting(host))).toBe(LINK);
    expect(await hostedVideo(LINK, hosting(host))).toBe(LINK);
    expect(host).not.toHaveBeenCalled();
  });

  it('is handed to the host as a Blob: itself, or one of its bytes', async () => {
    const host = vi.fn<Host>(async () => new URL(HOSTED));
    const file = new Blob([PNG]);
    expect(await hostedPicture(file, hosting(host))).toBe(HOSTED);
    expect(host).toHaveBeenLastCalledWith(file, signal);
    expect(await hostedPicture(`data:image/png;base64,${TINY_PNG}`, hosting(host))).toBe(HOSTED);
    expect(new Uint8Array(await host.mock.lastCall![0].arrayBuffer())).toEqual(PNG);
    const film = new Blob(['film']);
    expect(await hostedVideo(film, hosting(host))).toBe(HOSTED);
    expect(host).toHaveBeenLastCalledWith(film, signal);
  });

  it('is looked at before', async () => {
    const host = vi.fn<Host>();
    expect(await refusal(() => hostedPicture(new Blob(['text']), hosting(host)))).toBe(UNLIKE);
    expect(await refusal(() => hostedVideo('AAAA', hosting(host)))).toBe(
      'Pass a video as its URL or as a Blob.',
    );
    expect(host).not.toHaveBeenCalled();
  });

  it('is refused where there is no host, with the way out', async () => {
    expect(await refusal(() => hostedPicture(PNG, nowhere))).toBe(
      'Pixazo takes public URLs only. Pass one, or give pixazo() a `host` that makes one.',
    );
  });

  it('fails with the host, whose reason is kept', async () => {
    const cause = new Error('the disk is full');
    await expect(
      hostedPicture(
        PNG,
        hosting(() => Promise.reject(cause)),
      ),
    ).rejects.toMatchObject({
      code: 'input',
      submission: 'not-sent',
      cause,
    });
  });

  it('is no error where an abort has interrupted the host', async () => {
    const controller = new AbortController();
    const host: Host = (_, aborts) =>
      new Promise((_resolve, reject) => {
        aborts.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
      });
    const outcome = Promise.resolve(hostedPicture(PNG, { host, signal: controller.signal })).catch(
      (reason: unknown) => reason,
    );
    await new Promise(setImmediate);
    controller.abort('enough');
    expect(await outcome).toBe('enough');
  });
});

it('prepares files in lists and objects, in place and in order, and leaves the rest alone', async () => {
  const input = {
    scene: LINK,
    products: [
      { image: PNG, coordinates: { x: 1 } },
      { image: LINK, coordinates: { x: 2 } },
    ],
    refs: [PNG, LINK],
    seed: 7,
    missing: undefined,
  };
  const media = {
    scene: picture,
    products: each(within({ image: picture })),
    refs: each(picture),
    missing: picture,
  };
  expect(await prepareFields(input, media, nowhere)).toEqual({
    scene: LINK,
    products: [
      { image: TINY_PNG, coordinates: { x: 1 } },
      { image: LINK, coordinates: { x: 2 } },
    ],
    refs: [TINY_PNG, LINK],
    seed: 7,
    missing: undefined,
  });
  expect(input.products[0]?.image).toBe(PNG);
});
