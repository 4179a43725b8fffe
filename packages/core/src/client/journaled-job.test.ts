import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, PICTURE, RESULT } from '../../test/client.ts';
import { image, tailored } from '../bria.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import { withJournal } from './with-journal.ts';

it('shows its result to who peeks, and stays in the journal until somebody takes it', async () => {
  const { clock, client: plain } = briaClient([ACCEPTED, COMPLETED]);
  const client = withJournal(plain, memoryJournal());
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const peeked: unknown[] = [];
  job.subscribe(() => peeked.push(job.peek?.()));
  await clock.advance(60_000);
  expect(peeked.at(-1)).toMatchObject({ phase: 'succeeded', result: RESULT });
  await expect(client.pending()).resolves.toHaveLength(1);
  expect(job.getSnapshot()).toBe(peeked.at(-1));
  await expect(client.pending()).resolves.toEqual([]);
});

it('cannot be peeked at where there is nothing to take from a journal', () => {
  const { client } = briaClient([]);
  const job = withJournal(client, memoryJournal()).submit(tailored.listModels, {});
  expect([job.peek, client.submit(image.removeBackground, { image: PICTURE }).peek]).toEqual([
    undefined,
    undefined,
  ]);
});
