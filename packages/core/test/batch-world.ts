/** A provider on a virtual clock that does with each picture what a test says, and counts. */
import type { BatchItem } from '../src/client/batch-item.ts';
import { createClient } from '../src/client/client.ts';
import { withBatches } from '../src/client/with-batches.ts';
import { sleep } from '../src/primitives/sleep.ts';
import { bria, type image } from '../src/bria.ts';
import type { JobRef } from '../src/schemas/job-ref.ts';
import { virtualClock } from '../src/testing/virtual-clock.ts';
import type { Fetch } from '../src/transport/fetch-transport.ts';
import { TOKEN } from './client.ts';

/** What becomes of one picture. */
export interface Fate {
  /** How long the answer to the submit takes. Default 0. */
  readonly answerMs?: number;
  /** Default 202; `lost`: the job is accepted, and its answer never arrives. */
  readonly answer?: number | 'lost';
  /** How long the job takes once it is accepted. Default 1 500, which is found out at the second poll, after 2 500. */
  readonly workMs?: number;
  readonly isFailing?: boolean;
}

export const picture = (index: number) => ({ image: `https://in.example/${index}.png` });
/** The name of a picture's job, and its result. */
export const jobOf = (index: number) => `job-${index}`;
export const linkOf = (index: number) => `https://out.example/${index}.png`;
export const refOf = (index: number, acceptedAt = 0): JobRef => ({
  provider: 'bria',
  endpoint: 'image/edit/remove_background',
  requestId: jobOf(index),
  acceptedAt,
});

/** `count` pictures, one at a time; knows how many were asked for, and whether it was closed. */
export function album(count = 100) {
  const seen = { taken: 0, isClosed: false };
  function* pictures() {
    try {
      while (seen.taken < count) yield picture(seen.taken++);
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, pictures: pictures() };
}

export type Item = BatchItem<image.RemoveBackgroundInput, image.ImageResult>;

/** Reads to the end, or until `isEnough`; into `items`, to see what was handed out before a throw. */
export async function read<T>(
  batch: AsyncIterable<T>,
  isEnough: (items: readonly T[]) => unknown = () => false,
  items: T[] = [],
) {
  for await (const item of batch) {
    items.push(item);
    if (isEnough(items)) break;
  }
  return items;
}

export const indices = (items: readonly Item[]) => items.map(({ index }) => index);
/** `3 ok`, `4 error server`, `5 skipped stopped`. */
export const inBrief = (items: readonly Item[]) =>
  items.map((item) => {
    const more = item.status === 'ok' ? '' : ` ${item.status === 'error' ? item.error.code : item.reason}`;
    return `${item.index} ${item.status}${more}`;
  });

const indexIn = (text: string) => Number(/(\d+)(?:\.png)?$/.exec(text)?.[1]);

export function batchWorld(fateOf: (index: number) => Fate = () => ({}), plan = 1_000_000) {
  const clock = virtualClock(0);
  const acceptedAt = new Map<number, number>();
  /** Of each submit that has left, in order. */
  const submits: number[] = [];
  /** The webhook URLs that came with them. */
  const hooks: string[] = [];
  const counts = { submitting: 0, mostSubmitting: 0, polls: 0 };

  const submit = async (index: number) => {
    const { answerMs = 0, answer = 202 } = fateOf(index);
    submits.push(index);
    counts.mostSubmitting = Math.max(counts.mostSubmitting, ++counts.submitting);
    if (answerMs > 0) await sleep(clock, answerMs);
    counts.submitting--;
    if (answer === 202 || answer === 'lost') acceptedAt.set(index, clock.now());
    if (answer === 'lost') throw new TypeError('fetch failed');
    const accepted = { request_id: jobOf(index), status_url: `https://bria.example/${jobOf(index)}` };
    return { status: answer, body: answer === 202 ? accepted : { message: 'no' } };
  };

  const report = (index: number) => {
    counts.polls++;
    const request_id = jobOf(index);
    const { workMs = 1_500, isFailing } = fateOf(index);
    if (clock.now() < acceptedAt.get(index)! + workMs)
      return { status: 200, body: { request_id, status: 'IN_PROGRESS' } };
    const outcome = isFailing
      ? { status: 'ERROR', error: { message: 'no' } }
      : { status: 'COMPLETED', result: { image_url: linkOf(index) } };
    return { status: 200, body: { request_id, ...outcome } };
  };

  const accept = (body: string) => {
    const { image, webhook_url } = JSON.parse(body) as { image: string; webhook_url?: string };
    if (webhook_url) hooks.push(webhook_url);
    return submit(indexIn(image));
  };
  const provider = bria({ apiToken: TOKEN, plan, statusCounts: false });
  const answerTo: Fetch = async (url, { method, body, signal }) => {
    signal?.throwIfAborted();
    const answer = method === 'POST' ? await accept(body!) : report(indexIn(url));
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  };
  /** A client of its own, as another process has it; it hears no more once that is not alive. */
  const connect = (process = { isAlive: true }) => {
    const fetch: Fetch = (...request) => (process.isAlive ? answerTo(...request) : new Promise(() => {}));
    return createClient({ provider, fetch, clock, random: () => 0.5 });
  };
  return { clock, answerTo, client: withBatches(connect()), connect, submits, hooks, counts, acceptedAt };
}
