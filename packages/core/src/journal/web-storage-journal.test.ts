import { expect, it, vi } from 'vitest';
import { fakeStorage } from '../../test/web-platform.ts';
import { webStorageJournal } from './web-storage-journal.ts';

it('writes within the call: not even a page that closes at once loses the job', () => {
  const { storage, entries } = fakeStorage();
  void webStorageJournal({ storage }).put('bria:a1', '{}');
  expect([...entries]).toEqual([['briakit:job:bria:a1', '{}']]);
});

it('sees nothing but its own, in a storage that is shared', async () => {
  const { storage, entries } = fakeStorage();
  entries.set('theme', 'dark').set('briakit:other', 'x');
  const [mine, yours] = ['shop-1', 'shop-11'].map((name) => webStorageJournal({ storage, name })) as [
    ReturnType<typeof webStorageJournal>,
    ReturnType<typeof webStorageJournal>,
  ];
  await mine.put('a', 'mine');
  await yours.put('a', 'yours');
  await expect(mine.list()).resolves.toEqual(['mine']);
  await mine.delete('a');
  await expect(yours.list()).resolves.toEqual(['yours']);
  expect(entries.get('theme')).toBe('dark');
});

it('can be made on a server, and says there that it has nowhere to write', async () => {
  vi.stubGlobal('localStorage', undefined);
  const journal = webStorageJournal();
  await expect(journal.list()).rejects.toThrow('There is no web storage here.');
  const { storage } = fakeStorage();
  vi.stubGlobal('localStorage', storage);
  await journal.put('a', 'one');
  expect(storage).toHaveLength(1);
});

it('says when it is full', async () => {
  const { storage, fill } = fakeStorage();
  fill();
  await expect(webStorageJournal({ storage }).put('a', 'one')).rejects.toMatchObject({
    name: 'QuotaExceededError',
  });
});
