import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { album, batchWorld, indices, linkOf, picture, read, refOf } from '../../test/batch-world.ts';
import { image } from '../bria.ts';
import type { JobState } from '../job/job-state.ts';
import { listenTo, notify, type Listened } from '../primitives/listeners.ts';
import { createBatch } from './batch.ts';
import type { Job } from './job.ts';

const remove = image.removeBackground;

describe('a batch', () => {
  it('hands out each input with its result, as they end', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index === 0 ? 4_000 : 100 }));
    const items = await clock.runUntil(read(client.batch(remove, [0, 1, 2].map(picture))));
    expect(indices(items)).toEqual([1, 2, 0]);
    expect(items[2]).toEqual({
      index: 0,
      key: '0',
      input: picture(0),
      status: 'ok',
      result: { image_url: linkOf(0), expiresAt: 259_200_000 },
      ref: refOf(0),
    });
    expect(clock.pendingTimers).toBe(0);
  });

  it('hands them out in the order of the inputs, if asked to, and holds no more than it has places', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index === 0 ? 60_000 : 100 }));
    const { pictures, seen } = album(20);
    const reading = read(client.batch(remove, pictures, { ordered: true, concurrency: 4 }));
    await clock.advance(50_000);
    expect(seen.taken).toBe(4);
    expect(indices(await clock.runUntil(reading))).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('does nothing until it is read', async () => {
    const { clock, client, submits } = batchWorld();
    const { pictures, seen } = album(3);
    const { signal } = new AbortController();
    const batch = client.batch(remove, pictures, { signal });
    await clock.advance(1_000);
    expect([seen.taken, submits.length, getEventListeners(signal, 'abort').length]).toEqual([0, 0, 0]);
    await clock.runUntil(read(batch));
    expect(submits).toHaveLength(3);
  });

  it.for([1, 3])('is read once: after a loop over %d of 3 another finds nothing to buy', async (count) => {
    const { clock, client, submits } = batchWorld();
    const batch = client.batch(remove, [0, 1, 2].map(picture), { concurrency: 1 });
    await clock.runUntil(read(batch, ({ length }) => length === count));
    expect(await read(batch)).toEqual([]);
    expect(submits).toHaveLength(count);
  });

  it('of nothing is over at once', async () => {
    const { client } = batchWorld();
    expect(await read(client.batch(remove, []))).toEqual([]);
  });

  it('has at most `concurrency` submits under way', async () => {
    const { clock, client, counts } = batchWorld(() => ({ answerMs: 700 }));
    await clock.runUntil(read(client.batch(remove, album(20).pictures, { concurrency: 3 })));
    expect(counts.mostSubmitting).toBe(3);
  });

  it('takes a job that has ended before it could look', async () => {
    const state = { phase: 'succeeded', ref: refOf(0), result: 'ready' } as const;
    const job = { getSnapshot: () => state, subscribe: () => () => {} } as unknown as Job<string>;
    const batch = createBatch(() => job, ['a'], {});
    expect(await batch[Symbol.asyncIterator]().next()).toMatchObject({
      value: { input: 'a', result: 'ready' },
    });
  });

  it.for([0, -1, 1.5, NaN, Infinity])('refuses a concurrency of %d', (concurrency) => {
    const { client } = batchWorld();
    expect(() => client.batch(remove, [], { concurrency })).toThrow(RangeError);
  });

  it('shows each job from its start', async () => {
    const { clock, client } = batchWorld();
    const started: (readonly [string, number])[] = [];
    const onJob = (job: Job<image.ImageResult>, index: number) =>
      started.push([job.getSnapshot().phase, index]);
    await clock.runUntil(read(client.batch(remove, [0, 1].map(picture), { onJob })));
    expect(started).toEqual([
      ['submitting', 0],
      ['submitting', 1],
    ]);
  });
});

describe('inputs are taken one by one', () => {
  it('as places get free', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index < 2 ? 100 : 10_000 }));
    const { pictures, seen } = album(7);
    const reading = read(client.batch(remove, pictures, { concurrency: 3 }));
    await clock.advance(0);
    expect(seen.taken).toBe(3);
    await clock.advance(1_000);
    expect(seen.taken).toBe(5);
    await clock.runUntil(reading);
    expect([seen.taken, seen.isClosed]).toEqual([7, true]);
  });

  it('no faster than they are read: the one in hand keeps its place', async () => {
    const { clock, client, submits } = batchWorld();
    const { pictures, seen } = album();
    const batch = client.batch(remove, pictures, { concurrency: 3 });
    const reader = batch[Symbol.asyncIterator]();
    await clock.runUntil(reader.next());
    await clock.advance(600_000);
    expect([seen.taken, submits.length]).toEqual([3, 3]);
    await reader.next();
    await clock.advance(600_000);
    expect(seen.taken).toBe(4);
    await reader.return?.();
  });

  it('and never more than the places are held, be they a hundred thousand', async () => {
    const ends: (() => void)[] = [];
    // The least that a batch asks of a job; they end when all places are taken.
    const start = (index: number) => {
      const listened: Listened = { listeners: [] };
      let state: JobState<number> = { phase: 'submitting' };
      ends.push(() => {
        state = { phase: 'succeeded', ref: refOf(index), result: index };
        notify(listened);
      });
      if (ends.length === 8) for (const end of ends.splice(0)) queueMicrotask(end);
      return {
        getSnapshot: () => state,
        subscribe: (listener) => listenTo(listened, listener),
      } as Job<number>;
    };
    let taken = 0;
    function* numbers() {
      while (taken < 100_000) yield taken++;
    }
    let count = 0;
    let mostHeld = 0;
    for await (const _ of createBatch(start, numbers(), { concurrency: 8 }))
      mostHeld = Math.max(mostHeld, taken - count++);
    expect([count, mostHeld]).toEqual([100_000, 8]);
  });

  it('of an async iterable, which may be slow: what has ended meanwhile is handed out', async () => {
    const { clock, client } = batchWorld();
    async function* pictures() {
      for (let index = 0; index < 3; index++) {
        yield picture(index);
        await new Promise<void>((resolve) => void clock.setTimer(resolve, 10_000));
      }
    }
    const endedAt: number[] = [];
    await clock.runUntil(read(client.batch(remove, pictures()), () => void endedAt.push(clock.now())));
    expect(endedAt).toEqual([2_500, 12_500, 22_500]);
  });
});
