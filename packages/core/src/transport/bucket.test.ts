import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { NetworkError } from '../errors/network-error.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import type { Clock } from '../primitives/clock.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createBucket, type Traffic } from './bucket.ts';
import type { Exchange, HttpReply, HttpRequest } from './transport.ts';

const WINDOW_MS = 60_000;

const requestOf = (endpoint: string): HttpRequest => ({
  method: 'POST',
  path: '/p',
  bucket: 'edit',
  endpoint,
});

function bucketOf(
  limit: number,
  clock: Clock,
  next: (name: string) => Promise<Partial<HttpReply> | void>,
  ask: Traffic['ask'] = () => {},
) {
  const traffic: Traffic = {
    async next({ endpoint }) {
      const reply = await next(endpoint);
      return { status: 200, text: '', retryAfterMs: undefined, receivedAt: clock.now(), ...reply };
    },
    maxAttempts: 4,
    maxRetryAfterMs: 100_000,
    clock,
    time: () => clock.now(),
    ask,
    random: () => 0.5,
    held: new Set(),
  };
  return createBucket(steadyPacing({ limit, windowMs: WINDOW_MS }, 'edit'), traffic);
}

function setUp(limit: number) {
  const clock = virtualClock(0);
  const passed: string[] = [];
  const held: string[] = [];
  const answerMsOf = new Map<string, number>();
  /** What the next one that passes is refused for. */
  let refusalMs = 0;
  const bucket = bucketOf(limit, clock, async (name) => {
    if (refusalMs) {
      const retryAfterMs = refusalMs;
      refusalMs = 0;
      return { status: 429, retryAfterMs };
    }
    passed.push(`${name} at ${clock.now()}`);
    const answerMs = answerMsOf.get(name);
    if (answerMs) await new Promise<void>((resolve) => void clock.setTimer(resolve, answerMs));
    return {};
  });
  /** Sends, and is answered `answerMs` later. */
  const go = async (
    name: string,
    { answerMs = 0, signal }: { answerMs?: number; signal?: AbortSignal } = {},
  ) => {
    answerMsOf.set(name, answerMs);
    const onHeld: Exchange['onHeld'] = (waitReason, untilAt) =>
      void held.push(`${name} ${waitReason} ${untilAt}`);
    return bucket.send(requestOf(name), { signal, onHeld });
  };
  const refuse = (ms: number) => {
    refusalMs = ms;
  };
  return { clock, bucket, passed, held, go, refuse };
}

it('lets requests pass in the order in which they came, never more than the limit in a window', async () => {
  const { clock, passed, go } = setUp(2);
  const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => go(name)));
  await clock.runUntil(all);
  expect(passed).toEqual(['a at 0', 'b at 0', 'c at 60005', 'd at 60005', 'e at 120010']);
  expect(clock.pendingTimers).toBe(0);
});

it('counts from the answer, not from the sending', async () => {
  const { clock, passed, go } = setUp(1);
  await clock.runUntil(Promise.all([go('a', { answerMs: 8_000 }), go('b')]));
  expect(passed).toEqual(['a at 0', 'b at 68005']);
});

it('tells who is held why and until when, and again when that changes', async () => {
  const { clock, held, go } = setUp(1);
  const all = Promise.all([go('a', { answerMs: 100 }), go('b')]);
  await clock.advance(0);
  expect(held).toEqual(['b rate-limit undefined']);
  await clock.advance(100);
  expect(held.slice(1)).toEqual(['b rate-limit 60105']);
  const late = go('c');
  expect(held.slice(2)).toEqual(['c rate-limit 60105']);
  await clock.runUntil(Promise.all([all, late]));
});

it('lets nobody pass while it is refused, and the one that was refused waits with the others', async () => {
  const { clock, passed, go, refuse } = setUp(5);
  refuse(10_000);
  const first = go('a');
  await clock.advance(0);
  await clock.runUntil(Promise.all([first, go('b')]));
  expect(passed).toEqual(['a at 10000', 'b at 10000']);
});

it('gives up the place in the queue, the timer and the listener with an abort, at once', async () => {
  const { clock, passed, go } = setUp(1);
  await go('before');
  const controller = new AbortController();
  const { signal } = controller;
  const outcome = go('first', { signal }).catch((reason: unknown) => reason);
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([1, 1]);
  controller.abort('enough');
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  expect(await outcome).toBe('enough');

  await clock.runUntil(go('second'));
  expect(passed).toEqual(['before at 0', 'second at 60005']);
});

it('holds one timer, however many wait', async () => {
  const { clock, go } = setUp(1);
  const all = Promise.all(['a', 'b', 'c', 'd'].map((name) => go(name)));
  await clock.advance(0);
  expect(clock.pendingTimers).toBe(1);
  await clock.runUntil(all);
});

it('bears a listener that calls off others while it is told', async () => {
  const clock = virtualClock(0);
  let answer: () => void = () => {};
  const bucket = bucketOf(1, clock, () => new Promise<void>((resolve) => (answer = resolve)));
  const first = bucket.send(requestOf('first'), {});
  await clock.advance(0);
  const controllers = ['a', 'b', 'c'].map(() => new AbortController());
  const waits = controllers.map(({ signal }) =>
    bucket.send(requestOf('later'), {
      signal,
      onHeld: (_, untilAt) => {
        if (untilAt) for (const controller of controllers) controller.abort('enough');
      },
    }),
  );
  const settled = Promise.allSettled(waits);
  answer();
  await first;
  expect(clock.pendingTimers).toBe(0);
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

it('holds 10 000 without overflowing the stack, and tells them news only, not each of every other', async () => {
  const clock = virtualClock(0);
  const bucket = bucketOf(1_000, clock, async () => {});
  let toldTimes = 0;
  const waits = Array.from({ length: 10_000 }, async () => {
    await bucket.send(requestOf('one'), { onHeld: () => toldTimes++ });
    return clock.now();
  });
  const passedAt = await clock.runUntil(Promise.all(waits));
  expect(passedAt.at(-1)).toBe(9 * (WINDOW_MS + 5));
  // In nine windows 9000, 8000 … wait, each of whom is told twice: that they wait, and until when. An answer
  // that changes nothing is told to the last one alone. If all were told each time, it would be 85 million.
  expect(toldTimes).toBeLessThan(100_000);
});

it('lets those with more priority go first, and others in the order in which they came', async () => {
  const clock = virtualClock(0);
  const passed: string[] = [];
  const bucket = bucketOf(1, clock, async (name) => void passed.push(name));
  const go = (name: string, priority?: number) => bucket.send(requestOf(name), { priority });
  await clock.runUntil(
    Promise.all([go('first'), go('low', -1), go('a'), go('b', 0), go('high', 5), go('higher', 7)]),
  );
  expect(passed).toEqual(['first', 'higher', 'high', 'a', 'b', 'low']);
});

it('tells who has just come that it is held, be it not the last in line', async () => {
  const clock = virtualClock(0);
  const bucket = bucketOf(1, clock, async () => {});
  const told: string[] = [];
  const go = (name: string, priority?: number) =>
    bucket.send(requestOf(name), { priority, onHeld: (_, untilAt) => void told.push(`${name} ${untilAt}`) });
  await go('first');
  const all = Promise.all([go('low', -1), go('high', 5), go('middle')]);
  expect(told).toEqual(['low 60005', 'high 60005', 'middle 60005']);
  await clock.runUntil(all);
});

it('takes turns between those in line and questions about jobs, where they share a limit', async () => {
  const clock = virtualClock(0);
  const passed: string[] = [];
  const pass = async (name: string) => void passed.push(name);
  const bucket = bucketOf(2, clock, pass, ({ ref: { requestId } }) => {
    passed.push(requestId);
    bucket.leave();
    add(requestId);
  });
  const policy = { minMs: 0, firstMs: 1, growth: 1, maxMs: 1 };
  const add = (requestId: string) => {
    const job = { endpoint: { id: 'e', typicalMs: 1 }, ref: { requestId }, policy };
    bucket.queue.add(job, { polls: 1, misses: 0 }, clock.now(), 0);
    bucket.pump();
  };
  add('x');
  add('y');
  const submits = ['a', 'b', 'c', 'd'].map((name) => bucket.send(requestOf(name), {}));
  await clock.runUntil(Promise.all(submits));
  // Neither starves the other; and a place that nobody in line wants is not kept for them.
  expect(passed).toEqual(['a', 'b', 'x', 'c', 'y', 'd']);
  expect(clock.pendingTimers).toBe(1);
});

it('tells the others until when they wait, though the first of them leaves when it is told', async () => {
  const clock = virtualClock(0);
  let answer: () => void = () => {};
  const bucket = bucketOf(1, clock, () => new Promise<void>((resolve) => (answer = resolve)));
  const first = bucket.send(requestOf('first'), {});
  const told: string[] = [];
  const controllers = ['a', 'b', 'c'].map((name) => {
    const controller = new AbortController();
    const { signal } = controller;
    const onHeld: Exchange['onHeld'] = (_, untilAt) => {
      if (untilAt) told.push(name);
      if (untilAt && name === 'a') controller.abort('enough');
    };
    bucket.send(requestOf(name), { signal, onHeld }).catch(() => {});
    return controller;
  });
  await clock.advance(0);
  answer();
  await first;
  expect(told).toEqual(['a', 'b', 'c']);
  for (const controller of controllers) controller.abort('enough');
});

/** What a lane is told by its bucket. */
function watchedBucket(answers: readonly (Partial<HttpReply> | Error)[]) {
  const clock = virtualClock(1_000);
  const { window, queue } = steadyPacing({ limit: 1, windowMs: WINDOW_MS }, 'edit');
  const settled: (number | undefined)[] = [];
  const held: number[] = [];
  const left = [...answers];
  const traffic: Traffic = {
    async next() {
      const answer = left.shift() ?? {};
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 100));
      if (answer instanceof Error) throw answer;
      return { status: 200, text: '', retryAfterMs: undefined, receivedAt: clock.now(), ...answer };
    },
    maxAttempts: 4,
    maxRetryAfterMs: 100_000,
    clock,
    time: () => clock.now(),
    ask: () => {},
    random: () => 0.5,
    held: new Set(),
  };
  const bucket = createBucket(
    {
      window: { ...window, settled: (now, at) => (settled.push(at), window.settled(now, at)) },
      queue: {
        ...queue,
        nextAt: (now, heldSubmits) => (held.push(heldSubmits), queue.nextAt(now, heldSubmits)),
      },
    },
    traffic,
  );
  return { clock, bucket, settled, held };
}

it('tells its window when a refused request had left, and of no other', async () => {
  const unsent = new NetworkError({ submission: 'not-sent' });
  const { clock, bucket, settled } = watchedBucket([{ status: 429 }, unsent, {}]);
  await clock.runUntil(bucket.send(requestOf('one'), {}));
  expect(settled).toEqual([1_000, undefined, undefined]);
});

it('tells its queue how many wait for their turn, and forgets who has passed or left', async () => {
  const { clock, bucket, held } = watchedBucket([]);
  const controller = new AbortController();
  const { signal } = controller;
  const all = [bucket.send(requestOf('one'), {}), bucket.send(requestOf('two'), {})];
  bucket.send(requestOf('three'), { signal }).catch(() => {});
  expect(held.at(-1)).toBe(2);
  controller.abort('enough');
  expect(held.at(-1)).toBe(1);
  await clock.runUntil(Promise.all(all));
  expect(held.at(-1)).toBe(0);
});

it('says that the limit holds a request, once the network is back', async () => {
  const { clock, bucket } = watchedBucket([new NetworkError({ submission: 'not-sent' })]);
  await clock.runUntil(bucket.send(requestOf('one'), {}));
  const reasons: string[] = [];
  const waiting = bucket.send(requestOf('two'), { onHeld: (reason) => void reasons.push(reason) });
  await clock.runUntil(waiting);
  expect(reasons).toEqual(['rate-limit']);
});
