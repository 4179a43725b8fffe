import { InputError } from '../errors/input-error.ts';
import { sniffMedia, SNIFFED_BYTES } from './sniff-media.ts';

/** Bria's storage takes no more. */
const MAX_BYTES = 1024 ** 3;

/** The form of storage is signed for these. A GIF, which the provider would read, is not among them. */
const VIDEO = /^video\//;

/**
 * The media type of a local video, such as `video/mp4`: the file's own `type` where that is a video's,
 * otherwise what its first bytes show (MP4, QuickTime, WebM, Matroska, AVI).
 *
 * @throws {InputError} when the file is empty, larger than 1 GB, cannot be read, or its bytes are not a
 * video's, whatever its `type` says.
 */
export async function videoTypeOf(file: Blob): Promise<string> {
  if (file.size === 0) throw new InputError('The video is empty (0 bytes).', {});
  if (file.size > MAX_BYTES) throw new InputError('The video is larger than 1 GB.', {});
  const head = await firstBytesOf(file);
  // Recorders add their codecs (`video/webm;codecs=vp9`), which storage would not recognise.
  const [declared = ''] = file.type.split(';');
  const shown = sniffMedia(head) ?? (isText(head) ? 'text/plain' : declared);
  if (!VIDEO.test(shown)) {
    throw new InputError(
      `The file is not a video${shown && ` (${shown})`}: pass an MP4, MOV, WebM, MKV or AVI.`,
      {},
    );
  }
  return VIDEO.test(declared) ? declared : shown;
}

/** Whether there is no byte that is not of a text: videos have some at once, in their lengths and flags. */
const isText = (bytes: Uint8Array) => bytes.every((byte) => byte > 31 || (byte > 7 && byte < 14));

async function firstBytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
  } catch (cause) {
    throw new InputError('The video cannot be read: has its file been moved or changed?', { cause });
  }
}
