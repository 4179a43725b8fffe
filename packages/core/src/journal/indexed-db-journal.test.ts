// Against a database of our own that has just the calls we make. No test here runs in a browser.
import { expect, it, vi } from 'vitest';
import { fakeIndexedDb } from '../../test/web-platform.ts';
import { indexedDbJournal } from './indexed-db-journal.ts';

it('opens its database when it is first used, and once', async () => {
  const { indexedDB, opened } = fakeIndexedDb();
  const journal = indexedDbJournal({ indexedDB });
  expect(opened).toHaveLength(0);
  await Promise.all([journal.put('a', 'one'), journal.list(), journal.delete('a')]);
  expect(opened).toHaveLength(1);
});

it('uses the database of the platform, by the name that it is given', async () => {
  const { indexedDB } = fakeIndexedDb();
  const open = vi.spyOn(indexedDB, 'open');
  vi.stubGlobal('indexedDB', indexedDB);
  await indexedDbJournal({ name: 'shop' }).list();
  expect(open).toHaveBeenCalledExactlyOnceWith('shop', 1);
});

it('finds what an earlier life has written', async () => {
  const { indexedDB } = fakeIndexedDb();
  await indexedDbJournal({ indexedDB }).put('a', 'one');
  await expect(indexedDbJournal({ indexedDB }).list()).resolves.toEqual(['one']);
});

it.for(['close', 'versionchange'])('opens it again after a %s', async (event) => {
  const { indexedDB, opened } = fakeIndexedDb();
  const journal = indexedDbJournal({ indexedDB });
  await journal.put('a', 'one');
  opened[0]!.dispatchEvent(new Event(event));
  await expect(journal.list()).resolves.toEqual(['one']);
  expect(opened).toHaveLength(2);
});

it('fails where it cannot be opened, and tries again the next time', async () => {
  const { indexedDB, failWith } = fakeIndexedDb();
  const journal = indexedDbJournal({ indexedDB });
  const denied = new DOMException('private mode', 'SecurityError');
  failWith(denied);
  await expect(journal.put('a', 'one')).rejects.toBe(denied);
  failWith(undefined);
  await journal.put('a', 'two');
  await expect(journal.list()).resolves.toEqual(['two']);
});

it('fails where the transaction fails', async () => {
  const { indexedDB, failWith } = fakeIndexedDb();
  const journal = indexedDbJournal({ indexedDB });
  await journal.list();
  const full = new DOMException('full', 'QuotaExceededError');
  failWith(full);
  await expect(journal.put('a', 'one')).rejects.toBe(full);
});
