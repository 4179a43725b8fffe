import * as z from './z.ts';

/**
 * A picture or a video, as users have it: the URL of one, or the bytes. A string is a URL, a `data:` URL or
 * base64; a path in the file system is none of these (in Node, `fileAt` of `@briakit/core/node` makes a Blob
 * of it).
 */
export type MediaInput = string | URL | Blob | Uint8Array;

/** That there is something; what it is, is looked at by its bytes, before it is sent. */
export const mediaInputSchema = z.custom<MediaInput>(
  (value) => value != null,
  'a URL, base64, Blob or Uint8Array',
  { type: 'string', format: 'media' },
);
