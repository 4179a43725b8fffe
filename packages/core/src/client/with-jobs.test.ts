import { expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  lateReply,
  PICTURE,
  RESULT,
} from '../../test/client.ts';
import { image } from '../bria.ts';
import { memoryJournal } from '../journal.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { withBatches } from './with-batches.ts';
import { withJobs } from './with-jobs.ts';
import { withJournal } from './with-journal.ts';

const remove = image.removeBackground;
const input = { image: PICTURE };

it('lists whatever the client follows, once, however it was begun', async () => {
  const { clock, client: plain } = briaClient([ACCEPTED, COMPLETED]);
  const client = withBatches(withJobs(plain));
  const listener = vi.fn<() => void>();
  const stop = client.jobs.subscribe(listener);
  const none = client.jobs.getSnapshot();
  expect([none, client.jobs.getSnapshot()]).toEqual([[], none]);
  const job = client.submit(remove, input);
  expect(client.jobs.getSnapshot()).toEqual([job]);
  expect(client.jobs.getSnapshot()).toBe(client.jobs.getSnapshot());
  await clock.runUntil(job.accepted());
  expect(client.resume(BRIA_REF, remove)).toBe(job);
  await expect(clock.runUntil(client.run(remove, input))).resolves.toEqual(RESULT);
  for await (const item of client.batch(remove, [input])) expect(item.status).toBe('ok');
  expect(client.jobs.getSnapshot()).toHaveLength(3);
  expect(listener).toHaveBeenCalledTimes(3);
  stop();
});

it('lists what earlier lives of the page have begun, when it is resumed', async () => {
  const journal = memoryJournal();
  await journal.put('bria:x', JSON.stringify({ v: 1, ref: BRIA_REF, label: 'row 7' }));
  const { client: plain } = briaClient([IN_PROGRESS]);
  const client = withJobs(withJournal(plain, journal));
  const [job] = await client.resumePending();
  expect(job!.label).toBe('row 7');
  expect(client.jobs.getSnapshot()).toEqual([job]);
  job!.stop();
});

it('forgets all but the last 100 that have ended, and none that goes on', async () => {
  const { clock, client: plain } = briaClient([ACCEPTED]);
  const client = withJobs(plain);
  const first = client.submit(remove, input);
  await clock.runUntil(first.accepted());
  for (let count = 0; count < 150; count++) client.submit(remove, { image: '' });
  await clock.advance(0);
  client.submit(remove, { image: '' });
  const jobs = client.jobs.getSnapshot();
  expect([jobs[0] === first, jobs.length]).toEqual([true, 102]);
  first.stop();
});

it('takes no longer for each job when there are many', async () => {
  const { client: plain } = briaClient([ACCEPTED]);
  const job = { ...plain.submit(remove, input) };
  const peek = vi.fn<typeof job.getSnapshot>(job.getSnapshot);
  const client = withJobs({
    ...plain,
    submit: (() => ({ ...job, getSnapshot: peek })) as unknown as typeof plain.submit,
  });
  for (let count = 0; count < 1_000; count++) client.submit(remove, input);
  expect([client.jobs.getSnapshot().length, peek.mock.calls.length]).toEqual([1_000, 1_000]);
  job.stop();
});

it('stops a job whose wait was aborted, as without the list', async () => {
  const { clock, client: plain } = briaClient([ACCEPTED, IN_PROGRESS]);
  const client = withJobs(plain);
  const controller = new AbortController();
  const outcome = client.run(remove, input, { signal: controller.signal }).catch((reason: unknown) => reason);
  await clock.advance(2_000);
  controller.abort('enough');
  expect(await outcome).toBe('enough');
  expect([client.jobs.getSnapshot()[0]!.getSnapshot().phase, clock.pendingTimers]).toEqual(['stopped', 0]);
});

it('counts once a job that is told of again after its end, by the answer to its submit', async () => {
  const clock = virtualClock(0);
  const { client: plain } = briaClient([ACCEPTED], { clock, layers: [lateReply(clock, 1_000)] });
  const client = withJobs(plain);
  const stopped = client.submit(remove, input);
  await clock.advance(500);
  stopped.stop();
  await clock.advance(1_000);
  await expect(stopped.accepted()).resolves.toMatchObject({ requestId: BRIA_REF.requestId });
  for (let count = 0; count < 99; count++) client.submit(remove, { image: '' });
  await clock.advance(0);
  client.submit(remove, { image: '' });
  expect(client.jobs.getSnapshot()).toHaveLength(101);
});
