import { expect, it } from 'vitest';
import { batchWorld, inBrief, picture, read, type Item } from '../../test/batch-world.ts';
import { PICTURE, PIXAZO_ANSWERS, PIXAZO_LINK, PIXAZO_REF, pixazoClient } from '../../test/client.ts';
import { image } from '../bria.ts';
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
