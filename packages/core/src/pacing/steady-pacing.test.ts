import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Polled } from './pacing.ts';
import { steadyPacing } from './steady-pacing.ts';

const POLICY = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };
const polled = (endpoint: string): Polled => ({
  endpoint: { id: endpoint, typicalMs: 6_000 },
  ref: { requestId: endpoint },
  policy: POLICY,
});
const open = () => steadyPacing({ limit: 60, windowMs: 60_000 }, 'status').queue;
const [a, b, c] = ['a', 'b', 'c'].map(polled) as [Polled, Polled, Polled];

it('waits for nobody where nobody is', () => {
  expect(open().nextAt(0, 0)).toBe(Infinity);
});

it('asks first about whoever has been due for longest', () => {
  const queue = open();
  queue.add(a, { polls: 5, misses: 0 }, 0, 0);
  queue.add(b, { polls: 1, misses: 0 }, 100, 0);
  queue.add(c, { polls: 1, misses: 0 }, 50, 0);
  expect(queue.nextAt(0, 0)).toBe(1_100);
  // c stands behind b in their line, though it was due before: lines are in the order of time, as time is.
  expect([queue.take(9_000), queue.take(9_000), queue.take(9_000)]).toEqual([b, c, a]);
  expect(queue.nextAt(9_000, 0)).toBe(Infinity);
});

it.for([
  [1, 1_000],
  [3, 2_000],
  [5, 4_000],
  [100, 64_000],
] as const)('spreads %d jobs over the window: each waits for at least %d ms', ([count, waitMs]) => {
  const queue = open();
  const jobs = Array.from({ length: count }, (_, index) => polled(`job ${index}`));
  const dueAt = jobs.map((job) => queue.add(job, { polls: 1, misses: 0 }, 0, 0));
  expect(dueAt.at(-1)).toBe(waitMs);
  for (const job of jobs.slice(0, -1)) queue.remove(job, 0, false);
  expect(queue.nextAt(0, 0)).toBe(waitMs);
});

it('asks at once about a job that is taken up again', () => {
  const queue = open();
  queue.add(a, { polls: 0, misses: 0 }, 7, 0);
  expect(queue.nextAt(7, 0)).toBe(7);
});

it('forgets who has ended', () => {
  const queue = open();
  queue.add(a, { polls: 1, misses: 0 }, 0, 0);
  queue.remove(b, 0, true);
  queue.remove(a, 0, true);
  expect(queue.nextAt(0, 0)).toBe(Infinity);
});

it('asks about everybody, each in its time, whatever comes and goes', () => {
  const steps = fc.array(
    fc.record({
      job: fc.nat(9),
      polls: fc.nat(40),
      misses: fc.nat(3),
      waitMs: fc.nat(3_000),
      isEnd: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (sequence) => {
      const queue = open();
      const jobs = Array.from({ length: 10 }, (_, index) => polled(`job ${index}`));
      const waiting = new Set<Polled>();
      let now = 0;
      for (const { job: index, polls, misses, waitMs, isEnd } of sequence) {
        now += waitMs;
        const job = jobs[index]!;
        if (isEnd) queue.remove(job, now, true);
        else if (!waiting.has(job)) queue.add(job, { polls, misses }, now, 0);
        if (isEnd) waiting.delete(job);
        else waiting.add(job);
        expect(queue.nextAt(now, 0) === Infinity).toBe(waiting.size === 0);
      }
      let last = -Infinity;
      while (waiting.size > 0) {
        const at = queue.nextAt(now, 0);
        expect(at).toBeGreaterThanOrEqual(last);
        last = at;
        expect(waiting.delete(queue.take(at))).toBe(true);
      }
    }),
  );
});
