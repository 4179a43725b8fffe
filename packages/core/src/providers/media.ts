import { InputError } from '../errors/input-error.ts';
import type { MediaInput } from '../schemas/media-input.ts';

/** The first bytes of JPEG, PNG and WebP, as base64 shows them. */
const PICTURE = /^(\/9j\/|iVBORw0KGgo|UklGR.{6}XRUJQ)/;

/** Bria refuses more (413). */
const MAX_BYTES = 12 * 1024 * 1024;

/** The link, where `media` is one. */
export function linkOf(media: MediaInput): string | undefined {
  const text = media instanceof URL ? media.href : media;
  return typeof text === 'string' && /^https?:/i.test(text) ? text : undefined;
}

/**
 * The bytes of a picture as raw base64, without a `data:` prefix.
 *
 * @throws {InputError} when there are none, more than 12 MB, or they are not a JPEG, PNG or WebP.
 */
export async function base64Of(media: MediaInput): Promise<string> {
  const bytes = media instanceof Blob ? new Uint8Array(await media.arrayBuffer()) : media;
  const base64 = bytes instanceof Uint8Array ? encodeBase64(bytes) : `${bytes}`.replace(/^data:.*?,/, '');
  const fault = !base64
    ? 'is empty (0 bytes)'
    : base64.length * 0.75 > MAX_BYTES
      ? 'is larger than 12 MB'
      : !PICTURE.test(base64) && 'is neither a JPEG, PNG or WebP nor a URL';
  if (fault) throw new InputError(`The picture ${fault}.`, {});
  return base64;
}

/** The bytes of a picture as a Blob; checked as `base64Of` does. */
export async function blobOf(media: MediaInput): Promise<Blob> {
  const base64 = await base64Of(media);
  return media instanceof Blob
    ? media
    : new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]);
}

/** In slices, because a function takes only so many arguments. */
function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
