/** Bria's wire before the simulated provider: what our client speaks, unmodified. */
import type { ClientOptions } from '@briakit/core';
import type { Kind } from './durations.ts';
import type { Reply } from './provider.ts';
import type { Trial } from './trial.ts';

type Fetch = NonNullable<ClientOptions<'bria'>['fetch']>;
type Response = Awaited<ReturnType<Fetch>>;

/** In an input, so that the provider knows which job of the workload is asked for. */
export const nameOf = (index: number): string => `job-${index}`;
export const indexIn = (text: string): number => Number(/job-(\d+)/.exec(text)?.[1]);

export const briaFetch =
  ({ provider, workload }: Trial): Fetch =>
  (url, { method, body, signal }) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      const { pathname } = new URL(url);
      const index = indexIn(method === 'POST' ? (body ?? '') : pathname);
      const kind = workload.jobs[index]?.kind;
      if (!kind) throw new Error(`Nobody asked for ${method} ${pathname}.`);
      const answer = (reply: Reply) =>
        resolve(
          reply.isRefused ? refusal(reply) : method === 'POST' ? accepted(index) : status(index, kind, reply),
        );
      provider[method === 'POST' ? 'submit' : 'poll'](index, answer);
    });

const respond = (
  httpStatus: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response => ({
  status: httpStatus,
  headers: { get: (name) => headers[name] ?? null },
  text: () => Promise.resolve(JSON.stringify(body)),
});

const refusal = ({ retryAfterS }: Reply) =>
  respond(
    429,
    { message: 'Too many requests' },
    retryAfterS === undefined ? {} : { 'retry-after': `${retryAfterS}` },
  );

const accepted = (index: number) =>
  respond(202, {
    request_id: nameOf(index),
    status_url: `https://engine.prod.bria-api.com/v2/status/${nameOf(index)}`,
  });

function status(index: number, kind: Kind, { isOver, isFailure }: Reply): Response {
  const job = { request_id: nameOf(index) };
  if (!isOver) return respond(200, { ...job, status: 'IN_PROGRESS' });
  if (isFailure)
    return respond(200, { ...job, status: 'ERROR', error: { code: 500, message: 'It failed.' } });
  const link = `https://media.example.com/${nameOf(index)}`;
  return respond(200, {
    ...job,
    status: 'COMPLETED',
    result: kind === 'video' ? { video_url: link } : { image_url: link, seed: index },
  });
}
