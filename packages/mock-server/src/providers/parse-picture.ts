import { sniffPicture } from '../media/codecs.ts';
import type { StoredPicture } from '../world/picture-store.ts';

/** The most that a picture may weigh. */
export const MAX_PICTURE_BYTES = 12 * 1024 * 1024;

/** `too-large`: over 12 MB. `not-a-picture`: the bytes do not begin like a JPEG, a PNG or a WebP. */
export type PictureFlaw = 'too-large' | 'not-a-picture';

/** Looks at the outside of a picture: its weight and its header, not its pixels. */
export function parsePicture(bytes: Uint8Array<ArrayBuffer>): StoredPicture | PictureFlaw {
  if (bytes.length > MAX_PICTURE_BYTES) return 'too-large';
  const header = sniffPicture(bytes);
  return header ? { bytes, contentType: `image/${header.format}` } : 'not-a-picture';
}

/** The bytes of a base64 text; undefined when it is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
