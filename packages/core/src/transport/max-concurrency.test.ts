import { expect, it, vi } from 'vitest';
import { batchWorld, picture } from '../../test/batch-world.ts';
import { ACCEPTED, briaClient, COMPLETED, PICTURE } from '../../test/client.ts';
import { createClient } from '../client/client.ts';
import { bria, image } from '../bria.ts';
import { maxConcurrency } from './max-concurrency.ts';
import type { HttpReply, HttpRequest } from './transport.ts';

function setUp(limit: number) {
  const { clock, answerTo, submits } = batchWorld();
  const provider = bria({ apiToken: 'a-token', plan: 1_000, statusCounts: false });
  const client = createClient({ provider, fetch: answerTo, clock, submitLayers: [maxConcurrency(limit)] });
  const submit = (index: number, priority = 0) =>
    client.submit(image.removeBackground, picture(index), { priority });
  return { clock, submit, submits };
}

it('holds back what is more than that, until a job has ended', async () => {
  const { clock, submit, submits } = setUp(2);
  const jobs = [0, 1, 2, 3].map((index) => submit(index));
  await clock.advance(0);
  expect(submits).toEqual([0, 1]);
  expect(jobs[2]!.getSnapshot()).toEqual({
    phase: 'waiting',
    waitReason: 'concurrency',
    untilAt: undefined,
  });
  await clock.runUntil(jobs[0]!.result());
  await clock.advance(0);
  expect(submits).toEqual([0, 1, 2, 3]);
  await clock.runUntil(Promise.all(jobs.map((job) => job.result())));
  expect(clock.pendingTimers).toBe(0);
});

it('sends by priority, and then in order', async () => {
  const { clock, submit, submits } = setUp(1);
  const jobs = [submit(0), submit(1), submit(2, 5), submit(3), submit(4, 9)];
  await clock.runUntil(Promise.all(jobs.map((job) => job.result())));
  expect(submits).toEqual([0, 4, 2, 1, 3]);
});

it('gives the place of a job that is stopped, refused or never sent to the next', async () => {
  const { clock, submit, submits } = setUp(1);
  const jobs = [submit(0), submit(1), submit(2)];
  await clock.advance(0);
  jobs[1]!.stop();
  jobs[0]!.stop();
  await clock.advance(0);
  expect(submits).toEqual([0, 2]);
  const refusing = briaClient([{ status: 422 }], { submitLayers: [maxConcurrency(1)] });
  for (let times = 0; times < 3; times++)
    await expect(
      refusing.clock.runUntil(refusing.client.run(image.removeBackground, { image: PICTURE })),
    ).rejects.toMatchObject({ code: 'input' });
});

it('keeps the place of a job under way when the wallet turns out to be empty', async () => {
  const { clock, client } = briaClient([ACCEPTED, { status: 402 }, ACCEPTED], {
    submitLayers: [maxConcurrency(2)],
  });
  const submit = () => client.submit(image.removeBackground, { image: PICTURE });
  const underWay = submit();
  await clock.advance(0);
  submit();
  await clock.advance(0);
  expect([underWay.getSnapshot().phase, client.balance.isEmpty]).toEqual(['running', true]);
  client.balance.reopen();
  const jobs = [submit(), submit()];
  await clock.advance(0);
  expect(jobs.map((job) => job.getSnapshot())).toMatchObject([
    { phase: 'running' },
    { phase: 'waiting', waitReason: 'concurrency' },
  ]);
  for (const job of [underWay, ...jobs]) job.stop();
});

it.for([0, -1, 1.5, NaN])('is no such number: %d', (limit) => {
  expect(() => maxConcurrency(limit)).toThrow(RangeError);
});

it('keeps no place for one that is stopped by a listener in the moment in which it is held', async () => {
  const { clock, client } = briaClient([ACCEPTED, ACCEPTED, COMPLETED], {
    submitLayers: [maxConcurrency(1)],
  });
  const submit = () => client.submit(image.removeBackground, { image: PICTURE });
  const underWay = submit();
  await clock.advance(0);
  const held = submit();
  held.subscribe(() => {
    if (held.getSnapshot().phase !== 'waiting') return;
    held.stop();
    underWay.stop();
  });
  await clock.advance(0);
  const next = submit();
  await clock.runUntil(next.result());
  expect([underWay, held].map((job) => job.getSnapshot().phase)).toEqual(['stopped', 'stopped']);
});

it('gets one place back, not two, of a job that its own listener stops', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED], { submitLayers: [maxConcurrency(1)] });
  const submit = () => client.submit(image.removeBackground, { image: PICTURE });
  const stopped = submit();
  stopped.subscribe(() => {
    if (stopped.getSnapshot().phase === 'running') stopped.stop();
  });
  await clock.advance(0);
  const jobs = [submit(), submit()];
  await clock.advance(0);
  expect(jobs.map((job) => job.getSnapshot().phase)).toEqual(['running', 'waiting']);
  expect(methods()).toBe('POST POST');
  for (const job of jobs) job.stop();
});

it('keeps to its number and leaves nothing behind while the wallet calls off a whole line', async () => {
  const { clock, client, methods } = briaClient([{ status: 402 }, ACCEPTED, ACCEPTED], {
    submitLayers: [maxConcurrency(1)],
  });
  const submit = (priority = 0) => client.submit(image.removeBackground, { image: PICTURE }, { priority });
  const refused = [submit(), submit(5), submit(-5), submit(5)];
  await clock.advance(0);
  expect(refused.map((job) => job.getSnapshot())).toMatchObject([
    { error: { submission: 'rejected' } },
    { error: { submission: 'not-sent' } },
    { error: { submission: 'not-sent' } },
    { error: { submission: 'not-sent' } },
  ]);
  client.balance.reopen();
  const jobs = [submit(), submit()];
  await clock.advance(0);
  expect(jobs.map((job) => job.getSnapshot().phase)).toEqual(['running', 'waiting']);
  for (const job of jobs) job.stop();
  await clock.advance(0);
  expect([methods(), clock.pendingTimers]).toEqual(['POST POST', 0]);
});

it('holds nobody for whom there is a place, and has it back when nobody says when a job ends', async () => {
  const onHeld = vi.fn<() => void>();
  const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const reply: HttpReply = { status: 200, text: '', retryAfterMs: undefined, receivedAt: 0 };
  let answer: () => void = () => {};
  const transport = maxConcurrency(1)(async (_, { onSent }) => {
    onSent?.();
    await new Promise<void>((resolve) => (answer = resolve));
    return reply;
  });
  const request: HttpRequest = { method: 'POST', path: '/p', bucket: 'b', endpoint: 'e' };
  const first = transport(request, { onHeld, onSent: one });
  const second = transport(request, { onSent: other });
  await Promise.resolve();
  expect([onHeld.mock.calls.length, one.mock.calls.length, other.mock.calls.length]).toEqual([0, 1, 0]);
  answer();
  await first;
  await expect.poll(() => other).toHaveBeenCalledOnce();
  answer();
  await second;
});
