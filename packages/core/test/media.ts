/** Downloads answered by a script. */
import { vi } from 'vitest';
import { fetchMedia, type DownloadOptions } from '../src/transport/fetch-media.ts';
import type { MediaFetch, MediaResponse } from '../src/transport/media-fetch.ts';
import { TINY_PNG } from './fixture.ts';

export const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
export const LINK = 'https://media.example.com/out.png?signature=s3cret';

type Answer = MediaResponse | Error | 'hang';

/** A `fetch` that answers by script, the last answer again and again, and remembers what it was asked. */
export function scripted(...answers: readonly Answer[]) {
  let calls = 0;
  return vi.fn<MediaFetch>(async (_, { signal }) => {
    const answer = answers[Math.min(calls++, answers.length - 1)]!;
    if (answer instanceof Error) throw answer;
    if (answer !== 'hang') return answer;
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
}

/** A body in pieces, pulled one by one; stays open after the last where it is told to. */
export function body(pieces: readonly Uint8Array<ArrayBuffer>[], after: 'close' | 'stall' | Error = 'close') {
  const cancelled = vi.fn<(reason: unknown) => void>();
  const rest = [...pieces];
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const piece = rest.shift();
        if (piece) controller.enqueue(piece);
        else if (after === 'close') controller.close();
        else if (after !== 'stall') controller.error(after);
        else return new Promise(() => {});
        return undefined;
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  return { stream, cancelled, rest };
}

export const png = (headers: Record<string, string> = { 'content-type': 'image/png' }) =>
  new Response(PNG, { headers });
export const text = (value: string, type = '') => new Response(value, { headers: { 'content-type': type } });
export const redirect = (location: string, status = 302) =>
  new Response(null, { status, headers: { location } });
/** What a browser shows of a redirect that it was told not to follow. */
export const opaque = (): MediaResponse => ({
  status: 0,
  type: 'opaqueredirect',
  url: LINK,
  headers: new Headers(),
  body: null,
});
export const at = (url: string, response = png()): MediaResponse =>
  Object.defineProperty(response, 'url', { value: url });

/** Fetches LINK by script; all that was written comes with the outcome. */
export async function get(answers: readonly Answer[], options: DownloadOptions = {}, link: string = LINK) {
  const fetch = scripted(...answers);
  const written: number[] = [];
  const outcome = await fetchMedia(link, { fetch, ...options }, (chunk) => written.push(...chunk)).catch(
    (error: unknown) => error,
  );
  const asked = fetch.mock.calls.map(([url, { redirect: mode }]) => `${mode} ${url}`);
  return { outcome, written, asked, fetch };
}
