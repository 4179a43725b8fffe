import * as fc from 'fast-check';
import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { batchWorld, picture, refOf, type Fate, type Item } from '../../test/batch-world.ts';
import { image } from '../bria.ts';
import { sleep } from '../primitives/sleep.ts';

const ms = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));

const fate: fc.Arbitrary<Fate> = fc.record({
  answerMs: ms(8_000),
  answer: fc.oneof(
    { weight: 12, arbitrary: fc.constant(202) },
    { weight: 1, arbitrary: fc.constantFrom(402, 422, 500, 'lost' as const) },
  ),
  workMs: ms(40_000),
  isFailing: fc.boolean(),
});

/** One input, and everything that is done with it. */
const story = fc.record({
  fate,
  /** How long it takes to come, to be looked up, and to be dealt with by the reader. */
  comesAfterMs: ms(5_000),
  lookUpMs: ms(2_000),
  readMs: ms(20_000),
  known: fc.constantFrom('no', 'no', 'no', 'done', 'accepted'),
});

const schedule = fc.record({
  stories: fc.array(story, { maxLength: 24 }),
  concurrency: fc.integer({ min: 1, max: 6 }),
  ordered: fc.boolean(),
  isSlow: fc.boolean(),
  plan: fc.constantFrom(1_000_000, 5),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: undefined, freq: 2 }),
  leaveAfter: fc.option(fc.nat({ max: 24 }), { nil: undefined, freq: 2 }),
  breaksAt: fc.option(fc.nat({ max: 24 }), { nil: undefined, freq: 3 }),
});

const END = new Error('no more inputs');

it('loses no job, buys none twice, keeps its places and its order, and leaves nothing behind', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ stories, concurrency, ordered, isSlow, plan, ...breaks }) => {
      const { abortAfterMs, leaveAfter, breaksAt } = breaks;
      const world = batchWorld((index) => stories[index]!.fate, plan);
      const { clock, client, submits, counts, acceptedAt } = world;
      const isKnown = (index: number, as: string) => stories[index]!.known === as;
      for (const index of stories.keys()) if (isKnown(index, 'accepted')) acceptedAt.set(index, 0);
      const wait = (waitMs: number) => (waitMs > 0 ? sleep(clock, waitMs) : undefined);

      let taken = 0;
      let back = 0;
      let mostHeld = 0;
      let takenAfterStop = 0;
      function take(index: number) {
        if (batch.stoppedBy) takenAfterStop++;
        if (index === breaksAt) throw END;
        mostHeld = Math.max(mostHeld, ++taken - back);
        return picture(index);
      }
      function* quickly() {
        for (const index of stories.keys()) yield take(index);
      }
      async function* slowly() {
        for (const [index, { comesAfterMs }] of stories.entries()) {
          // Asked for before, it may come after the stop: that is not its fault.
          const input = take(index);
          await wait(comesAfterMs);
          yield input;
        }
      }

      const items: Item[] = [];
      const told: Item[] = [];
      const controller = new AbortController();
      const batch = client.batch(image.removeBackground, isSlow ? slowly() : quickly(), {
        concurrency,
        ordered,
        signal: controller.signal,
        async done(key) {
          await wait(stories[Number(key)]!.lookUpMs);
          return isKnown(Number(key), 'done') || (isKnown(Number(key), 'accepted') && refOf(Number(key)));
        },
        onAbandoned: (item) => told.push(item),
      });
      if (abortAfterMs !== undefined) clock.setTimer(() => controller.abort(END), abortAfterMs);
      const reading = (async () => {
        for await (const item of batch) {
          items.push(item);
          if (items.length === leaveAfter) break;
          await wait(stories[item.index]!.readMs);
          back++;
        }
      })();
      const thrown = await clock.runUntil(reading.catch((error: unknown) => error));
      expect(thrown === undefined || thrown === END).toBe(true);
      const sentAtTheEnd = submits.length;
      await clock.advance(600_000);

      // Nothing is left, and nothing goes on.
      expect(clock.pendingTimers).toBe(0);
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
      expect(submits.length).toBe(sentAtTheEnd);

      // Places.
      expect(counts.mostSubmitting).toBeLessThanOrEqual(concurrency);
      expect(mostHeld).toBeLessThanOrEqual(concurrency);
      expect(takenAfterStop).toBe(0);

      // Each input at most once, and none that an earlier run has submitted.
      expect(new Set(submits).size).toBe(submits.length);
      expect(submits.filter((index) => !isKnown(index, 'no'))).toEqual([]);

      // Each input that was taken is exactly one item; a second word of it brings the ref that was missing.
      const all = [...items, ...told];
      const lastOf = new Map(all.map((item) => [item.index, item]));
      expect([...lastOf.keys()].toSorted((a, b) => a - b)).toEqual([...Array(taken).keys()]);
      const firstWords = all.filter((item) => item !== lastOf.get(item.index));
      for (const item of firstWords) {
        expect(item).toMatchObject({ status: 'error', ref: undefined, error: { submission: 'unknown' } });
        expect(lastOf.get(item.index)!.ref).toBeDefined();
      }

      // Each job is one item's, with its ref wherever its answer arrived; else it says that it may exist.
      const [lost, answered] = [true, false].map((isLost) =>
        submits.filter(
          (index) => acceptedAt.has(index) && (stories[index]!.fate.answer === 'lost') === isLost,
        ),
      );
      for (const index of answered!)
        expect(lastOf.get(index)!.ref).toEqual(refOf(index, acceptedAt.get(index)));
      for (const index of lost!)
        expect(lastOf.get(index)).toMatchObject({ error: { submission: 'unknown' } });

      // Order, and an end that has a reason.
      const order = items.map(({ index }) => index);
      expect(ordered ? order : order.toSorted((a, b) => a - b)).toEqual(order.toSorted((a, b) => a - b));
      const isWhole = taken === stories.length && told.length === 0;
      const isLeft = items.length === leaveAfter || thrown === END || batch.stoppedBy !== undefined;
      expect(isWhole || isLeft).toBe(true);
    }),
    { numRuns: 300 },
  );
});
