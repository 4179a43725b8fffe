import { expect, it, vi } from 'vitest';
import { ACCEPTED, COMPLETED, IN_PROGRESS, PICTURE, TOKEN } from '../../test/client.ts';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { bria, image, product } from '../bria.ts';
import type { Clock } from '../primitives/clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createInspectedClient, type ClientEvent } from './inspected-client.ts';

const remove = image.removeBackground;
const input = { image: PICTURE };

function setUp(answers: readonly ScriptedAnswer[], plan = 60) {
  const clock = virtualClock(0);
  const { fetch } = scriptedTransport(...answers);
  const provider = bria({ apiToken: TOKEN, plan });
  const client = createInspectedClient({ provider, fetch, clock, random: () => 0.5 });
  const events: ClientEvent[] = [];
  const stop = client.onEvent((event) => events.push(event));
  const inBrief = () =>
    events.map((event) => {
      if (event.type === 'job-changed') return `${event.at} ${event.phase}`;
      if (event.type === 'request-ended') return `${event.at} ${event.method} ${event.status}`;
      if (event.type === 'poll-planned') return `${event.at} poll at ${event.dueAt}`;
      return `${event.at} ${event.type}`;
    });
  return { clock, client, events, inBrief, stop };
}

it('tells of every decision, in order: what was sent, when a job is asked about, and what became of it', async () => {
  const { clock, client, inBrief } = setUp([ACCEPTED, IN_PROGRESS, COMPLETED]);
  await clock.runUntil(client.run(remove, input));
  await clock.advance(0);
  expect(inBrief()).toEqual([
    '0 submitting',
    '0 POST 202',
    '0 poll at 1000',
    '0 running',
    '1000 poll-chosen',
    '1000 GET 200',
    '1000 poll at 2500',
    '1000 running',
    '2500 poll-chosen',
    '2500 GET 200',
    '2500 succeeded',
  ]);
});

it('says why a job waits, until when, and what is left of each limit', async () => {
  const { clock, client } = setUp(
    [{ status: 429, headers: { 'retry-after': '20' } }, ACCEPTED, IN_PROGRESS],
    3,
  );
  const [first, second] = [client.submit(remove, input), client.submit(remove, input)];
  await clock.advance(0);
  const [waiting] = client.inspect().jobs;
  expect(waiting).toMatchObject({ phase: 'waiting', waitReason: 'rate-limit', untilAt: 20_000 });
  const bucketOf = (name: string) => client.inspect().buckets.find(({ bucket }) => bucket === name);
  expect(bucketOf(remove.id)).toMatchObject({ limit: 3, free: 0, pausedUntil: 20_000, polled: 0 });
  await clock.advance(500);
  expect(client.inspect().jobs[1]).toMatchObject({ phase: 'running', requestId: BRIA_JOB, dueAt: 10_000 });
  expect(bucketOf('status')).toMatchObject({ limit: 3, learnedLimit: 3, free: 3, polled: 1 });
  await clock.advance(9_600);
  expect(bucketOf('status')).toMatchObject({ free: 2, refillsAt: 70_000 });
  first.stop();
  second.stop();
});

it('has a budget to subscribe to, that changes when places are taken and when they fall free', async () => {
  const { clock, client } = setUp([ACCEPTED, IN_PROGRESS], 2);
  const free: number[] = [];
  const stop = client.budget.subscribe(() => {
    free.push(client.budget.getSnapshot().find(({ bucket }) => bucket === remove.id)?.free ?? NaN);
    expect(client.budget.getSnapshot()).toBe(client.budget.getSnapshot());
  });
  const job = client.submit(remove, input);
  await clock.advance(0);
  job.stop();
  await clock.advance(61_000);
  expect(free).toEqual([1, 1, 2]);
  stop();
  expect(clock.pendingTimers).toBe(0);
});

it('tells when the wallet is found empty, and when it is said to be topped up', async () => {
  const { clock, client, events } = setUp([{ status: 402, body: { message: 'no credits' } }]);
  await clock.runUntil(client.run(remove, input).catch(() => {}));
  await clock.advance(0);
  expect(events.filter(({ type }) => type === 'balance-changed')).toEqual([
    { type: 'balance-changed', at: 0, isEmpty: true },
  ]);
  expect(client.inspect().balance).toEqual({ isEmpty: true });

  client.balance.reopen();
  await clock.advance(0);
  expect(events.at(-1)).toEqual({ type: 'balance-changed', at: 0, isEmpty: false });
  expect(client.balance.isEmpty).toBe(false);
});

it('shows nothing that is secret or the job’s own: no token, no input, no link', async () => {
  const { clock, client, events } = setUp([ACCEPTED, IN_PROGRESS, COMPLETED]);
  const job = client.submit(remove, { image: 'https://private.example/face.jpg?sig=1' });
  await clock.runUntil(job.result());
  await clock.advance(0);
  const shown = JSON.stringify([events, client.inspect()]);
  expect(shown).not.toMatch(new RegExp(`${TOKEN}|private\\.example|image_url`));
  expect(shown).toContain(BRIA_JOB);
});

it('shows no link of a placeholder job, whose name is its links', async () => {
  const link = 'https://storage.example.com/a.jpeg?sig=1';
  const links = { body: { result: [[link, '1', 'a.jpeg']] } };
  const { clock, client, events } = setUp([links, { status: 404 }, { body: 'picture' }]);
  const job = client.submit(product.lifestyleShotByText, {
    image_url: PICTURE,
    scene_description: 'a table',
  });
  await clock.advance(500);
  expect(client.inspect().jobs).toMatchObject([{ requestId: '(links)', dueAt: 1_000 }]);
  await clock.runUntil(job.result());
  await clock.advance(0);
  expect(events.map(({ type }) => type)).toContain('poll-chosen');
  expect(JSON.stringify([events, client.inspect()])).not.toContain('storage.example.com');
});

it('bears that a listener of its budget is taken away twice', async () => {
  const { clock, client } = setUp([ACCEPTED, IN_PROGRESS]);
  const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const stop = client.budget.subscribe(one);
  client.budget.subscribe(other);
  stop();
  stop();
  const job = client.submit(remove, input);
  await clock.advance(0);
  job.stop();
  other.mockClear();
  await clock.advance(61_000);
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([0, 1]);
});

it('is stopped by who listens, and bears a listener that throws', async () => {
  const { clock, client, events, stop } = setUp([ACCEPTED, COMPLETED]);
  stop();
  await clock.runUntil(client.run(remove, input));
  await clock.advance(0);
  expect(events).toEqual([]);
});

it.for([true, false])(
  'shows what is left though the clock was set back and nothing was sent since, subscribed to: %s',
  async (isSubscribed) => {
    const inner = virtualClock(0);
    let aheadMs = 7_200_000;
    const clock: Clock = {
      now: () => inner.now() + aheadMs,
      setTimer: (...timer) => inner.setTimer(...timer),
    };
    const { fetch } = scriptedTransport({ body: fixture('bria/submit.sync-completed.json') });
    const client = createInspectedClient({ provider: bria({ apiToken: TOKEN, plan: 2 }), fetch, clock });
    const left = () => client.budget.getSnapshot().find(({ bucket }) => bucket === remove.id);
    const stop = isSubscribed ? client.budget.subscribe(() => {}) : () => {};
    await inner.runUntil(client.run(remove, input));
    expect(left()).toMatchObject({ free: 1 });
    aheadMs = 0;
    expect(client.inspect().buckets.at(-1)!.refillsAt! - clock.now()).toBeLessThanOrEqual(60_000);
    await inner.advance(61_000);
    expect(left()).toMatchObject({ free: 2, refillsAt: undefined });
    stop();
    expect(inner.pendingTimers).toBe(0);
  },
);
