import { describe, expect, it, vi } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import type { MediaInput } from '../schemas/media-input.ts';
import {
  anyFile,
  hostedPicture,
  hostedVideo,
  linkOf,
  linkOnly,
  picture,
  pictureBytes,
  prepareFields,
  video,
  type FieldContext,
} from './media.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]);
const MP4 = Uint8Array.from(Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'));
const riff = (form: string) => Uint8Array.from(Buffer.from(`RIFF\x24\0\0\0${form}VP8 `, 'latin1'));
const MB = 1024 * 1024;
const { signal } = new AbortController();
const nowhere: FieldContext = { host: undefined, signal, field: 'image', endpoint: 'image/edit' };
const LINK = 'https://example.com/a.png';

/** What it says when it refuses, after the name of the field and before that of the endpoint. */
const refusal = async (prepare: () => unknown) => {
  try {
    await prepare();
  } catch (error) {
    expect(BriakitError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'input', submission: 'not-sent', endpoint: 'image/edit' });
    const [, sentence] = /^image: (.*) \(image\/edit\)$/.exec((error as Error).message) ?? [];
    return sentence;
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
    ['another file', linkOnly, 'Only an http(s) URL is taken here.'],
  ])('takes the link of %s, and says what to do with bytes', async ([, prepare, sentence]) => {
    expect(await prepare(LINK, nowhere)).toBe(LINK);
    for (const bytes of [PNG, new Blob([PNG]), TINY_PNG, 'data:video/mp4;base64,AAAA', 'ftp://example.com/a'])
      expect(await refusal(() => prepare(bytes, nowhere))).toBe(sentence);
  });
});

it('takes the bytes of a picture where its link will not do', async () => {
  expect(await pictureBytes(PNG, nowhere)).toBe(TINY_PNG);
  expect(await refusal(() => pictureBytes(LINK, nowhere))).toBe('Only the picture itself is taken here.');
  // Where it says what would be taken, a URL is not among it.
  expect(await refusal(() => pictureBytes('./photo.png', nowhere))).toBe(
    'The picture is not a JPEG, PNG or WebP.',
  );
  expect(await refusal(() => pictureBytes(new Blob([]), nowhere))).toBe('The picture is empty (0 bytes).');
});

describe('a file of any kind', () => {
  const TEXT = '<svg viewBox="0 0 1 1"/>';
  const SVG = btoa(TEXT);

  it.for<readonly [string, MediaInput, string]>([
    ['its link', LINK, LINK],
    ['a Blob', new Blob([TEXT]), SVG],
    ['bytes', Buffer.from(TEXT), SVG],
    ['few bytes', new Blob(['<svg/>']), btoa('<svg/>')],
    ['base64', TINY_PNG, TINY_PNG],
    ['a data: URL of base64', `data:image/svg+xml;base64,${SVG}`, SVG],
    ['one as an object', new URL(`data:image/svg+xml;charset=utf-8;base64,${SVG}`), SVG],
  ])('is taken as %s: what it is, the provider decides', async ([, media, wire]) => {
    expect(await anyFile(media, nowhere)).toBe(wire);
  });

  it.for<readonly [string, unknown]>([
    ['the path of a file', './vase.png'],
    ['a long one', '/home/somebody/pictures/vase.png'],
    ['one of Windows', String.raw`C:\pictures\vase.png`],
    ['a word', 'hello'],
    ['words', 'hello, this is a vase'],
    ['base64 that was cut off', TINY_PNG.slice(0, -1)],
    ['a data: URL in plain text', 'data:image/svg+xml,%3Csvg/%3E'],
    ['another link', new URL('ftp://example.com/a.png')],
    ['no text', ''],
    ['an empty data: URL', 'data:image/png;base64,'],
    ['an object', {}],
    ['a number', 5],
    ['a buffer that is no Uint8Array', new ArrayBuffer(32)],
  ])('is not %s', async ([, media]) => {
    expect(await refusal(() => anyFile(media as MediaInput, nowhere))).toBe(
      'Pass the file as its URL, base64, a Blob or a Uint8Array.',
    );
  });

  it('is not empty, and not over 12 MB', async () => {
    for (const empty of [new Blob([]), new Uint8Array()])
      expect(await refusal(() => anyFile(empty, nowhere))).toBe('The picture is empty (0 bytes).');
    expect(await refusal(() => anyFile(large(12 * MB + 1), nowhere))).toBe('The picture is over 12 MB.');
    const base64 = Buffer.from(large(12 * MB)).toString('base64');
    expect(await anyFile(base64, nowhere)).toBe(base64);
  });
});

describe('a file that has to be hosted', () => {
  const HOSTED = 'https://cdn.example/a.png';
  type Host = NonNullable<FieldContext['host']>;
  const hosting = (host: Host): FieldContext => ({ ...nowhere, host });

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
    const film = new Blob([MP4]);
    expect(await hostedVideo(film, hosting(host))).toBe(HOSTED);
    expect(host).toHaveBeenLastCalledWith(film, signal);
  });

  it('is looked at before', async () => {
    const host = vi.fn<Host>();
    expect(await refusal(() => hostedPicture(new Blob(['text']), hosting(host)))).toBe(UNLIKE);
    for (const media of ['AAAA', MP4])
      expect(await refusal(() => hostedVideo(media, hosting(host)))).toBe(
        'Pass a video as its URL or as a Blob.',
      );
    expect(await refusal(() => hostedVideo(new Blob([]), hosting(host)))).toBe(
      'The video is empty (0 bytes).',
    );
    expect(await refusal(() => hostedVideo(new Blob([PNG]), hosting(host)))).toBe(
      'The file is not a video (image/png): pass an MP4, MOV, WebM, MKV or AVI.',
    );
    expect(host).not.toHaveBeenCalled();
  });

  it('has the link that the host gives, be it text, and nothing that is none', async () => {
    const giving = (link: unknown) => hosting(async () => link as URL);
    for (const [prepare, file] of [
      [hostedPicture, new Blob([PNG])],
      [hostedVideo, new Blob([MP4])],
    ] as const) {
      expect(await prepare(file, giving(HOSTED))).toBe(HOSTED);
      for (const odd of [undefined, '', 'a.png', new URL('blob:https://example.com/1'), { href: HOSTED }])
        expect(await refusal(() => prepare(file, giving(odd)))).toBe(
          'Your `host` must give the http(s) URL of the file.',
        );
    }
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
    const outcome = Promise.resolve(
      hostedPicture(PNG, { ...nowhere, host, signal: controller.signal }),
    ).catch((reason: unknown) => reason);
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
    products: [{ image: picture }],
    refs: [picture],
    missing: picture,
  } as const;
  expect(await prepareFields(input, media, { ...nowhere, endpoint: 'image/edit' })).toEqual({
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

it('names the field, also that of a list or of an object in one, and the endpoint', async () => {
  const media = { refs: [picture], products: [{ image: linkOnly }] } as const;
  const faultOf = async (input: object) =>
    prepareFields({ ...input }, media, { ...nowhere, endpoint: 'image/edit' }).catch(
      (error: unknown) => error,
    );
  expect(await faultOf({ refs: [LINK, 'hello'] })).toMatchObject({
    code: 'input',
    endpoint: 'image/edit',
    message: `refs.1: ${UNLIKE} (image/edit)`,
  });
  expect(await faultOf({ products: [{ image: PNG }] })).toMatchObject({
    message: 'image: Only an http(s) URL is taken here. (image/edit)',
  });
});
