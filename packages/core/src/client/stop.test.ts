import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  lateLayer,
  PICTURE,
  pixazoClient,
  TOKEN,
} from '../../test/client.ts';
import { fixture, TINY_PNG } from '../../test/fixture.ts';
import { bria, image } from '../bria.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import { image as pixazoImage } from '../pixazo.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { Fetch } from '../transport/fetch-transport.ts';

/** A `fetch` whose answers a test gives when it likes. */
function heldFetch() {
  const held: ((body: string, status: number) => void)[] = [];
  const fetch = vi.fn<Fetch>(
    (_, { signal }) =>
      new Promise((resolve, reject) => {
        held.push((body, status) => resolve(new Response(body, { status })));
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  );
  return { fetch, answer: (body: string, status = 200) => held.shift()!(body, status) };
}

const input = { image: PICTURE };

describe('a stop', () => {
  it('while a layer of yours keeps the submit sends nothing, ever', async () => {
    const clock = virtualClock(0);
    const { client, methods } = briaClient([ACCEPTED], { clock, layers: [lateLayer(clock, 1_000)] });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(500);
    job.stop();
    await expect(job.result()).rejects.toMatchObject({ code: 'job_stopped', submission: 'not-sent' });
    await clock.advance(60_000);
    expect(methods()).toBe('');
  });

  it.for([steadyPacing, adaptivePacing()])(
    'by a listener of the job itself leaves nothing of it',
    async (pacing) => {
      const { clock, client } = briaClient([ACCEPTED, COMPLETED], { pacing });
      const job = client.submit(image.removeBackground, input);
      job.subscribe(() => {
        if (job.getSnapshot().phase === 'running') job.stop();
      });
      await clock.advance(0);
      expect([job.getSnapshot().phase, clock.pendingTimers]).toEqual(['stopped', 0]);
      expect(client.deliver({ requestId: BRIA_REF.requestId, body: '' })).toBe(false);
      const again = client.resume(await job.accepted(), image.removeBackground);
      await clock.runUntil(again.result());
    },
  );

  it('by a listener that is told that it leaves keeps it here', async () => {
    const { clock, client, methods } = briaClient([{ status: 429 }, ACCEPTED]);
    const job = client.submit(image.removeBackground, input);
    const phases: string[] = [];
    job.subscribe(() => {
      phases.push(job.getSnapshot().phase);
      if (phases.join(' ') === 'waiting submitting') job.stop();
    });
    await clock.advance(60_000);
    await expect(job.result()).rejects.toMatchObject({ code: 'job_stopped', submission: 'not-sent' });
    expect([methods(), clock.pendingTimers]).toEqual(['POST', 0]);
  });

  it('before anything was sent says so', async () => {
    const { clock, client, requests } = briaClient([ACCEPTED]);
    const job = client.submit(image.removeBackground, input);
    job.stop();
    await expect(job.result()).rejects.toMatchObject({ code: 'job_stopped', submission: 'not-sent' });
    await clock.advance(60_000);
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it('while the job waits sends nothing, ever', async () => {
    const provider = bria({ apiToken: TOKEN, plan: 1 });
    const { clock, client, methods } = briaClient([{ body: fixture('bria/submit.sync-completed.json') }], {
      provider,
    });
    await clock.runUntil(client.run(image.removeBackground, input));
    const job = client.submit(image.removeBackground, input);
    await clock.advance(10);
    expect(job.getSnapshot().phase).toBe('waiting');
    job.stop();
    expect(clock.pendingTimers).toBe(0);
    await expect(job.result()).rejects.toMatchObject({ code: 'job_stopped', submission: 'not-sent' });
    await expect(job.accepted()).rejects.toMatchObject({ code: 'job_stopped' });
    await clock.advance(600_000);
    expect(methods()).toBe('POST');
  });

  it('while the POST is under way lets it end, so that the id of a paid job is known', async () => {
    const { fetch, answer } = heldFetch();
    const { clock, client } = briaClient([], { fetch });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(100);
    job.stop();
    await expect(job.result()).rejects.toMatchObject({ code: 'job_stopped', submission: 'unknown' });
    expect(job.getSnapshot()).toMatchObject({ phase: 'stopped', ref: undefined });
    const { signal } = fetch.mock.calls[0]![1];
    expect(signal?.aborted).toBe(false);

    const told = vi.fn<() => void>();
    job.subscribe(told);
    answer(fixture('bria/submit.accepted.json'), 202);
    await clock.advance(60_000);
    await expect(job.accepted()).resolves.toEqual({ ...BRIA_REF, acceptedAt: 100 });
    expect(job.getSnapshot()).toMatchObject({ phase: 'stopped', ref: { requestId: BRIA_REF.requestId } });
    expect([told.mock.calls.length, fetch.mock.calls.length, clock.pendingTimers]).toEqual([1, 1, 0]);
  });

  it('while the POST is under way stays a stop when that fails, and repeats nothing', async () => {
    const { fetch, answer } = heldFetch();
    const { clock, client } = briaClient([], { fetch });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(100);
    job.stop();
    answer('', 429);
    await clock.advance(120_000);
    expect(job.getSnapshot()).toMatchObject({ phase: 'stopped', ref: undefined });
    expect([fetch.mock.calls.length, clock.pendingTimers]).toEqual([1, 0]);
  });

  it('between two polls is the last of them', async () => {
    const { clock, client, methods } = briaClient([ACCEPTED, IN_PROGRESS]);
    const job = client.submit(image.removeBackground, input);
    await clock.advance(1_200);
    job.stop();
    expect(clock.pendingTimers).toBe(0);
    await expect(job.result()).rejects.toMatchObject({
      code: 'job_stopped',
      jobId: BRIA_REF.requestId,
      submission: 'accepted',
      endpoint: BRIA_REF.endpoint,
    });
    await clock.advance(60_000);
    expect(methods()).toBe('POST GET');
  });

  it('during a poll cuts it at once', async () => {
    const { fetch, answer } = heldFetch();
    const { clock, client } = briaClient([], { fetch });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(0);
    answer(fixture('bria/submit.accepted.json'), 202);
    await clock.advance(1_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    job.stop();
    expect(fetch.mock.calls[1]![1].signal?.aborted).toBe(true);
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
    expect(job.getSnapshot()).toMatchObject({ phase: 'stopped', ref: { requestId: BRIA_REF.requestId } });
  });

  it('while your host takes the picture tells it so, and sends nothing', async () => {
    const aborted = vi.fn<() => void>();
    const { clock, client, requests } = pixazoClient([], {
      host: (_, signal) => new Promise(() => signal.addEventListener('abort', aborted, { once: true })),
    });
    const job = client.submit(pixazoImage.removeBackground, { image_url: Buffer.from(TINY_PNG, 'base64') });
    await clock.advance(0);
    job.stop();
    expect(aborted).toHaveBeenCalledOnce();
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it('after the end changes nothing', async () => {
    const { clock, client } = briaClient([ACCEPTED, COMPLETED]);
    const job = client.submit(image.removeBackground, input);
    await clock.runUntil(job.result());
    const ended = job.getSnapshot();
    job.stop();
    expect(job.getSnapshot()).toBe(ended);
  });
});

describe('the signal of a submit', () => {
  it('stops the job, and keeps no listener of ours', async () => {
    const { clock, client } = briaClient([ACCEPTED, IN_PROGRESS]);
    const controller = new AbortController();
    const { signal } = controller;
    const job = client.submit(image.removeBackground, input, { signal });
    await clock.advance(1_200);
    controller.abort();
    expect(job.getSnapshot().phase).toBe('stopped');
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });

  it('sends nothing when it has aborted before', async () => {
    const { clock, client, requests } = briaClient([ACCEPTED]);
    const job = client.submit(image.removeBackground, input, { signal: AbortSignal.abort() });
    expect(job.getSnapshot().phase).toBe('stopped');
    await clock.advance(60_000);
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it.for([
    ['success', [ACCEPTED, COMPLETED]],
    ['failure', [ACCEPTED, { body: fixture('bria/status.error.json') }]],
    ['refusal', [{ status: 402 }]],
  ] as const)('is let go of after a %s', async ([, answers]) => {
    const { clock, client } = briaClient(answers);
    const { signal } = new AbortController();
    const job = client.submit(image.removeBackground, input, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await clock.runUntil(job.result().catch(() => {}));
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });
});
