import { describe, expect, it } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { videoTypeOf } from './video-type.ts';

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const MP4 = latin1('\0\0\0\x18ftypisom\0\0\x02\0isommp42');
const MOV = latin1('\0\0\0\x14ftypqt  \0\0\x02\0qt  ');
const WEBM = latin1('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm');
const MKV = latin1('\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska');
const AVI = latin1('RIFF\x24\0\0\0AVI LIST');
const GIF = latin1('GIF89a\x01\0\x01\0');
const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const UNKNOWN = latin1('\x47\x40\x11\x10\0\x42');

describe('the type of a video', () => {
  it.for([
    ['its own', MP4, 'video/mp4', 'video/mp4'],
    ['its own, where its bytes show another kind of video', MP4, 'video/quicktime', 'video/quicktime'],
    ['its own, where its bytes show nothing that is known', UNKNOWN, 'video/mp2t', 'video/mp2t'],
    ['its own, without the codecs', WEBM, 'video/webm;codecs=vp9,opus', 'video/webm'],
    ['what its bytes show, where it has none', MP4, '', 'video/mp4'],
    ['what its bytes show, where it has a vague one', MOV, 'application/octet-stream', 'video/quicktime'],
    ['what its bytes show, where it has a wrong one', MP4, 'image/png', 'video/mp4'],
    ['WebM', WEBM, '', 'video/webm'],
    ['Matroska', MKV, '', 'video/x-matroska'],
    ['AVI', AVI, '', 'video/x-msvideo'],
  ] as const)('is %s', async ([, bytes, type, videoType]) => {
    expect(await videoTypeOf(new Blob([bytes], { type }))).toBe(videoType);
  });
});

/** A Blob of so many bytes, none of which is there. */
const vast = (size: number) => Object.defineProperty(new Blob([MP4]), 'size', { value: size });

it.for([
  ['a picture', new Blob([PNG], { type: 'image/png' }), 'The file is not a video (image/png): pass an MP4'],
  ['a picture that is said to be a video', new Blob([PNG], { type: 'video/mp4' }), 'not a video (image/png)'],
  ['a GIF', new Blob([GIF], { type: 'image/gif' }), 'not a video (image/gif)'],
  ['a text', new Blob(['Once upon a time'], { type: 'text/plain' }), 'not a video (text/plain)'],
  [
    'a text that is said to be a video',
    new Blob(['Once upon a time…\n'], { type: 'video/mp4' }),
    'not a video (text/plain)',
  ],
  ['something unknown', new Blob([UNKNOWN]), 'The file is not a video: pass'],
  ['an empty file', new Blob([], { type: 'video/mp4' }), 'The video is empty (0 bytes).'],
  ['too large a file', vast(1024 ** 3 + 1), 'The video is larger than 1 GB.'],
] as const)('refuses %s', async ([, file, message]) => {
  await expect(videoTypeOf(file)).rejects.toMatchObject({ code: 'input', submission: 'not-sent' });
  await expect(videoTypeOf(file)).rejects.toThrow(message);
});

it('takes what is just as large as may be', async () => {
  expect(await videoTypeOf(vast(1024 ** 3))).toBe('video/mp4');
});

it('says so when the file cannot be read', async () => {
  const cause = new DOMException('The blob could not be read', 'NotReadableError');
  const gone = Object.assign(new Blob([MP4]), {
    slice: () => ({ arrayBuffer: () => Promise.reject(cause) }) as unknown as Blob,
  });
  await expect(videoTypeOf(gone)).rejects.toMatchObject({
    code: 'input',
    message: 'The video cannot be read: has its file been moved or changed?',
    cause,
  });
});
