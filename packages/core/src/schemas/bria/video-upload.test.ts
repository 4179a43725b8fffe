import { expect, it } from 'vitest';
import { accept, check } from '../schema.ts';
import { videoUploadInputSchema, videoUploadResultSchema } from './video-upload.ts';

it.for(['video/mp4', 'video/quicktime', 'video/webm;codecs=vp9', 'image/gif', 'video/', undefined])(
  'takes %s to be the media type of a video',
  (media_type) => {
    expect(check(videoUploadInputSchema, { media_type })).toEqual({ value: { media_type } });
  },
);

it.for(['image/png', 'image/gifs', 'application/video/mp4', 'video', 'mp4', '', 7])(
  'does not take %s to be one',
  (media_type) => {
    expect(check(videoUploadInputSchema, { media_type })).toMatchObject({
      fault: 'media_type: expected the media type of a video, such as video/mp4',
    });
  },
);

const TICKET = {
  upload_url: 'https://storage.example.com/',
  upload_fields: { key: 'a' },
  file_url: 'https://a.example/',
};

it('keeps all of a ticket, and what else comes with it', () => {
  expect(accept(videoUploadResultSchema, { ...TICKET, warning: 'w' })).toEqual({
    value: { ...TICKET, warning: 'w' },
  });
  expect(accept(videoUploadResultSchema, { ...TICKET, upload_fields: {} })).toHaveProperty('value');
});

it.for([
  { upload_url: undefined },
  { file_url: undefined },
  { upload_fields: undefined },
  { upload_fields: null },
  { upload_fields: 'key=a' },
  { upload_fields: ['a'] },
])('is worth nothing with %j', (part) => {
  expect(accept(videoUploadResultSchema, { ...TICKET, ...part })).not.toHaveProperty('value');
});
