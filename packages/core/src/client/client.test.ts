import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  briaClient,
  BRIA_REF,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  pixazoClient,
  PIXAZO_ANSWERS,
  PIXAZO_LINK,
  RESULT,
  TOKEN,
} from '../../test/client.ts';
import { BRIA_JOB, fixture, PIXAZO_JOB, TINY_PNG } from '../../test/fixture.ts';
import { bria, image, product } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { Layer } from '../transport/transport.ts';
import { createClient, type SchemaDrift } from './client.ts';

const JOURNEY = [ACCEPTED, IN_PROGRESS, IN_PROGRESS, COMPLETED];

it('does a whole job at Bria: submits, polls at growing intervals, and gives the result', async () => {
  const { clock, client, requests } = briaClient(JOURNEY);
  const input = { image: new Blob([Buffer.from(TINY_PNG, 'base64')]), preserve_alpha: false };
  await expect(clock.runUntil(client.run(image.removeBackground, input))).resolves.toEqual(RESULT);
  const headers = { 'content-type': 'application/json', api_token: TOKEN };
  const poll = { url: `https://engine.prod.bria-api.com/v2/status/${BRIA_JOB}`, method: 'GET', headers };
  expect(requests).toEqual([
    {
      url: 'https://engine.prod.bria-api.com/v2/image/edit/remove_background',
      method: 'POST',
      headers,
      body: JSON.stringify({ image: TINY_PNG, preserve_alpha: false }),
    },
    ...[1, 2, 3].map(() => ({ ...poll, body: undefined })),
  ]);
  expect(clock.now()).toBe(1_000 + 1_500 + 2_250);
  expect(clock.pendingTimers).toBe(0);
});

it('does a whole job at Pixazo, a local picture included', async () => {
  const host = vi.fn<() => Promise<URL>>(async () => new URL('https://cdn.example/a.png'));
  const { clock, client, requests } = pixazoClient(PIXAZO_ANSWERS, { host });
  const done = client.run(pixazoImage.removeBackground, { image_url: Buffer.from(TINY_PNG, 'base64') });
  await expect(clock.runUntil(done)).resolves.toEqual({
    media_url: [PIXAZO_LINK],
    media_type: 'application/octet-stream',
    createdAt: Date.UTC(2026, 2, 31, 10),
    completedAt: Date.UTC(2026, 2, 31, 10, 0, 15),
  });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST https://gateway.pixazo.ai/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request',
    `GET https://gateway.pixazo.ai/v2/requests/status/${PIXAZO_JOB}`,
    `GET https://gateway.pixazo.ai/v2/requests/status/${PIXAZO_JOB}`,
  ]);
  expect(requests[0]).toMatchObject({
    headers: { 'Ocp-Apim-Subscription-Key': TOKEN },
    body: '{"image_url":"https://cdn.example/a.png"}',
  });
  expect(clock.now()).toBe(5_000 + 6_000);
  expect(clock.pendingTimers).toBe(0);
});

it('does an operation at either provider, by the same call', async () => {
  const atBria = briaClient(JOURNEY);
  const atPixazo = pixazoClient(PIXAZO_ANSWERS);
  await expect(
    atBria.clock.runUntil(atBria.client.run(removeBackground, { image: PICTURE })),
  ).resolves.toEqual(RESULT);
  await expect(
    atPixazo.clock.runUntil(atPixazo.client.run(removeBackground, { image: PICTURE })),
  ).resolves.toEqual({
    image_url: PIXAZO_LINK,
  });
  expect(atBria.requests[0]?.body).toBe(`{"image":"${PICTURE}"}`);
  expect(atPixazo.requests[0]?.body).toBe(`{"image_url":"${PICTURE}"}`);
});

it('takes the result that a submit brings at once', async () => {
  const { clock, client, methods } = briaClient([{ body: fixture('bria/submit.sync-completed.json') }]);
  await expect(clock.runUntil(client.run(image.removeBackground, { image: PICTURE }))).resolves.toEqual(
    RESULT,
  );
  expect(methods()).toBe('POST');
});

it('returns the handle of a job at once, before anything is sent', () => {
  const { client, requests } = briaClient(['hang']);
  const job = client.submit(image.removeBackground, { image: PICTURE });
  expect(job.getSnapshot()).toEqual({ phase: 'submitting' });
  expect(requests).toHaveLength(0);
  job.stop();
});

it('uses the fetch of the platform, looked up at each request', async () => {
  const clock = virtualClock();
  const client = createClient({ provider: bria({ apiToken: TOKEN }), clock });
  const platform = vi.fn<typeof fetch>(async () => new Response(fixture('bria/submit.sync-completed.json')));
  vi.stubGlobal('fetch', platform);
  await clock.runUntil(client.run(image.removeBackground, { image: PICTURE }));
  expect(platform).toHaveBeenCalledOnce();
});

describe('input that is wrong', () => {
  it.for<readonly [string, object, string]>([
    ['of no use', {}, 'image: expected a URL, base64, Blob or Uint8Array.'],
    ['misspelt', { image: PICTURE, preserve_alfa: true }, 'input: unknown field preserve_alfa.'],
    ['an empty text', { image: '' }, 'The picture is empty (0 bytes).'],
    ['no picture', { image: new Blob(['hello']) }, 'The picture is not a JPEG, PNG, WebP or URL.'],
  ])('fails before anything is sent: %s', async ([, input, sentence]) => {
    const { clock, client, requests } = briaClient(JOURNEY);
    const job = client.submit(image.removeBackground, input as never);
    await expect(clock.runUntil(job.result())).rejects.toMatchObject({
      code: 'input',
      submission: 'not-sent',
    });
    const state = job.getSnapshot();
    expect(state.phase === 'failed' && state.error.message).toContain(sentence);
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it('is told apart from what our own code, or yours, throws: that is the cause', async () => {
    const cause = new Error('a mistake');
    const endpoint: Endpoint<'bria'> = {
      ...image.removeBackground,
      toBody: () => {
        throw cause;
      },
    };
    const { client, requests } = briaClient(JOURNEY);
    await expect(client.run(endpoint, { image: PICTURE })).rejects.toMatchObject({ code: 'input', cause });
    expect(requests).toHaveLength(0);
  });

  it('does not compile, and throws at once, when it is for another provider', () => {
    const { client, requests } = briaClient(JOURNEY);
    // @ts-expect-error -- an endpoint of Pixazo
    expect(() => client.submit(pixazoImage.removeBackground, { image_url: PICTURE })).toThrow(TypeError);
    expect(requests).toHaveLength(0);
  });
});

describe('all jobs of a client', () => {
  it('share one budget of requests, and finish as fast as it allows', async () => {
    const provider = bria({ apiToken: TOKEN, plan: 3 });
    const { clock, client, requests } = briaClient([{ body: fixture('bria/submit.sync-completed.json') }], {
      provider,
    });
    const jobs = Array.from({ length: 7 }, () => client.submit(image.removeBackground, { image: PICTURE }));
    await clock.advance(0);
    expect(requests).toHaveLength(3);
    expect(jobs[3]!.getSnapshot()).toEqual({ phase: 'waiting', waitReason: 'rate-limit', untilAt: 60_005 });
    await clock.runUntil(Promise.all(jobs.map((job) => job.result())));
    expect(clock.now()).toBe(120_010);
  });

  it('wait together when the provider says 429, and lose nothing by it', async () => {
    const refused = { status: 429, headers: { 'retry-after': '20' }, body: fixture('bria/error.429.json') };
    const done = { body: fixture('bria/submit.sync-completed.json') };
    const { clock, client, requests } = briaClient([refused, done]);
    const first = client.submit(image.removeBackground, { image: PICTURE });
    await clock.advance(10);
    const second = client.submit(image.removeBackground, { image: PICTURE });
    await clock.advance(10);
    const held = { phase: 'waiting', waitReason: 'rate-limit', untilAt: 20_000 };
    expect([first.getSnapshot(), second.getSnapshot()]).toEqual([held, held]);
    await clock.runUntil(Promise.all([first.result(), second.result()]));
    expect([clock.now(), requests.length]).toEqual([20_000, 3]);
  });
});

describe('something that the contract does not know', () => {
  const strange = { body: { request_id: BRIA_JOB, status: 'PAUSED' } };

  it('is told once per form, and the job goes on', async () => {
    const told: SchemaDrift[] = [];
    const { clock, client } = briaClient(
      [ACCEPTED, strange, strange, COMPLETED, ACCEPTED, strange, COMPLETED],
      {
        onSchemaDrift: (drift) => told.push(drift),
      },
    );
    await clock.runUntil(client.run(image.removeBackground, { image: PICTURE }));
    await clock.runUntil(client.run(image.removeBackground, { image: PICTURE }));
    expect(told).toEqual([{ endpoint: 'image/edit/remove_background', drift: 'status: PAUSED' }]);
  });

  it('costs no job when the listener throws, be it on the submit itself', async () => {
    const mistakes: unknown[] = [];
    const platform = queueMicrotask;
    vi.stubGlobal('queueMicrotask', (callback: () => void) =>
      platform(() => {
        try {
          callback();
        } catch (mistake) {
          mistakes.push(mistake);
        }
      }),
    );
    const onSchemaDrift = () => {
      throw new Error('a mistake');
    };
    const { clock, client, methods } = briaClient([strange, COMPLETED], { onSchemaDrift });
    await expect(clock.runUntil(client.run(image.removeBackground, { image: PICTURE }))).resolves.toEqual(
      RESULT,
    );
    expect(methods()).toBe('POST GET');
    expect(mistakes).toEqual([new Error('a mistake')]);
  });
});

describe('the layers of a client', () => {
  it('are wrapped around each try, outermost first', async () => {
    const seen: string[] = [];
    const layer =
      (name: string): Layer =>
      (next) =>
      async (request, exchange) => {
        seen.push(`${name} ${request.method}`);
        const reply = await next(request, exchange);
        seen.push(`${name} ${reply.status}`);
        return reply;
      };
    const refused = { status: 429, headers: { 'retry-after': '1' } };
    const { clock, client } = briaClient([refused, { body: fixture('bria/submit.sync-completed.json') }], {
      layers: [layer('outer'), layer('inner')],
    });
    await clock.runUntil(client.run(image.removeBackground, { image: PICTURE }));
    const exchange = (status: number) => ['outer POST', 'inner POST', `inner ${status}`, `outer ${status}`];
    expect(seen).toEqual([...exchange(429), ...exchange(200)]);
  });
});

describe('run', () => {
  it('sends nothing when its signal has aborted before', async () => {
    const { client, requests } = briaClient(JOURNEY);
    const signal = AbortSignal.abort('enough');
    await expect(client.run(image.removeBackground, { image: PICTURE }, { signal })).rejects.toBe('enough');
    expect(requests).toHaveLength(0);
  });

  it('stops the job with an abort, since nobody else holds it', async () => {
    const { clock, client, methods } = briaClient([ACCEPTED, IN_PROGRESS]);
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = client
      .run(image.removeBackground, { image: PICTURE }, { signal })
      .catch((reason: unknown) => reason);
    await clock.advance(1_100);
    controller.abort('enough');
    expect(await outcome).toBe('enough');
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
    await clock.advance(60_000);
    expect(methods()).toBe('POST GET');
  });

  it('leaves the job alive when the time is over, and hands it out', async () => {
    const { clock, client } = briaClient(JOURNEY);
    const timedOut = client.run(image.removeBackground, { image: PICTURE }, { timeoutMs: 2_000 });
    const error = await clock.runUntil(
      timedOut.catch((thrown: { job: { result(): Promise<unknown> } }) => thrown),
    );
    expect(error).toMatchObject({
      code: 'job_wait_timeout',
      jobId: BRIA_REF.requestId,
      submission: 'accepted',
    });
    await expect(
      clock.runUntil((error as { job: { result(): Promise<unknown> } }).job.result()),
    ).resolves.toEqual(RESULT);
  });
});

it('keeps a limit for each endpoint, and one for all status requests', async () => {
  const provider = bria({ apiToken: 'a-token', plan: 1 });
  const { clock, client, requests } = briaClient([ACCEPTED], { provider });
  const jobs = [
    client.submit(image.removeBackground, { image: PICTURE }),
    client.submit(image.increaseResolution, { image: PICTURE }),
    client.submit(image.removeBackground, { image: PICTURE }),
  ];
  await clock.advance(0);
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
    '/v2/image/edit/remove_background',
    '/v2/image/edit/increase_resolution',
  ]);
  jobs.forEach(({ stop }) => stop());
  expect(clock.pendingTimers).toBe(0);
});

it.each([
  [true, 90_000],
  [false, 30_000],
])('gives a submit with sync: %s %d ms to answer', async (sync, timeoutMs) => {
  const { clock, client } = briaClient(['hang']);
  const job = client.submit(image.removeBackground, { image: PICTURE, sync });
  await clock.advance(timeoutMs - 1);
  expect(job.getSnapshot().phase).toBe('submitting');
  await clock.advance(1);
  expect(job.getSnapshot()).toMatchObject({ error: { code: 'timeout', submission: 'unknown' } });
});

it('gives an endpoint that answers with the result itself ten times what that typically takes', async () => {
  const { clock, client } = briaClient(['hang']);
  const job = client.submit(product.cutoutV1, { image_url: PICTURE });
  const limitMs = 30_000 + 10 * product.cutoutV1.typicalMs;
  await clock.advance(limitMs - 1);
  expect(job.getSnapshot().phase).toBe('submitting');
  await clock.advance(1);
  expect(job.getSnapshot()).toMatchObject({ error: { code: 'timeout', submission: 'unknown' } });
});
