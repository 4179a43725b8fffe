import { expect, it } from 'vitest';
import { readRefusal } from '../../test/refusal.ts';
import { parseJson, wordsOf } from './error-from-reply.ts';

it('says how long a rate limit asks to wait', () => {
  expect(readRefusal(429, '')).toMatchObject({ retryAfterMs: 7_000, retryable: true });
  expect(readRefusal(403, { message: 'Quota will be replenished in 02:15:00.' })).toMatchObject({
    retryAfterMs: 7_000,
  });
});

it('is about a paid job where it was asked about one', () => {
  expect(readRefusal(401, '', 'a1')).toMatchObject({ jobId: 'a1', submission: 'accepted' });
});

it('cuts an essay short', () => {
  expect(readRefusal(400, 'x'.repeat(10_000)).providerMessage).toHaveLength(500);
});

it.for([
  [undefined, ''],
  [null, ''],
  [42, ''],
  [' text ', 'text'],
  [['a', { message: 'b' }], 'a: b'],
  [{ error: null, message: 'b', msg: 'c' }, 'b: c'],
  [{ msg: 'field required', loc: ['body', 'images', 0] }, 'body: images: field required'],
  [{ message: 'is not a URL', field: 'image_url' }, 'image_url: is not a URL'],
  [{ toString: 1, error: { valueOf: null } }, ''],
] as const)('finds in %j the words %j', ([body, words]) => {
  expect(wordsOf(body)).toBe(words);
});

it('reads no words from a nest without end', () => {
  expect(wordsOf(JSON.parse('['.repeat(5_000) + '"x"' + ']'.repeat(5_000)))).toBe('');
});

it.for(['', '<html>', '{"error":', 'Too Many Requests'])('finds no JSON in %j', (text) => {
  expect(parseJson(text)).toBeUndefined();
});
