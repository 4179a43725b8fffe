import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  RESULT,
} from '../../test/client.ts';
import { fixture } from '../../test/fixture.ts';
import { image } from '../bria.ts';
import { JobWaitTimeoutError } from '../errors/job-wait-timeout-error.ts';
import type { JobState } from '../job/job-state.ts';
import { submitted } from '../job/transition.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { createJob } from './job.ts';

const FAILED = { body: fixture('bria/status.error.json') };

function setUp(answers: readonly ScriptedAnswer[] = [ACCEPTED, IN_PROGRESS, COMPLETED]) {
  const { clock, client, methods } = briaClient(answers);
  return { clock, methods, job: client.submit(image.removeBackground, { image: PICTURE }) };
}

it('is not thenable: an await must not become a wait', async () => {
  const { job } = setUp(['hang']);
  expect('then' in job).toBe(false);
  const passedThrough = (async () => job)();
  expect(await passedThrough).toBe(job);
  job.stop();
});

it('goes through its phases, and says where it stands', async () => {
  const { clock, job } = setUp();
  expect(job.endpoint).toBe('image/edit/remove_background');
  expect(job.getSnapshot()).toEqual({ phase: 'submitting' });
  await clock.advance(0);
  expect(job.getSnapshot()).toEqual({
    phase: 'running',
    ref: BRIA_REF,
    status: 'IN_PROGRESS',
    progress: 0,
    etaMs: 6_000,
    polls: 1,
    misses: 0,
    doubts: 0,
  });
  await clock.advance(1_000);
  expect(job.getSnapshot()).toMatchObject({ phase: 'running', polls: 2, etaMs: 5_000 });
  await clock.advance(1_500);
  expect(job.getSnapshot()).toEqual({ phase: 'succeeded', ref: BRIA_REF, result: RESULT });
});

it('gives the same snapshot until something changes, and tells its listeners when it does', async () => {
  const { clock, job } = setUp();
  const phases: string[] = [];
  const stopListening = job.subscribe(() => phases.push(job.getSnapshot().phase));
  const early = job.getSnapshot();
  expect(job.getSnapshot()).toBe(early);
  await clock.runUntil(job.result());
  expect(phases).toEqual(['running', 'running', 'succeeded']);
  expect(job.getSnapshot()).toBe(job.getSnapshot());
  stopListening();
});

it('tells nobody any more who has unsubscribed', async () => {
  const { clock, job } = setUp();
  const listener = vi.fn<() => void>();
  job.subscribe(listener)();
  await clock.runUntil(job.result());
  expect(listener).not.toHaveBeenCalled();
});

it('bears a listener that stops it', async () => {
  const { clock, job, methods } = setUp();
  job.subscribe(() => job.stop());
  await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'job_stopped' });
  await clock.advance(60_000);
  expect([methods(), clock.pendingTimers]).toEqual(['POST', 0]);
});

describe('result', () => {
  it('may be asked for by many, before and after the end', async () => {
    const { clock, job } = setUp();
    const results = await clock.runUntil(Promise.all([job.result(), job.result()]));
    expect([...results, await job.result()]).toEqual([RESULT, RESULT, RESULT]);
  });

  it('throws what the job failed of, each time', async () => {
    const { clock, job } = setUp([ACCEPTED, FAILED]);
    await expect(clock.runUntil(job.result())).rejects.toMatchObject({
      code: 'job_failed',
      jobId: BRIA_REF.requestId,
    });
    await expect(job.result()).rejects.toMatchObject({ code: 'job_failed' });
  });

  it('leaves no listener and no timer of its own, however it ends', async () => {
    const { clock, job } = setUp();
    const controller = new AbortController();
    await clock.runUntil(job.result({ signal: controller.signal, timeoutMs: 60_000 }));
    expect([clock.pendingTimers, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0]);
  });

  it('is a wait that an abort ends at once, with its reason; the job goes on', async () => {
    const { clock, job } = setUp();
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = job.result({ signal }).catch((reason: unknown) => reason);
    await clock.advance(500);
    controller.abort('enough');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(await outcome).toBe('enough');
    await expect(clock.runUntil(job.result())).resolves.toEqual(RESULT);
  });

  it('is a wait that ends in time, and hands on the job, which does not', async () => {
    const { clock, job } = setUp();
    const error = await clock.runUntil(job.result({ timeoutMs: 2_000 }).catch((thrown: unknown) => thrown));
    expect(error).toBeInstanceOf(JobWaitTimeoutError);
    expect(error).toMatchObject({
      job,
      jobId: BRIA_REF.requestId,
      submission: 'accepted',
      endpoint: job.endpoint,
    });
    expect(clock.now()).toBe(2_000);
    await expect(clock.runUntil((error as JobWaitTimeoutError<typeof job>).job.result())).resolves.toEqual(
      RESULT,
    );
  });

  it('does not wait at all in no time', async () => {
    const { clock, job } = setUp(['hang']);
    const noTime = job.result({ timeoutMs: 0 }).catch((thrown: unknown) => thrown);
    await clock.advance(0);
    expect(await noTime).toMatchObject({ code: 'job_wait_timeout', submission: 'unknown' });
    job.stop();
  });

  it('is never discarded for a deadline: an answer that is there is given', async () => {
    const { clock, job } = setUp();
    await clock.runUntil(job.result());
    await expect(job.result({ timeoutMs: 0 })).resolves.toEqual(RESULT);
    // An answer and the deadline in the same instant: whoever comes first, the job has its result.
    const late = setUp();
    await late.clock.advance(0);
    const sameInstant = late.job
      .result({ timeoutMs: 2_500 })
      .catch((error: JobWaitTimeoutError<typeof late.job>) => error.job.result());
    await expect(late.clock.runUntil(sameInstant)).resolves.toEqual(RESULT);
  });
});

describe('accepted', () => {
  it('gives all that resuming needs, as plain JSON, as soon as the provider has the job', async () => {
    const { clock, job, methods } = setUp();
    const ref = await clock.runUntil(job.accepted());
    expect(ref).toEqual(BRIA_REF);
    expect(JSON.parse(JSON.stringify(ref))).toEqual(ref);
    expect(methods()).toBe('POST');
    job.stop();
    await expect(job.accepted()).resolves.toEqual(ref);
  });

  it('throws what the submit failed of', async () => {
    const { clock, job } = setUp([{ status: 401, body: { message: 'no' } }]);
    await expect(clock.runUntil(job.accepted())).rejects.toMatchObject({
      code: 'authentication',
      submission: 'rejected',
    });
  });

  it('gives the ref of a job that was accepted and failed', async () => {
    const { clock, job } = setUp([FAILED]);
    await expect(clock.runUntil(job.accepted())).resolves.toEqual(BRIA_REF);
  });
});

describe('iteration', () => {
  it('yields the state now and after each change, the last one included', async () => {
    const { clock, job } = setUp();
    const states: JobState[] = [];
    const iterated = (async () => {
      for await (const state of job) states.push(state);
    })();
    await clock.runUntil(iterated);
    expect(states.map(({ phase }) => phase)).toEqual(['submitting', 'running', 'running', 'succeeded']);
  });

  it('skips to the newest for a slow reader', async () => {
    const { clock, job } = setUp();
    const iterator = job[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ phase: 'submitting' });
    await clock.runUntil(job.result());
    expect((await iterator.next()).value).toMatchObject({ phase: 'succeeded' });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('yields a failure as a state, and does not throw', async () => {
    const { clock, job } = setUp([ACCEPTED, FAILED]);
    await clock.runUntil(job.result().catch(() => {}));
    const states: JobState[] = [];
    for await (const state of job) states.push(state);
    expect(states).toMatchObject([{ phase: 'failed' }]);
  });
});

it('leaves no listener and no timer behind, however a wait ends', async () => {
  const clock = virtualClock(0);
  const work = {
    endpoint: image.removeBackground,
    state: submitted[0],
    listeners: [],
  } as unknown as JobAtWork;
  const job = createJob({ clock } as unknown as Engine, work);
  work.job = job;
  const controller = new AbortController();
  const waits = [
    job.result({ timeoutMs: 1_000 }),
    job.accepted({ signal: controller.signal, timeoutMs: 9_000 }),
  ];
  const settled = Promise.allSettled(waits);
  expect([work.listeners.length, clock.pendingTimers]).toEqual([2, 2]);
  controller.abort();
  await clock.advance(1_000);
  await settled;
  expect([work.listeners.length, clock.pendingTimers]).toEqual([0, 0]);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
