import * as z from './z.ts';

/**
 * A picture, as users have it: the URL of one, or the bytes. A string is a URL, a `data:` URL or base64;
 * a path in the file system is none of these (in Node, read it with `fs.openAsBlob`).
 */
export type MediaInput = string | URL | Blob | Uint8Array;

const isMediaInput = (value: unknown): boolean =>
  typeof value === 'string' || value instanceof URL || value instanceof Uint8Array || value instanceof Blob;

/** A `MediaInput` by its outside; its bytes are looked at before it is sent. */
export const mediaInputSchema = z.custom<MediaInput>(
  isMediaInput,
  'a picture (URL, base64, Blob or Uint8Array)',
);
