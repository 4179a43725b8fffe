import { expect, it } from 'vitest';
import { forwardTime } from '../primitives/forward-time.ts';
import type { Pacing } from './pacing.ts';
import { steadyPacing } from './steady-pacing.ts';
import { watchedPacing, type BucketEvent, type WatchedBucket } from './watched-pacing.ts';

it('shows what was answered within the window, and nothing of what came before', () => {
  let clockAt = 0;
  const clock = { now: () => clockAt, setTimer: () => () => {} };
  let bucket: WatchedBucket | undefined;
  const watch = watchedPacing(
    steadyPacing,
    clock,
    (opened) => (bucket = opened),
    () => {},
  );
  const { window } = watch({ limit: 10, windowMs: 60_000 }, 'status');
  for (let minute = 0; minute < 1_000; minute++)
    for (let sent = 0; sent < 4; sent++) {
      clockAt = minute * 61_000 + sent;
      window.sent(clockAt);
      window.settled(clockAt);
    }
  clockAt = 999 * 61_000 + 10;
  expect(bucket!.look()).toMatchObject({ limit: 10, free: 6, refillsAt: 999 * 61_000 + 60_000 });
  window.sent(clockAt);
  expect(bucket!.look()).toMatchObject({ free: 5 });
});

it('says by the clock what its lane reckons in a time that never goes back', () => {
  let clockAt = 10_000_000;
  const clock = { now: () => clockAt, setTimer: () => () => {} };
  const time = forwardTime(clock);
  let bucket: WatchedBucket | undefined;
  const events: BucketEvent[] = [];
  const watch = watchedPacing(
    steadyPacing,
    clock,
    (opened) => (bucket = opened),
    (_, event) => void events.push(event),
  );
  const { window, queue } = watch({ limit: 10, windowMs: 60_000 }, 'status');
  window.sent(time());
  clockAt -= 7_200_000;
  window.settled(time());
  window.pauseUntil(time() + 2_000);
  const policy = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };
  const job = { endpoint: { id: 'edit', typicalMs: 6_000 }, ref: { requestId: 'r' }, policy };
  queue.add(job, { polls: 1, misses: 0 }, time(), 0);
  expect(bucket!.look()).toMatchObject({ refillsAt: clockAt + 60_000, pausedUntil: clockAt + 2_000 });
  expect(bucket!.dueAt('r')).toBe(clockAt + 3_000);
  expect(events.slice(-2)).toMatchObject([{ untilAt: clockAt + 2_000 }, { dueAt: clockAt + 3_000 }]);
  queue.remove(job, time(), false);
  expect([bucket!.look().polled, bucket!.dueAt('r')]).toEqual([0, undefined]);
});

it('hands on to its lane how old a job is', () => {
  const ages: number[] = [];
  const pacing: Pacing = (limit, bucket) => {
    const { queue, ...lane } = steadyPacing(limit, bucket);
    return { ...lane, queue: { ...queue, add: (...job) => (ages.push(job[3]), queue.add(...job)) } };
  };
  const clock = { now: () => 0, setTimer: () => () => {} };
  const { queue } = watchedPacing(
    pacing,
    clock,
    () => {},
    () => {},
  )({ limit: 10, windowMs: 60_000 }, 'status');
  const policy = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };
  const job = { endpoint: { id: 'edit', typicalMs: 6_000 }, ref: { requestId: 'r' }, policy };
  queue.add(job, { polls: 0, misses: 0 }, 0, 7_000);
  expect(ages).toEqual([7_000]);
});
