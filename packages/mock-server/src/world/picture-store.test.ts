import { expect, it } from 'vitest';
import { createPictureStore } from './picture-store.ts';

const weighing = (sizeBytes: number) => ({ bytes: new Uint8Array(sizeBytes), contentType: 'image/png' });
const KEPT = ['a', 'b', 'c'] as const;

it('lets the oldest pictures go when there are too many bytes', () => {
  const store = createPictureStore(100);
  for (const id of KEPT) store.put(id, weighing(40));
  expect(KEPT.map((id) => store.get(id) !== undefined)).toEqual([false, true, true]);
});

it('keeps a picture that is too large for all, alone', () => {
  const store = createPictureStore(100);
  store.put('a', weighing(40));
  store.put('b', weighing(400));
  expect(KEPT.map((id) => store.get(id) !== undefined)).toEqual([false, true, false]);
});

it('counts a picture that is put twice once', () => {
  const store = createPictureStore(100);
  store.put('a', weighing(60));
  store.put('a', weighing(60));
  store.put('b', weighing(40));
  expect(KEPT.map((id) => store.get(id) !== undefined)).toEqual([true, true, false]);
});
