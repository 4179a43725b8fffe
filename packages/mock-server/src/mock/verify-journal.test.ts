import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { briaAt, PHOTO_URL, pixazoAt } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { JournalMismatchError, type JournalExpectation } from '../index.ts';

async function setUp() {
  const mock = createMock({ clock: virtualClock() });
  await briaAt(mock).submit({ image: PHOTO_URL, preserve_alpha: false });
  await briaAt(mock, 'token-b').submit({ image: PHOTO_URL });
  await pixazoAt(mock).submit();
  return mock;
}
const mismatch = async (expected: JournalExpectation): Promise<JournalMismatchError> => {
  const mock = await setUp();
  try {
    mock.control.journal.verify(expected);
  } catch (error) {
    if (error instanceof JournalMismatchError) return error;
    throw error;
  }
  throw new Error('Nothing was wrong.');
};

it.each<JournalExpectation>([
  { operation: 'submit' },
  { operation: 'submit', times: 3 },
  { operation: 'status', times: 0 },
  { endpoint: 'image/edit/remove_background', times: 2 },
  { endpoint: 'bria-rmbg-2-0-682', provider: 'pixazo', times: 1 },
  { tenant: 'token-b', status: 202, method: 'POST', faulty: false, times: 1 },
  { input: { preserve_alpha: false }, times: 1 },
  { times: 3 },
])('is content when it was so: %j', async (expected) => {
  const mock = await setUp();
  expect(() => mock.control.journal.verify(expected)).not.toThrow();
});

it('says what was expected, what there was, and how that differed', async () => {
  const error = await mismatch({
    endpoint: 'image/edit/remove_background',
    tenant: 'token-a',
    input: { image: PHOTO_URL, preserve_alpha: true },
    times: 1,
  });
  expect(error.message).toBe(
    `Expected 1 request with endpoint "image/edit/remove_background", tenant "token-a", input {"image":"${PHOTO_URL}","preserve_alpha":true}; there were none, of 3 in all.
Nearly:
  2026-01-01T00:00:00.000Z POST /v2/image/edit/remove_background → 202
    input.preserve_alpha was false, not true
  2026-01-01T00:00:00.000Z POST /v2/image/edit/remove_background → 202
    tenant was "token-b", not "token-a"
    input.preserve_alpha was not there, not true`,
  );
  expect(error).toMatchObject({ name: 'AssertionError', expected: 1, actual: 0 });
});

it('shows what there was where that is too much', async () => {
  const { message, nearMisses } = await mismatch({ operation: 'submit', tenant: 'token-a', times: 1 });
  expect(message).toMatch(
    /^Expected 1 request with .*; there were 2, of 3 in all\.\nThere were:\n {2}.*remove_background → 202\n {2}.*rmbg-2-0-request → 202$/,
  );
  expect(nearMisses).toEqual([]);
});

it('does not call near what agrees in nothing', async () => {
  const { nearMisses } = await mismatch({ operation: 'status', method: 'GET' });
  expect(nearMisses).toEqual([]);
});
