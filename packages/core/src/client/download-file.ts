import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fetchMedia, type Downloaded, type DownloadOptions } from '../transport/fetch-media.ts';
import { publicFetch } from '../transport/public-fetch.ts';
import { onlyLinkOf, type DownloadSource } from './download.ts';

/**
 * Fetches the media of a result to a file, piece by piece: it is never held in memory. It has another name
 * in the same folder until it is complete, so that `path` is always the whole file or as it was before. A
 * failure or an abort leaves nothing behind.
 *
 * Links are judged as `download` does, and names that resolve to a private address are refused as well. Each
 * call has a pool of connections of its own: for many files, share one `publicFetch()` as `fetch`.
 *
 * @param path - where the file goes; one that is there is replaced. Its extension is not changed: see `type`.
 * @throws as `download` does, and what the file system throws.
 *
 * @example
 * const { type, sizeBytes } = await downloadFile(result, 'vase.png');
 */
export async function downloadFile(
  source: DownloadSource,
  path: string | URL,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  const { fetch = publicFetch(options), signal } = options;
  const link = onlyLinkOf(source);
  signal?.throwIfAborted();
  const target = path instanceof URL ? fileURLToPath(path) : path;
  const unfinished = `${target}.${randomUUID()}.part`;
  const file = await open(unfinished, 'wx');
  try {
    const downloaded = await fetchMedia(link, { ...options, fetch }, (chunk) => file.writeFile(chunk));
    // On the disk before it has its name: a power cut must not leave an empty file under it.
    await file.sync();
    await file.close();
    signal?.throwIfAborted();
    await rename(unfinished, target);
    return downloaded;
  } catch (error) {
    // Waits for a piece that is being written.
    await file.close().catch(() => {});
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
}
