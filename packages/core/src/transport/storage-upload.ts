import { InputError } from '../errors/input-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { cancellable } from '../primitives/cancellable.ts';
import { multipartOf, piecesOf } from './multipart.ts';
import { linkFault } from './public-link.ts';
import { videoTypeOf } from './video-type.ts';

/** Where a video may be put, once: what the provider answered to the wish to upload one. Both are secrets. */
export interface StorageTicket {
  readonly uploadUrl: string;
  /** Sent along, in this order. They prove that we may upload, so no credential is needed. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface StorageUploadOptions {
  /** What the ticket was made for. Default: what `videoTypeOf` says. */
  readonly mediaType?: string;
  /** Default: the name of a `File`, else `video`. */
  readonly filename?: string;
  /** In a browser it makes storage be asked for leave first (CORS preflight), as every such listener does. */
  readonly onProgress?: (progress: UploadProgress) => void;
  /** Cuts the upload at once. */
  readonly signal?: AbortSignal;
  /** Default: the platform's `fetch`, or in a browser `XMLHttpRequest` where progress is asked for. */
  readonly fetch?: StorageFetch;
}

/** How much of an upload has been handed to the network. Never falls, and ends with all. */
export interface UploadProgress {
  readonly sentBytes: number;
  /** Of the whole body: the file, and a few kilobytes around it. */
  readonly totalBytes: number;
}

/** The part of `fetch` that is used; any implementation of it will do. */
export type StorageFetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly body: Blob;
    readonly signal: AbortSignal;
    readonly redirect: 'error' | 'manual';
    readonly credentials?: 'omit';
    readonly referrerPolicy?: 'no-referrer';
  },
) => Promise<{ readonly status: number; text(): Promise<string> }>;

interface StorageAnswer {
  readonly status: number;
  readonly text: string;
}

type Send = (
  url: string,
  form: Blob,
  signal: AbortSignal | undefined,
  report: (sentBytes: number) => void,
) => Promise<StorageAnswer>;

/** What trying again does not change: another success than 204, and refusals but of the moment. */
const LASTING = /^(2|4(?!08|29))/;

/** Storage on this machine, such as the mock's, speaks plain http. */
const LOOPBACK = /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Puts a video into the storage that a ticket names, as a form: the fields first, the file last. Neither
 * token nor cookie goes there. Nothing is bought, whatever the end; a failed upload is safe to repeat with
 * a new ticket.
 *
 * @throws {InputError} when the file is no video that is taken (before anything is sent), the link is not
 * one to send to, or storage does not take it: `httpStatus` and `providerMessage` are what it answered.
 * @throws {NetworkError} when storage was not reached, failed (408, 429, 5xx) or redirected: `retryable`. A
 * redirect is not followed; a browser's `XMLHttpRequest` gives no choice there, and tells the page's origin.
 * @throws the signal's own reason when it aborts.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function uploadToStorage(
  { uploadUrl, fields }: StorageTicket,
  file: Blob,
  { mediaType, filename, onProgress, signal, fetch }: StorageUploadOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  const url = storageLink(uploadUrl);
  const ownType = await videoTypeOf(file);
  const part = {
    file,
    filename: filename || (file as Partial<File>).name || 'video',
    mediaType: mediaType ?? ownType,
  };
  const isTyped = Object.keys(fields).some((name) => name.toLowerCase() === 'content-type');
  const form = multipartOf(
    [...Object.entries(fields), ...(isTyped ? [] : [['Content-Type', part.mediaType] as const])],
    part,
  );
  const report = monotone(form.size, onProgress);
  // The only way for a browser to tell progress, and no better in anything else.
  const isXhr = !fetch && onProgress && 'XMLHttpRequest' in globalThis;
  const send = isXhr ? sendByXhr : sendByFetch(fetch ?? globalThis.fetch);

  report(0);
  const { status, text } = await send(url, form, signal, report);
  if (status !== 204) throw refusal(status, text);
  report(form.size);
}

function storageLink(uploadUrl: string): string {
  const url = URL.parse(uploadUrl);
  const fault = url ? linkFault(url, LOOPBACK.test(url.hostname) ? [url.origin] : []) : 'is not a URL';
  if (!url || fault) throw new InputError(`The video was not uploaded: the link ${fault}.`, {});
  url.hash = '';
  return url.href;
}

function monotone(totalBytes: number, onProgress: StorageUploadOptions['onProgress']) {
  let lastBytes = -1;
  return (sentBytes: number) => {
    if (sentBytes <= lastBytes) return;
    lastBytes = sentBytes;
    // A mistake of the listener's must be seen, and must not cost the upload.
    if (onProgress) queueMicrotask(() => onProgress({ sentBytes, totalBytes }));
  };
}

const sendByFetch =
  (fetch: StorageFetch): Send =>
  (url, form, signal, report) => {
    const cut = new AbortController();
    // Storage refuses a body of unknown length. Of a Blob every runtime knows it, of a stream none; and
    // Node's fetch reads a Blob by its `stream`, where we can count. One that does not tells start and end.
    form.stream = () => piecesOf(form, report, cut.signal);
    return cancellable(signal, (resolve, reject) => {
      const exchange = async () => {
        const init = { method: 'POST', body: form, signal: cut.signal, ...manners() } as const;
        const response = await fetch(url, init);
        return { status: response.status, text: await response.text() };
      };
      exchange().then(resolve, (cause: Error) => reject(failure(cause)));
      return () => cut.abort();
    });
  };

/**
 * Cloudflare's workers have no cookies, and throw at these words. `error` is also what keeps Node's fetch from
 * holding the whole body in memory, for a redirect that might come.
 */
const manners = () =>
  'credentials' in Request.prototype
    ? ({ redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' } as const)
    : ({ redirect: 'manual' } as const);

const sendByXhr: Send = (url, form, signal, report) =>
  cancellable(signal, (resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.upload.addEventListener('progress', ({ loaded }) => report(loaded));
    xhr.addEventListener('load', () => {
      const { status, responseText: text, responseURL } = xhr;
      // It has no way to refuse a redirect.
      if (responseURL === url) resolve({ status, text });
      else reject(failure(new Error('unexpected redirect')));
    });
    xhr.addEventListener('error', () => reject(failure(new Error('No answer, or one that CORS hides.'))));
    xhr.open('POST', url);
    xhr.send(form);
    return () => xhr.abort();
  });

/** Nothing is bought by an upload: whatever became of it, it may be repeated. */
function failure(cause: Error): InputError | NetworkError {
  // What Node says when a file has been changed or moved while it is being sent.
  const isFileGone = [cause, cause.cause].some((error) => (error as Error)?.name === 'NotReadableError');
  return isFileGone
    ? new InputError('The video cannot be read: has its file been moved or changed?', { cause })
    : new NetworkError({ cause });
}

function refusal(httpStatus: number, xml: string): InputError | NetworkError {
  const words = ['Code', 'Message'].flatMap((tag) => xml.match(`<${tag}>([^<]{1,300})`)?.[1] ?? []);
  const providerMessage = words.join(': ').replaceAll('&quot;', '"') || undefined;
  const context = { httpStatus, providerMessage };
  return LASTING.test(`${httpStatus}`)
    ? new InputError('The video was not uploaded: storage did not take it.', context)
    : new NetworkError(context);
}
