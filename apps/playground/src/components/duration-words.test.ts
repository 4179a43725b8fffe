import { expect, it } from 'vitest';
import { durationWords, etaWords } from './duration-words.ts';

it.each([
  [0, '0 s'],
  [1, '1 s'],
  [4_000, '4 s'],
  [4_001, '5 s'],
  [89_000, '89 s'],
  [90_000, '2 min'],
  [-500, '0 s'],
])('says %i ms as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

it('counts down while it can and is honest when it cannot', () => {
  expect(etaWords(3_500)).toBe('About 4 s left');
  expect(etaWords(900)).toBe('Any moment now');
  expect(etaWords(-4_000)).toBe('Any moment now');
  expect(etaWords(undefined)).toBe('Taking longer than usual');
});
