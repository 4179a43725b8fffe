/**
 * The only place that fetches what a link from an answer leads to; whether a placeholder's file is there yet is
 * looked up by its endpoint itself, without any of this. It carries nothing of ours: no credential, no cookie,
 * no referrer, no header. What the other end says about the file is not believed: its size is counted and
 * its type is read from the bytes.
 */
import { BriakitError } from '../errors/briakit-error.ts';
import { DownloadError } from '../errors/download-error.ts';
import { cancellable } from '../primitives/cancellable.ts';
import type { MediaFetch, MediaFetchInit, MediaReader, MediaResponse } from './media-fetch.ts';
import { linkFault } from './public-link.ts';
import { sniffMedia, SNIFFED_BYTES } from './sniff-media.ts';

/** What a download may do, and who is told of it. */
export interface DownloadOptions {
  /** Calls the download off, at once. There is no other limit of time: see `AbortSignal.timeout`. */
  readonly signal?: AbortSignal | undefined;
  /** A larger file is refused, if it is announced as such before any of it is read. Default 100 MiB. */
  readonly maxBytes?: number;
  /** Told after each piece that has arrived. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /**
   * Origins that are followed although they are private or plain http: your mock's `http://127.0.0.1:4010`, a
   * media host inside your network. Scheme, host and port must agree. Default none.
   */
  readonly allowOrigins?: readonly string[];
  /** How the link is fetched. Default: the platform's `fetch`; `publicFetch` in `downloadFile`. */
  readonly fetch?: MediaFetch;
}

/** How much of a file has arrived, in bytes. */
export interface DownloadProgress {
  readonly receivedBytes: number;
  /** Undefined where the server does not say, or compresses. */
  readonly totalBytes: number | undefined;
}

/** What is known of a file that has arrived. */
export interface Downloaded {
  /** From its first bytes; where they are of no kind that we know, from `Content-Type`. Never from its name. */
  readonly type: string;
  readonly sizeBytes: number;
}

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** How storage answers for a file that is not there any more, or to a signature that has run out. */
const GONE = new Set([403, 404, 410]);
const PAGE = /^(text\/html|application\/xhtml\+xml)$/;
const PICTURE_OR_FILM = /^(image|video|audio)\//;

/** The platforms that have no cookies and no referrer (Cloudflare's workers) throw at the very words. */
const anonymous = () =>
  'credentials' in Request.prototype
    ? ({ credentials: 'omit', referrerPolicy: 'no-referrer' } as const)
    : undefined;

/**
 * Fetches what a link leads to and hands it to `write`, piece by piece; the next one is read when `write` is
 * done. Follows at most 5 redirects, each judged like the link itself, and none from https down to http. Only
 * what is written in a link is judged here; a public name may still resolve to a private address, which in
 * Node `publicFetch` finds out.
 *
 * @throws {DownloadError} when the link may not be followed, is not served any more (403, 404, 410), or leads to
 * a file that is empty, larger than `maxBytes`, or a web page; `retryable` when there was no answer, a broken
 * one, or one of 408, 429 and 5xx.
 * @throws what `write` throws, and the signal's own reason.
 */
export function fetchMedia(
  link: string | URL,
  options: DownloadOptions,
  write: (chunk: Uint8Array<ArrayBuffer>) => unknown,
): Promise<Downloaded> {
  const { signal } = options;
  return cancellable(signal, (resolve, reject) => {
    // Ends whatever is still open, however this ends: the request, the bodies, the reading.
    const ended = new AbortController();
    receive(link, options, write, ended.signal).then(resolve, reject);
    return () => ended.abort(signal?.reason);
  });
}

async function receive(
  link: string | URL,
  options: DownloadOptions,
  write: (chunk: Uint8Array<ArrayBuffer>) => unknown,
  ended: AbortSignal,
): Promise<Downloaded> {
  const { maxBytes = MAX_BYTES, onProgress } = options;
  const { response, reader } = await follow(link, options, ended);
  const { headers } = response;
  assertServed(response.status);

  const announcedBytes = Number.parseInt(headers.get('content-length') ?? '', 10) || 0;
  const totalBytes = headers.get('content-encoding') ? undefined : announcedBytes || undefined;
  let receivedBytes = 0;
  let head = new Uint8Array();
  let type: string | undefined;
  // Written so that a limit which is not a number refuses everything, rather than nothing.
  const assertFits = (sizeBytes: number) => {
    if (!(sizeBytes <= maxBytes))
      throw new DownloadError('too-large', `The file is larger than ${maxBytes} bytes.`, {});
  };

  assertFits(announcedBytes);
  for (;;) {
    const { done = true, value } = (await unlessBroken(reader?.read())) ?? {};
    ended.throwIfAborted();
    if (done || !value) break;
    receivedBytes += value.length;
    assertFits(receivedBytes);
    if (!type) {
      head = new Uint8Array([...head, ...value.subarray(0, SNIFFED_BYTES)]);
      // As soon as it can be told, so that a page is refused before the rest of it has come.
      if (head.length >= SNIFFED_BYTES) type = typeOf(head, headers);
    }
    await write(value);
    ended.throwIfAborted();
    const progress = { receivedBytes, totalBytes };
    // A mistake of the listener's must be seen, and must not cost the download.
    if (onProgress) queueMicrotask(() => onProgress(progress));
  }
  // Most platforms find this out by themselves, a service worker does not.
  if (totalBytes && receivedBytes < totalBytes)
    throw new DownloadError('unreachable', 'The file broke off.', {});
  if (!receivedBytes)
    throw new DownloadError('empty', 'The file is empty (0 bytes).', { httpStatus: response.status });
  return { type: type ?? typeOf(head, headers), sizeBytes: receivedBytes };
}

interface Opened {
  readonly response: MediaResponse;
  readonly reader: MediaReader | undefined;
}

/** The answer at the end of the redirects. */
async function follow(
  link: string | URL,
  { allowOrigins, fetch = (url, init) => globalThis.fetch(url, init) }: DownloadOptions,
  ended: AbortSignal,
): Promise<Opened> {
  const request = async (url: URL, redirect: MediaFetchInit['redirect']): Promise<Opened> => {
    const init = { ...anonymous(), redirect, signal: ended };
    const response = await unlessBroken(fetch(url.href, init));
    const reader = response.body?.getReader();
    const discard = () => void reader?.cancel(ended.reason).catch(() => {});
    ended.addEventListener('abort', discard);
    if (ended.aborted || REDIRECTS.has(response.status)) discard();
    ended.throwIfAborted();
    return { response, reader };
  };

  let url = judged(link, undefined, allowOrigins);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const opened = await request(url, 'manual');
    const { response } = opened;
    // A browser shows nothing of a redirect but that it is one. It asks from the user's own machine, and CORS
    // decides what we may read: there it may follow, and we look at where that has led.
    if (response.type === 'opaqueredirect') {
      const followed = await request(url, 'follow');
      judged(followed.response.url, url, allowOrigins);
      return followed;
    }
    if (!REDIRECTS.has(response.status)) return opened;
    url = judged(response.headers.get('location') ?? '//', url, allowOrigins);
  }
  throw new DownloadError('forbidden', `The link redirects more than ${MAX_REDIRECTS} times.`, {});
}

/** The link as a URL that may be followed, coming `from` another where it is a redirect. */
function judged(link: string | URL, from: URL | undefined, allowOrigins?: readonly string[]): URL {
  const name = from ? 'The redirect' : 'The link';
  if (!URL.canParse(link, from)) throw new DownloadError('forbidden', `${name} is not a URL.`, {});
  const url = new URL(link, from);
  const isDowngrade = from?.protocol === 'https:' && url.protocol === 'http:';
  const why = isDowngrade ? 'goes down from https to http' : linkFault(url, allowOrigins);
  if (!why) return url;
  // A mock or a media host of one's own. Where a redirect leads is the word of others.
  const isYoursToAllow = !from && !linkFault(url, [url.origin]);
  const hint = isYoursToAllow ? ' If you trust it, name its origin in `allowOrigins`.' : '';
  throw new DownloadError('forbidden', `${name} ${why}.${hint}`, {});
}

function assertServed(httpStatus: number): void {
  if (httpStatus >= 500 || httpStatus === 408 || httpStatus === 429)
    throw new DownloadError('unreachable', 'The file is not served just now.', { httpStatus });
  if (GONE.has(httpStatus))
    throw new DownloadError('gone', 'The link is not served any more: it has probably expired.', {
      httpStatus,
    });
  if (httpStatus < 200 || httpStatus > 299)
    throw new DownloadError('gone', 'The link was answered with an error.', { httpStatus });
}

/** A page means that somebody else answered; JSON under the name of a picture is somebody's error message. */
function typeOf(head: Uint8Array, headers: MediaResponse['headers']): string {
  const declared = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const type = (sniffMedia(head) ?? declared) || 'application/octet-stream';
  if (PAGE.test(type) || (type === 'application/json' && PICTURE_OR_FILM.test(declared)))
    throw new DownloadError(
      'not-media',
      `The link leads to ${type}${declared && declared !== type ? ` (said to be ${declared})` : ''}, not to a media file.`,
      {},
    );
  return type;
}

/** Of what the network does, and of nothing else, a `DownloadError`. */
const unlessBroken = async <T>(answer: T | PromiseLike<T>): Promise<T> => {
  try {
    return await answer;
  } catch (cause) {
    throw BriakitError.is(cause)
      ? cause
      : new DownloadError('unreachable', 'The file was not reached.', { cause });
  }
};
