import { InputError } from '../errors/input-error.ts';
import { fetchMedia, type DownloadOptions } from '../transport/fetch-media.ts';

/** The fields of a result that hold links to media, at either provider. */
const LINK_FIELDS = [
  'image_url',
  'video_url',
  'mask_url',
  'result_url',
  'url',
  'media_url',
  'layer_url',
  'overlay_url',
  'download_url',
  'captions_url',
] as const;

/** What a finished job gives, as far as media are concerned. */
export type MediaResult = {
  readonly [Field in (typeof LINK_FIELDS)[number]]?:
    string | URL | readonly (string | URL)[] | null | undefined;
};

/** The result of a job, or a link. */
export type DownloadSource = MediaResult | string | URL;

const isLink = (value: unknown): value is string | URL => typeof value === 'string' || value instanceof URL;

/**
 * The links to media in a result, each once and the main one first: `image_url`, `video_url`, `mask_url`,
 * `result_url`, `url`, `media_url`, `layer_url`, `overlay_url`, `download_url`, `captions_url`. Links deeper
 * inside, as in a list of masks, are for you to pick.
 */
export function linksOf(result: MediaResult): readonly string[] {
  const links = LINK_FIELDS.flatMap((field) => result[field] ?? []);
  return [...new Set(links.flatMap((link) => (isLink(link) ? `${link}` : [])))];
}

/** @throws {InputError} when there is no link, or more than one. */
export function onlyLinkOf(source: DownloadSource): string {
  if (isLink(source)) return `${source}`;
  const [link, ...others] = linksOf(source);
  if (link && !others[0]) return link;
  const sentence = link
    ? `The result holds ${others.length + 1} links: pass the one you want, or each of \`linksOf(result)\`.`
    : 'The result holds no link to media.';
  throw new InputError(sentence, { submission: 'accepted' });
}

/**
 * Fetches the media of a result into memory. The type of the Blob is read from the bytes. Links are public
 * to whoever has them and expire (a picture of Bria's after 3 days): download at once and keep your own copy.
 *
 * Nothing of yours is sent along. Links to private addresses, by whatever spelling, are refused, as are plain
 * http, a user name in the link, and redirects to any of these; `allowOrigins` names what you trust all the same,
 * such as a mock's `http://127.0.0.1:4010`. A public name that resolves to a private address is not recognised
 * here: on a server in Node, use `downloadFile`, or `publicFetch` as `fetch`. In a browser, the media host has to
 * allow your origin (CORS).
 *
 * @param source - the result of a job with one link, or the link itself.
 * @throws {InputError} when there is not one link.
 * @throws {DownloadError} when the link may not be followed, has expired (403, 404, 410), or leads to a file that
 * is empty, larger than `maxBytes`, or a web page: `fault` says which. It is `retryable` when there was no
 * answer, a broken one, or one of 408, 429 and 5xx.
 * @throws the signal's own reason as soon as it aborts.
 *
 * @example
 * const picture = await download(await client.run(image.removeBackground, { image: file }));
 * img.src = URL.createObjectURL(picture);
 */
export async function download(source: DownloadSource, options?: DownloadOptions): Promise<Blob> {
  const { chunks, type } = await gather(source, options);
  return new Blob(chunks, { type });
}

/** As `download`, to plain bytes. */
export async function downloadBytes(
  source: DownloadSource,
  options?: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { chunks, sizeBytes } = await gather(source, options);
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function gather(source: DownloadSource, options: DownloadOptions = {}) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const downloaded = await fetchMedia(onlyLinkOf(source), options, (chunk) => chunks.push(chunk));
  return { chunks, ...downloaded };
}
