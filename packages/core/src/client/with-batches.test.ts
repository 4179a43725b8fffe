import { describe, expect, it } from 'vitest';
import { batchWorld, inBrief, linkOf, picture, read, type Item } from '../../test/batch-world.ts';
import { PICTURE, PIXAZO_ANSWERS, PIXAZO_LINK, PIXAZO_REF, pixazoClient } from '../../test/client.ts';
import { image } from '../bria.ts';
import { leaseInProcess } from '../journal/lease.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import { removeBackground } from '../operations.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { withBatches } from './with-batches.ts';
import { withJournal } from './with-journal.ts';

const pictures = Array.from({ length: 10 }, (_, index) => picture(index));

it('works at either provider, with operations too', async () => {
  const { clock, client } = pixazoClient(PIXAZO_ANSWERS);
  const batch = withBatches(client).batch(removeBackground, [{ image: PICTURE }]);
  expect(await clock.runUntil(read(batch))).toEqual([
    {
      index: 0,
      key: '0',
      input: { image: PICTURE },
      status: 'ok',
      result: { image_url: PIXAZO_LINK },
      ref: PIXAZO_REF,
    },
  ]);
});

it('shares the budget of the client with everything else', async () => {
  const { clock, client, submits } = batchWorld(() => ({}), 4);
  const other = client.submit(image.removeBackground, picture(99));
  const reading = read(client.batch(image.removeBackground, pictures));
  await clock.advance(1_000);
  expect(submits).toEqual([99, 0, 1, 2]);
  await clock.runUntil(Promise.all([reading, other.result()]));
  expect(clock.now()).toBeGreaterThan(120_000);
});

it('tells the provider where to send the outcomes', async () => {
  const { clock, client, hooks } = batchWorld();
  const webhookUrl = 'https://me.example/hook';
  await clock.runUntil(read(client.batch(image.removeBackground, pictures.slice(0, 2), { webhookUrl })));
  expect(hooks).toEqual([webhookUrl, webhookUrl]);
});

it('goes before who has less priority, and behind who has more', async () => {
  const { clock, client, submits } = batchWorld(() => ({}), 1);
  const others = [0, 4, 6].map((priority) =>
    client.submit(image.removeBackground, picture(90 + priority), { priority }),
  );
  const reading = read(client.batch(image.removeBackground, pictures.slice(0, 2), { priority: 5 }));
  await clock.advance(0);
  await clock.runUntil(Promise.all([reading, ...others.map((job) => job.result())]));
  // The first has left before the others came.
  expect(submits).toEqual([90, 96, 0, 1, 94]);
});

it('resumes from a journal after a crash: what was accepted is followed, and nothing is bought twice', async () => {
  const world = batchWorld((index) => ({ workMs: 2_000 * (index % 4) }));
  const { clock, submits } = world;
  const journal = memoryJournal();
  const saved = new Map<string, Item>();
  const save = (items: readonly Item[]) => void saved.set(items.at(-1)!.key, items.at(-1)!);
  const life = (process = { isAlive: true }) => withBatches(withJournal(world.connect(process), journal));

  // The first life ends when its fourth item is saved: nobody reads on, nothing is told.
  const process = { isAlive: true };
  const first = life(process).batch(image.removeBackground, pictures, { concurrency: 4 });
  const reader = first[Symbol.asyncIterator]();
  for (let count = 0; count < 4; count++) {
    const { value } = await clock.runUntil(reader.next());
    save([value as Item]);
  }
  process.isAlive = false;

  const second = life();
  const accepted = new Map<string, JobRef>();
  for (const { label, ref } of await second.pending()) accepted.set(label!, ref);
  expect(accepted.size).toBeGreaterThan(0);
  const done = (key: string) => saved.has(key) || accepted.get(key);
  const items = await clock.runUntil(read(second.batch(image.removeBackground, pictures, { done }), save));
  expect(inBrief(items).filter((item) => item.endsWith('skipped done'))).toHaveLength(4);
  expect([...saved.values()].every(({ status }) => status !== 'error')).toBe(true);
  expect(submits.toSorted((a, b) => a - b)).toEqual([...pictures.keys()]);
});

describe('with a journal, a result', () => {
  const journal = () => {
    const { put, delete: remove, list } = memoryJournal();
    // A lease ends with its process.
    return () => ({ put, delete: remove, list, lease: leaseInProcess() });
  };
  const endpoints = [image.removeBackground];

  it.for([
    ['as they end', false, [1, 2, 3]],
    ['in order', true, [0, 1, 2, 3]],
  ] as const)('that no reader was given outlives the process: handed out %s', async ([, ordered, lost]) => {
    const world = batchWorld((index) => ({ workMs: ordered && index === 0 ? 600_000 : 1_500 }));
    const { clock } = world;
    const open = journal();
    const process = { isAlive: true };
    const first = withBatches(withJournal(world.connect(process), open()));
    const batch = first.batch(image.removeBackground, pictures, { ordered, concurrency: 4 });
    const reader = batch[Symbol.asyncIterator]();
    const items: Item[] = [];
    void reader.next().then(({ value }) => items.push(value as Item));
    await clock.advance(60_000);
    expect(inBrief(items)).toEqual(ordered ? [] : ['0 ok']);
    process.isAlive = false;

    const second = withJournal(world.connect(), open());
    const jobs = await second.resumePending({ endpoints });
    const results = await clock.runUntil(Promise.all(jobs.map((job) => job.result())));
    expect(results.map(({ image_url }) => image_url).toSorted()).toEqual(lost.map(linkOf));
    await expect(second.pending()).resolves.toEqual([]);
    expect(world.submits).toEqual([0, 1, 2, 3]);
  });

  it('goes from it when the reader is given it, and no later', async () => {
    const world = batchWorld();
    const client = withBatches(withJournal(world.connect(), memoryJournal()));
    const left: (readonly string[])[] = [];
    const reading = (async () => {
      for await (const _ of client.batch(image.removeBackground, pictures.slice(0, 3)))
        left.push((await client.pending()).map(({ label }) => label!));
    })();
    await world.clock.runUntil(reading);
    expect(left).toEqual([['1', '2'], ['2'], []]);
  });

  it('is not held for long: there are never more entries and timers than places, however many inputs', async () => {
    const { clock, connect } = batchWorld((index) => ({ workMs: 500 * (index % 7) }));
    const entries = memoryJournal();
    const client = withBatches(withJournal(connect(), entries));
    function* inputs() {
      for (let index = 0; index < 400; index++) yield picture(index);
    }
    const most = { entries: 0, timers: 0 };
    let count = 0;
    const reading = (async () => {
      for await (const { status } of client.batch(image.removeBackground, inputs(), { concurrency: 8 })) {
        if (status === 'ok') count++;
        most.entries = Math.max(most.entries, (await entries.list()).length);
        most.timers = Math.max(most.timers, clock.pendingTimers);
      }
    })();
    await clock.runUntil(reading);
    expect([count, clock.pendingTimers, await client.pending()]).toEqual([400, 0, []]);
    expect(most.entries).toBeLessThanOrEqual(8);
    expect(most.timers).toBeLessThanOrEqual(8);
  });

  it.for([
    ['goes when it is told of after the loop was left', true, []],
    ['stays where nobody is told', false, [1, 2]],
  ] as const)('%s', async ([, isTold, kept]) => {
    const { clock, connect } = batchWorld();
    const client = withBatches(withJournal(connect(), memoryJournal()));
    const told: Item[] = [];
    const onAbandoned = (item: Item) => void told.push(item);
    const batch = client.batch(image.removeBackground, pictures, {
      concurrency: 3,
      ...(isTold && { onAbandoned }),
    });
    const reader = batch[Symbol.asyncIterator]();
    await clock.runUntil(reader.next());
    await clock.advance(60_000);
    await reader.return?.();
    expect(inBrief(told)).toEqual(isTold ? ['1 ok', '2 ok'] : []);
    expect((await client.pending()).map(({ label }) => Number(label))).toEqual(kept);
  });
});
