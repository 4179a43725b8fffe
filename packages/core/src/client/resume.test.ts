import { expect, it } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  pixazoClient,
  PIXAZO_ANSWERS,
  PIXAZO_LINK,
  PIXAZO_REF,
  RESULT,
  TOKEN,
} from '../../test/client.ts';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { bria, image } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createClient } from './client.ts';
import type { Job } from './job.ts';

const stored = JSON.stringify(BRIA_REF);

it('follows a job that another process submitted, and submits nothing', async () => {
  const { clock, client, methods } = briaClient([IN_PROGRESS, COMPLETED]);
  const job = client.resume(JSON.parse(stored) as JobRef, image.removeBackground);
  expect(job.endpoint).toBe(BRIA_REF.endpoint);
  expect(job.getSnapshot()).toMatchObject({ phase: 'queued', ref: BRIA_REF, polls: 0 });
  await expect(job.accepted()).resolves.toEqual(BRIA_REF);
  await expect(clock.runUntil(job.result())).resolves.toEqual(RESULT);
  expect(methods()).toBe('GET GET');
  expect(clock.pendingTimers).toBe(0);
});

it('goes on where this process stopped', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, COMPLETED]);
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const ref = await clock.runUntil(job.accepted());
  job.stop();
  // Without its endpoint, as it is on the wire: when its picture expires is the endpoint's to know.
  const { expiresAt: _, ...onTheWire } = RESULT;
  await expect(clock.runUntil(client.resume(ref).result())).resolves.toEqual(onTheWire);
  expect(methods()).toBe('POST GET');
});

it('knows the age of the job, so that its progress does not begin anew', async () => {
  const { clock, client } = briaClient([IN_PROGRESS]);
  await clock.advance(6_000);
  const job = client.resume(BRIA_REF, image.removeBackground);
  await clock.advance(700);
  expect(job.getSnapshot()).toMatchObject({ etaMs: undefined, progress: expect.closeTo(0.83, 1) as number });
  job.stop();
});

it('gives the result as on the wire, where nobody says what was submitted', async () => {
  const { clock, client } = briaClient([
    { body: { request_id: BRIA_JOB, status: 'COMPLETED', result: { mask: 1 } } },
  ]);
  await expect(clock.runUntil(client.resume(BRIA_REF).result())).resolves.toEqual({ mask: 1 });
});

it('checks and maps the result, where somebody does', async () => {
  const { clock, client } = pixazoClient(PIXAZO_ANSWERS.slice(1));
  await expect(clock.runUntil(client.resume(PIXAZO_REF, removeBackground).result())).resolves.toEqual({
    image_url: PIXAZO_LINK,
  });
});

it('has one handle and one poller, however often it is resumed', async () => {
  const { clock, client, methods } = briaClient([IN_PROGRESS, COMPLETED]);
  const job = client.resume(BRIA_REF, image.removeBackground);
  expect(client.resume(JSON.parse(stored) as JobRef, image.removeBackground)).toBe(job);
  await clock.runUntil(job.result());
  expect(methods()).toBe('GET GET');

  // What has ended is asked for afresh.
  const again = client.resume(BRIA_REF, image.removeBackground);
  expect(again).not.toBe(job);
  await clock.runUntil(again.result());
  expect(methods()).toBe('GET GET GET');
});

it.for<readonly [string, object]>([
  ['of another provider', PIXAZO_REF],
  ['that is none', {}],
])('refuses a ref %s', ([, ref]) => {
  const { clock, client } = briaClient([]);
  expect(() => client.resume(ref as JobRef)).toThrow(TypeError);
  expect(clock.pendingTimers).toBe(0);
});

it('keeps a ref that was tampered with below the status path', async () => {
  const { clock, client, requests } = briaClient([
    { status: 404, body: fixture('bria/status.not-found.json') },
  ]);
  const job = client.resume({ ...BRIA_REF, requestId: '../../v1/tokens?x=' });
  await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'job_not_found' });
  expect(new Set(requests.map(({ url }) => url))).toEqual(
    new Set(['https://engine.prod.bria-api.com/v2/status/..%2F..%2Fv1%2Ftokens%3Fx%3D']),
  );
});

it('takes a ref that was kept by hand, without its instant, and harms nobody with it', async () => {
  const { clock, client } = briaClient([IN_PROGRESS, ACCEPTED, COMPLETED, COMPLETED], {
    pacing: adaptivePacing(),
  });
  const kept = client.resume(
    { ...BRIA_REF, acceptedAt: undefined } as unknown as JobRef,
    image.removeBackground,
  );
  await clock.advance(100);
  expect(kept.getSnapshot()).toMatchObject({
    ref: { acceptedAt: 0 },
    progress: expect.any(Number) as number,
  });
  const other = client.submit(image.removeBackground, { image: PICTURE });
  await clock.runUntil(other.result());
});

it('follows afresh a job that a listener takes up again in the moment in which it is stopped', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, COMPLETED]);
  const stopped = client.submit(image.removeBackground, { image: PICTURE });
  const ref = await clock.runUntil(stopped.accepted());
  const again: Job[] = [];
  stopped.subscribe(() => again.push(client.resume(ref, image.removeBackground)));
  stopped.stop();
  // The end of the one is not that of the other.
  expect(client.resume(ref)).toBe(again[0]);
  await clock.runUntil(again[0]!.result());
  expect([again.length, methods(), clock.pendingTimers]).toEqual([1, 'POST GET', 0]);
});

it('keeps the one that was submitted known, when one that was resumed before its answer is stopped', async () => {
  const clock = virtualClock(0);
  let answer: () => void = () => {};
  const client = createClient({
    provider: bria({ apiToken: TOKEN }),
    clock,
    async fetch() {
      await new Promise<void>((resolve) => (answer = resolve));
      return new Response(fixture('bria/submit.accepted.json'));
    },
  });
  const own = client.submit(image.removeBackground, { image: PICTURE });
  await clock.advance(0);
  const answerSubmit = answer;
  const other = client.resume(BRIA_REF, image.removeBackground);
  answerSubmit();
  await clock.advance(0);
  other.stop();
  expect(client.resume(BRIA_REF)).toBe(own);
  expect(client.deliver({ requestId: BRIA_JOB, body: fixture('bria/status.completed.json') })).toBe(true);
  expect(own.getSnapshot().phase).toBe('succeeded');
});

it('bears a name that no path can carry, and no other job pays for it', async () => {
  const { clock, client } = briaClient([COMPLETED], { provider: bria({ apiToken: TOKEN, plan: 2 }) });
  const odd = client.resume({ ...BRIA_REF, requestId: '\ud800' });
  await clock.advance(300_000);
  odd.stop();
  await clock.advance(60_000);
  await expect(clock.runUntil(client.resume(BRIA_REF).result(), 1_000)).resolves.toBeDefined();
});

it('gives a listener that resumes the job it is told of the same handle', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, COMPLETED]);
  const job = client.submit(image.removeBackground, { image: PICTURE });
  let again: unknown;
  job.subscribe(() => {
    const state = job.getSnapshot();
    if (state.phase === 'running') again ??= client.resume(state.ref, image.removeBackground);
  });
  await clock.runUntil(job.result());
  expect(again).toBe(job);
  expect(methods()).toBe('POST GET');
});
