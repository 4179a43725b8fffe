import { inspect } from 'node:util';
import { expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  pixazoClient,
  PIXAZO_ANSWERS,
  TOKEN,
} from '../../test/client.ts';
import { bria, image } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { pixazo } from '../pixazo.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import { observe, type RequestObservation } from '../transport/observe.ts';

/** All that a log or a console can show of something. */
const shown = (value: unknown) =>
  [
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true }),
    String(value),
    value instanceof Error ? value.stack : '',
  ].join('\n');

it('is not seen on an adapter', () => {
  expect(shown(bria({ apiToken: TOKEN }))).not.toContain(TOKEN);
  expect(shown(pixazo({ subscriptionKey: TOKEN }))).not.toContain(TOKEN);
});

it('is not seen on a client, a job, its states or what is observed of it', async () => {
  const seen: RequestObservation[] = [];
  const layers = [observe((observation) => seen.push(observation))];
  const { clock, client, requests } = briaClient([ACCEPTED, IN_PROGRESS, COMPLETED], { layers });
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const states: unknown[] = [];
  job.subscribe(() => states.push(job.getSnapshot()));
  await clock.runUntil(job.result());
  expect(requests[0]?.headers['api_token']).toBe(TOKEN);
  expect(seen).toHaveLength(3);
  expect(shown([client, job, states, seen])).not.toContain(TOKEN);
});

const cut = new TypeError('fetch failed', {
  cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
});

it.for<readonly [string, readonly ScriptedAnswer[]]>([
  ['refusal', [{ status: 401, body: { message: 'no' } }]],
  ['outage', [{ status: 500 }]],
  ['reset', [cut]],
  ['timeout', ['hang']],
  ['rate limit', [{ status: 429, headers: { 'retry-after': '999' } }]],
  ['drift', [{ body: 'what' }]],
  ['failed job', [ACCEPTED, { body: { status: 'ERROR' } }]],
  ['lost job', [ACCEPTED, { status: 404 }]],
])('is not seen on the error of a %s', async ([, answers]) => {
  const { clock, client } = briaClient(answers);
  const error = await clock.runUntil(
    client.run(image.removeBackground, { image: PICTURE }).catch((thrown: unknown) => thrown),
  );
  expect(error).toBeInstanceOf(Error);
  expect(shown(error)).not.toContain(TOKEN);
});

it('is not seen on an error that carries the job', async () => {
  const { clock, client } = pixazoClient(PIXAZO_ANSWERS);
  const job = client.submit(removeBackground, { image: PICTURE });
  const error = await clock.runUntil(job.result({ timeoutMs: 100 }).catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ code: 'job_wait_timeout', job });
  expect(shown(error)).not.toContain(TOKEN);
  job.stop();
  expect(shown(job.getSnapshot())).not.toContain(TOKEN);
});

it('goes nowhere but to the provider: no link in an answer is followed', async () => {
  const fetch = vi.fn<(url: string) => void>();
  const { clock, client, requests } = briaClient([
    {
      status: 202,
      body: {
        request_id: 'a1',
        status_url: 'https://evil.example/v2/status/a1',
        polling_url: 'https://evil.example',
      },
    },
    { body: { request_id: 'a1', status: 'COMPLETED', result: { image_url: 'https://evil.example/a.png' } } },
  ]);
  vi.stubGlobal('fetch', fetch);
  await clock.runUntil(client.run(image.removeBackground, { image: PICTURE }));
  expect(new Set(requests.map(({ url }) => new URL(url).origin))).toEqual(
    new Set(['https://engine.prod.bria-api.com']),
  );
  expect(fetch).not.toHaveBeenCalled();
});

it('is not seen where the provider repeats it', async () => {
  const apiToken = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const { clock, client } = briaClient([{ status: 403, body: { message: `no such token: ${apiToken}` } }], {
    provider: bria({ apiToken }),
  });
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const error = await clock.runUntil(job.result().catch((reason: unknown) => reason));
  expect(error).toMatchObject({ code: 'permission', providerMessage: 'no such token: …' });
  expect(shown(error)).not.toContain(apiToken);
});
