import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeIndexedDb, fakeStorage } from '../../test/web-platform.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { fileJournal } from './file-journal.ts';
import { indexedDbJournal } from './indexed-db-journal.ts';
import { memoryJournal } from './memory-journal.ts';
import { webStorageJournal } from './web-storage-journal.ts';

function inFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'briakit-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return fileJournal(join(folder, 'made', 'when needed'), { clock: virtualClock() });
}

/** The key of a job that is named by its links. */
const LONG = `bria:${JSON.stringify({ url: `https://example.com/../${'/\u{1f98a}%'.repeat(300)}` })}`;

// What every journal promises, whatever it keeps its entries in.
describe.each([
  ['memory', memoryJournal],
  ['web storage', () => webStorageJournal({ storage: fakeStorage().storage })],
  ['IndexedDB', () => indexedDbJournal({ indexedDB: fakeIndexedDb().indexedDB })],
  ['files', inFiles],
] as const)('a journal in %s', (_, create) => {
  const sorted = async (journal: { list: () => Promise<readonly string[]> }) =>
    (await journal.list()).toSorted();

  it('is empty at first', async () => {
    await expect(create().list()).resolves.toEqual([]);
  });

  it('keeps what is put, and the last of what is put under one key', async () => {
    const journal = create();
    await journal.put('a', 'one');
    await journal.put(LONG, 'two');
    await journal.put('a', 'three');
    await expect(sorted(journal)).resolves.toEqual(['three', 'two']);
  });

  it('removes one entry and no other, and minds not if there is none', async () => {
    const journal = create();
    await journal.put('a', 'one');
    await journal.put(LONG, 'two');
    await journal.delete(LONG);
    await journal.delete('b');
    await expect(journal.list()).resolves.toEqual(['one']);
    await journal.delete('a');
    await expect(journal.list()).resolves.toEqual([]);
  });

  it('lists in the order in which it was asked to write', async () => {
    const journal = create();
    void journal.put('a', 'one');
    void journal.put('b', 'two');
    void journal.delete('a');
    await expect(journal.list()).resolves.toEqual(['two']);
  });

  it('leases a job to one at a time', async () => {
    const journal = create();
    await journal.put('a', 'one');
    await journal.put('b', 'two');
    const release = await journal.lease('a');
    expect(release).toBeTypeOf('function');
    await expect(journal.lease('a')).resolves.toBeUndefined();
    (await journal.lease('b'))!();
    release!();
    await Promise.resolve();
    const again = await journal.lease('a');
    expect(again).toBeTypeOf('function');
    again!();
    await expect(sorted(journal)).resolves.toEqual(['one', 'two']);
  });

  it('leaves a job that has ended while it was leased ended', async () => {
    const journal = create();
    await journal.put('a', 'one');
    const release = await journal.lease('a');
    await journal.delete('a');
    release!();
    await expect(journal.list()).resolves.toEqual([]);
  });
});
