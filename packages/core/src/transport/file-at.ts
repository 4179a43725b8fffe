import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../errors/input-error.ts';
import { sniffMedia, SNIFFED_BYTES } from './sniff-media.ts';

/**
 * The file at `path`, to pass wherever a picture or a video is taken. It is read as it is sent and never
 * held whole; one that changes in between is an error then. Its `type` is what its first bytes show, `''`
 * where they show nothing that we know.
 *
 * @throws {InputError} when there is no file, or it is a folder, empty or not readable.
 *
 * @example
 * const { url } = await withUploads(client).upload(await fileAt('clips/fox.mp4'));
 */
export async function fileAt(path: string): Promise<File> {
  const stats = await stat(path).catch(unreadable(path));
  const fault = stats.isFile()
    ? stats.size === 0 && 'is empty (0 bytes)'
    : 'is not a file, but a folder or a device';
  if (fault) throw new InputError(`${path} ${fault}.`, {});
  return openFile(path).catch(unreadable(path));
}

async function openFile(path: string): Promise<File> {
  const blob = await openAsBlob(path);
  const firstBytes = await blob.slice(0, SNIFFED_BYTES).arrayBuffer();
  return new File([blob], basename(path), { type: sniffMedia(new Uint8Array(firstBytes)) ?? '' });
}

const unreadable = (path: string) => (cause: NodeJS.ErrnoException) => {
  const isMissing = cause.code === 'ENOENT' || cause.code === 'ENOTDIR';
  throw new InputError(`${isMissing ? 'There is no file at' : 'The file cannot be read:'} ${path}.`, {
    cause,
  });
};
