import * as fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { adaptivePacing } from './adaptive-pacing.ts';
import { binOf } from './age-bins.ts';
import { forwardTime } from '../primitives/forward-time.ts';
import type { Polled, PollQueue, Standing } from './pacing.ts';

const START_AT = 1_700_000_000_000;
const POLICY = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };
const GOES_ON = { polls: 1, misses: 0 };

let jobs = 0;
const EDIT = { id: 'edit', typicalMs: 6_000 };
const bornAt = new WeakMap<Polled, number>();
const jobOf = ({
  acceptedAt = START_AT,
  ...overrides
}: Partial<Polled> & { acceptedAt?: number } = {}): Polled => {
  const job = { endpoint: EDIT, ref: { requestId: `request-${jobs++}` }, policy: POLICY, ...overrides };
  bornAt.set(job, acceptedAt);
  return job;
};
const add = (queue: PollQueue, job: Polled, standing: Standing, now: number) =>
  queue.add(job, standing, now, now - bornAt.get(job)!);
const queueOf = (limit = 60) => adaptivePacing()({ limit, windowMs: 60_000 }, 'status').queue;

it('has nobody to ask about at first, and nobody after the last has ended', () => {
  const queue = queueOf();
  const job = jobOf();
  expect(queue.nextAt(START_AT, 0)).toBe(Infinity);
  add(queue, job, GOES_ON, START_AT);
  expect(queue.nextAt(START_AT, 0)).toBeLessThan(START_AT + 6_000);
  queue.remove(job, START_AT + 10, false);
  expect(queue.nextAt(START_AT, 0)).toBe(Infinity);
});

it('keeps the shortest gap, from acceptance and from the last answer', () => {
  const queue = queueOf(1_000);
  const job = jobOf({ policy: { ...POLICY, minMs: 30_000 } });
  add(queue, job, GOES_ON, START_AT);
  expect(queue.nextAt(START_AT, 0)).toBeGreaterThanOrEqual(START_AT + 30_000);
  queue.take(START_AT + 40_000);
  add(queue, job, { polls: 2, misses: 0 }, START_AT + 40_100);
  expect(queue.nextAt(START_AT + 40_100, 0)).toBeGreaterThanOrEqual(START_AT + 70_100);
});

it('does not let a job with a long gap hold up the others', () => {
  const queue = queueOf(1_000);
  const told = jobOf({ policy: { ...POLICY, minMs: 300_000, maxMs: 300_000 } });
  const asked = jobOf();
  add(queue, told, GOES_ON, START_AT);
  add(queue, asked, GOES_ON, START_AT);
  expect(queue.nextAt(START_AT, 0)).toBeLessThan(START_AT + 6_000);
  expect(queue.take(START_AT + 6_000)).toBe(asked);
});

it('asks at once about a job that is taken up again, however old it is, and then as about any other', () => {
  const queue = queueOf();
  const job = jobOf({ acceptedAt: START_AT - 3_600_000 });
  add(queue, job, { polls: 0, misses: 0 }, START_AT);
  expect(queue.nextAt(START_AT, 0)).toBeLessThanOrEqual(START_AT + 1_000);
  expect(queue.take(START_AT)).toBe(job);
  add(queue, job, GOES_ON, START_AT + 100);
  expect(queue.nextAt(START_AT + 100, 0)).toBeGreaterThan(START_AT + 350);
  expect(queue.nextAt(START_AT + 100, 0)).toBeLessThan(START_AT + 120_000);
});

it('learns nothing of the life of a job before it was taken up again', () => {
  const pacing = adaptivePacing();
  const { queue } = pacing({ limit: 60, windowMs: 60_000 }, 'status');
  const job = jobOf({ acceptedAt: START_AT - 3_600_000 });
  add(queue, job, { polls: 0, misses: 0 }, START_AT);
  queue.take(START_AT);
  queue.remove(job, START_AT + 100, true);
  expect(pacing.learned()).toEqual({});
});

it('doubles the wait with every miss, up to the longest, and forgets that with the first answer', () => {
  const queue = queueOf(1_000);
  const job = jobOf();
  add(queue, job, GOES_ON, START_AT);
  let now = START_AT + 5_000;
  const waits = [1, 2, 3, 4, 5, 6].map((misses) => {
    queue.take(now);
    add(queue, job, { polls: 1, misses }, now);
    const waitMs = queue.nextAt(now, 0) - now;
    now += waitMs;
    return waitMs;
  });
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  queue.take(now);
  add(queue, job, { polls: 2, misses: 0 }, now);
  expect(queue.nextAt(now, 0) - now).toBeLessThan(5_000);
});

it('goes on with the others while one brings no news', () => {
  const queue = queueOf(1_000);
  const [lost, other] = [jobOf(), jobOf()];
  add(queue, lost, GOES_ON, START_AT);
  add(queue, other, GOES_ON, START_AT);
  const now = START_AT + 6_000;
  const first = queue.take(now);
  add(queue, first, { polls: 1, misses: 6 }, now);
  expect(queue.nextAt(now, 0)).toBeLessThan(now + 1_000);
  expect(queue.take(now)).toBe(first === lost ? other : lost);
});

it('shares what it learns between the lanes of one value, and not with another', () => {
  const pacing = adaptivePacing();
  const { queue } = pacing({ limit: 60, windowMs: 60_000 }, 'a');
  for (let index = 0; index < 20; index++) {
    const job = jobOf();
    add(queue, job, GOES_ON, START_AT);
    queue.take(START_AT + 29_000);
    add(queue, job, GOES_ON, START_AT + 29_000);
    queue.remove(job, START_AT + 30_000, true);
  }
  const etaOf = (other: typeof pacing) =>
    other({ limit: 60, windowMs: 60_000 }, 'b').queue.estimate(EDIT, 0).etaMs!;
  expect(etaOf(pacing)).toBeGreaterThan(24_000);
  expect(etaOf(pacing)).toBeLessThan(34_000);
  expect(etaOf(adaptivePacing())).toBeLessThan(8_000);
  const kept = JSON.parse(JSON.stringify(pacing.learned())) as ReturnType<typeof pacing.learned>;
  expect(etaOf(adaptivePacing({ learned: kept })) / etaOf(pacing)).toBeCloseTo(1, 2);
  expect(adaptivePacing({ learned: kept }).learned()).toEqual(kept);
});

it.each([
  null,
  7,
  'x',
  [],
  {},
  { edit: null },
  { edit: { ends: [1], running: [2] } },
  { edit: { weight: Number.NaN } },
])('takes %j for nothing learned', (learned) => {
  const pacing = adaptivePacing({ learned: learned as never });
  const { queue } = pacing({ limit: 60, windowMs: 60_000 }, 'status');
  expect(queue.estimate(EDIT, 3_000).etaMs).toBeGreaterThan(0);
  expect(pacing.learned()).toEqual({});
});

it('does as well in any sequence: nobody starves, nothing loops, every instant is one', () => {
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('add' as const), polls: fc.nat(1), age: fc.nat(100_000) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('leave' as const), at: fc.nat(), isDone: fc.boolean() }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ type: fc.constant('run' as const), ms: fc.nat(8_000), misses: fc.nat(3) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('shift' as const), ms: fc.integer({ min: -2e7, max: 2e7 }) }),
    },
  );
  fc.assert(
    fc.property(fc.constantFrom(5, 60, Infinity), fc.array(step, { maxLength: 120 }), (limit, steps) => {
      const { queue, window } = adaptivePacing()({ limit, windowMs: 60_000 }, 'status');
      const waiting = new Set<Polled>();
      let clockAt = START_AT;
      const time = forwardTime({ now: () => clockAt, setTimer: () => () => {} });
      let elapsed = 0;
      const places: number[] = [];
      const takeOne = () => {
        const job = queue.take(time());
        expect(waiting.delete(job)).toBe(true);
        window.sent(time());
        places.push(elapsed);
        clockAt += 50;
        elapsed += 50;
        window.settled(time());
        return job;
      };
      const nextAt = () => {
        const dueAt = queue.nextAt(time(), 3);
        expect(dueAt).not.toBeNaN();
        expect(dueAt < time() + 30 * 86_400_000).toBe(waiting.size > 0);
        return Math.max(dueAt, window.earliestAt(time()));
      };
      for (const each of steps) {
        if (each.type === 'add') {
          const job = jobOf({
            acceptedAt: time() - each.age,
            endpoint: each.age % 2 ? EDIT : { ...EDIT, id: 'video' },
          });
          waiting.add(job);
          add(queue, job, { polls: each.polls, misses: 0 }, time());
        } else if (each.type === 'leave') {
          const job = [...waiting][each.at % Math.max(1, waiting.size)] ?? jobOf();
          waiting.delete(job);
          queue.remove(job, time(), each.isDone);
          queue.remove(job, time(), each.isDone);
        } else if (each.type === 'shift') clockAt += each.ms;
        else {
          const untilAt = time() + each.ms;
          for (let taken = 0; nextAt() <= untilAt; taken++) {
            if (taken > 20 + 40 * waiting.size) throw new Error('a hot loop');
            const wait = Math.max(0, nextAt() - time());
            clockAt += wait + 60;
            elapsed += wait + 60;
            const job = takeOne();
            waiting.add(job);
            add(queue, job, { polls: 2, misses: each.misses }, time());
          }
          elapsed += Math.max(0, untilAt - time());
          clockAt += Math.max(0, untilAt - time());
        }
      }
      // Whoever still waits is asked about in the end.
      const left = new Set(waiting);
      for (let taken = 0; left.size > 0; taken++) {
        expect(taken).toBeLessThan(4_000);
        const waitMs = Math.max(0, nextAt() - time());
        clockAt += waitMs;
        elapsed += waitMs;
        const job = takeOne();
        left.delete(job);
        waiting.add(job);
        add(queue, job, { polls: 2, misses: 0 }, time());
      }
      // A clock that leaps ahead cannot be told from a minute that has passed.
      const wasShifted = steps.some(({ type }) => type === 'shift');
      const inWindowOf = (from: number) => places.filter((at) => at >= from && at < from + 60_000).length;
      expect(wasShifted ? 0 : Math.max(0, ...places.map(inWindowOf))).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 150, seed: 11 },
  );
});

/** The heap that is in use, swept. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it('takes no longer over a step with 100 000 jobs than with 1 000, and at most 1 kB for each', () => {
  const run = (count: number) => {
    const queue = queueOf(1_000);
    const before = heapBytes();
    for (let index = 0; index < count; index++) {
      const acceptedAt = START_AT + index / 10;
      add(queue, jobOf({ acceptedAt }), GOES_ON, acceptedAt);
    }
    const bytesEach = (heapBytes() - before) / count;
    const startedAt = performance.now();
    for (let step = 0, now = START_AT + 20_000; step < 1_000; step++, now += 60) {
      const job = queue.take(now);
      queue.nextAt(now, 0);
      add(queue, job, { polls: 2, misses: 0 }, now + 50);
      queue.nextAt(now, 0);
    }
    return { bytesEach, ms: performance.now() - startedAt };
  };
  run(1_000);
  const few = run(1_000);
  const many = run(100_000);
  expect(many.ms).toBeLessThan(8 * few.ms + 200);
  expect(many.bytesEach).toBeLessThan(1_000);
});

it('keeps nothing of those that were taken out, wherever they stood', () => {
  const queue = queueOf(1_000);
  const first = jobOf({ policy: { ...POLICY, minMs: 1e9 } });
  add(queue, first, GOES_ON, START_AT);
  const before = heapBytes();
  for (let index = 0; index < 50_000; index++) {
    const job = jobOf({ policy: first.policy });
    add(queue, job, GOES_ON, START_AT);
    queue.remove(job, START_AT, false);
  }
  expect(heapBytes() - before).toBeLessThan(2_000_000);
  expect(queue.take(START_AT + 2e9)).toBe(first);
});

it('knows the age of a job that is taken up again: it is asked about at once, and then as rarely as is its due', () => {
  const gapMs = (ageMs: number) => {
    const queue = queueOf();
    const job = jobOf({ acceptedAt: START_AT - ageMs });
    add(queue, job, { polls: 0, misses: 0 }, START_AT);
    expect(queue.nextAt(START_AT, 0)).toBe(START_AT);
    queue.take(START_AT);
    add(queue, job, GOES_ON, START_AT + 100);
    return queue.nextAt(START_AT + 100, 0) - START_AT;
  };
  expect(gapMs(0)).toBeLessThan(2_000);
  expect(gapMs(100_000)).toBeGreaterThan(5_000);
});

it('takes an end that nobody asked for as of now, not as of between the last question and now', () => {
  const pacing = adaptivePacing();
  const { queue } = pacing({ limit: 60, windowMs: 60_000 }, 'status');
  const job = jobOf();
  add(queue, job, GOES_ON, START_AT);
  queue.take(START_AT + 50_000);
  add(queue, job, { polls: 2, misses: 0 }, START_AT + 50_100);
  queue.remove(job, START_AT + 60_000, true);
  const { ends } = pacing.learned()[EDIT.id]!;
  expect(ends.slice(binOf(57_500)).some((share) => share > 0)).toBe(true);
});

it('learns nothing of how long jobs take from one that somebody only stopped to look at', () => {
  const pacing = adaptivePacing();
  const { queue } = pacing({ limit: 60, windowMs: 60_000 }, 'status');
  const job = jobOf();
  add(queue, job, GOES_ON, START_AT);
  queue.remove(job, START_AT + 5_000, false);
  expect(pacing.learned()).toEqual({});
});
