import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createBucket } from './bucket.ts';

const WINDOW_MS = 60_000;

function setUp(limit: number) {
  const clock = virtualClock(0);
  const bucket = createBucket(steadyPacing({ limit, windowMs: WINDOW_MS }, 'edit'), clock, new Set());
  const passed: string[] = [];
  const held: string[] = [];
  /** Enters, and leaves `answerMs` later. */
  const go = async (
    name: string,
    { answerMs = 0, signal }: { answerMs?: number; signal?: AbortSignal } = {},
  ) => {
    await bucket.enter(signal, (waitReason, untilAt) => held.push(`${name} ${waitReason} ${untilAt}`));
    passed.push(`${name} at ${clock.now()}`);
    if (answerMs) await new Promise<void>((resolve) => void clock.setTimer(resolve, answerMs));
    bucket.leave();
  };
  return { clock, bucket, passed, held, go };
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
  const { clock, bucket, held, go } = setUp(1);
  const all = Promise.all([go('a', { answerMs: 100 }), go('b')]);
  await clock.advance(0);
  expect(held).toEqual(['b rate-limit undefined']);
  await clock.advance(100);
  expect(held.slice(1)).toEqual(['b rate-limit 60105']);
  bucket.pause(90_000, 'offline');
  const late = go('c');
  expect(held.slice(2)).toContain('b offline 90100');
  expect(held.slice(2)).toContain('c offline 90100');
  await clock.runUntil(Promise.all([all, late]));
});

it('forgets why it was paused once somebody has passed', async () => {
  const { clock, bucket, held, go } = setUp(1);
  bucket.pause(1_000, 'offline');
  await clock.runUntil(go('a'));
  const later = go('b');
  await clock.advance(0);
  expect(held).toEqual(['a offline 1000', 'b rate-limit 61005']);
  await clock.runUntil(later);
});

it('lets nobody pass while it is paused', async () => {
  const { clock, bucket, passed, go } = setUp(5);
  bucket.pause(10_000, 'rate-limit');
  await clock.runUntil(Promise.all([go('a'), go('b')]));
  expect(passed).toEqual(['a at 10000', 'b at 10000']);
});

it('gives up the place in the queue, the timer and the listener with an abort, at once', async () => {
  const { clock, bucket, passed, go } = setUp(1);
  bucket.pause(10_000, 'rate-limit');
  const controller = new AbortController();
  const { signal } = controller;
  const first = go('first', { signal });
  const outcome = first.catch((reason: unknown) => reason);
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([1, 1]);
  controller.abort('enough');
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  expect(await outcome).toBe('enough');

  await clock.runUntil(go('second'));
  expect(passed).toEqual(['second at 10000']);
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
  const bucket = createBucket(steadyPacing({ limit: 1, windowMs: WINDOW_MS }, 'edit'), clock, new Set());
  await bucket.enter(undefined, undefined);
  const controllers = ['a', 'b', 'c'].map(() => new AbortController());
  const waits = controllers.map(({ signal }) =>
    bucket.enter(signal, (_, untilAt) => {
      if (untilAt) for (const controller of controllers) controller.abort('enough');
    }),
  );
  const settled = Promise.allSettled(waits);
  bucket.leave();
  expect(clock.pendingTimers).toBe(0);
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

it('holds 10 000 without overflowing the stack, and tells them news only, not each of every other', async () => {
  const clock = virtualClock(0);
  const bucket = createBucket(steadyPacing({ limit: 1_000, windowMs: WINDOW_MS }, 'edit'), clock, new Set());
  let toldTimes = 0;
  const waits = Array.from({ length: 10_000 }, async () => {
    await bucket.enter(undefined, () => toldTimes++);
    bucket.leave();
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
  const bucket = createBucket(steadyPacing({ limit: 1, windowMs: WINDOW_MS }, 'edit'), clock, new Set());
  const passed: string[] = [];
  const go = async (name: string, priority?: number) => {
    await bucket.enter(undefined, undefined, priority);
    passed.push(name);
    bucket.leave();
  };
  await clock.runUntil(
    Promise.all([go('first'), go('low', -1), go('a'), go('b', 0), go('high', 5), go('higher', 7)]),
  );
  expect(passed).toEqual(['first', 'higher', 'high', 'a', 'b', 'low']);
});

it('takes turns between those in line and questions about jobs, where they share a limit', async () => {
  const clock = virtualClock(0);
  const bucket = createBucket(steadyPacing({ limit: 2, windowMs: WINDOW_MS }, 'edit'), clock, new Set());
  const passed: string[] = [];
  const policy = { minMs: 0, firstMs: 1, growth: 1, maxMs: 1 };
  const add = (name: string) => {
    const ask = () => {
      passed.push(name);
      bucket.leave();
      add(name);
    };
    const asker = { endpoint: 'e', requestId: name, typicalMs: 1, acceptedAt: 0, policy, ask };
    bucket.queue.add(asker, { polls: 1, misses: 0 }, clock.now());
    bucket.pump();
  };
  add('x');
  add('y');
  const submits = ['a', 'b', 'c', 'd'].map(async (name) => {
    await bucket.enter(undefined, undefined);
    passed.push(name);
    bucket.leave();
  });
  await clock.runUntil(Promise.all(submits));
  // Neither starves the other; and a place that nobody in line wants is not kept for them.
  expect(passed).toEqual(['a', 'b', 'x', 'c', 'y', 'd']);
  expect(clock.pendingTimers).toBe(1);
});
