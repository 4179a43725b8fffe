/* oxlint-disable vitest/no-standalone-expect -- `test` is ours, and the linter knows only vitest's */
import { stripVTControlCharacters } from 'node:util';
import { removeBackground } from '@briakit/core/operations';
import { expect } from 'vitest';
import { BRIA_ORIGIN, bytesOf, pixazoAt, posting, TINY_PNG } from '../../test/ask.ts';
import { createMock } from '../index.ts';
import { briakitTest } from '../vitest.ts';

const test = briakitTest({ network: false });
const RMBG = 'image/edit/remove_background';
const image = 'https://example.com/vase.jpg';

/** As it reads: a terminal that has colours gets the difference in them. */
const messageOf = (assertion: () => unknown): string => {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  return 'It holds.';
};

test('knows what was submitted, and with what', async ({ mock, token: api_token, fetch: ask }) => {
  const post = (body: object) => ask(`${BRIA_ORIGIN}/v2/${RMBG}`, posting(body, { api_token }));
  expect(mock).not.toHaveSubmitted(RMBG);
  await post({ image, preserve_alpha: true });
  await post({ image: 'https://example.com/cup.jpg' });
  expect(mock).toHaveSubmitted(RMBG);
  for (const endpoint of [RMBG, `/v2/${RMBG}`, { path: `/v2/${RMBG}` }, removeBackground])
    expect(mock).toHaveSubmitted(endpoint, { times: 2 });
  expect(mock).toHaveSubmitted(RMBG, { times: 1, input: { image } });
  expect(mock).toHaveSubmitted(RMBG, { input: { image: expect.stringContaining('cup') } });
  expect(mock).not.toHaveSubmitted('image/edit/enhance');
  expect(mock).not.toHaveSubmitted(RMBG, { input: { image, preserve_alpha: false } });
});

test('knows the models of Pixazo by their names', async ({ mock }) => {
  await pixazoAt(mock).accepted();
  expect(mock).toHaveSubmitted('bria-rmbg-2-0-682', { times: 1 });
  expect(mock).toHaveSubmitted(removeBackground);
});

test('tells a submit that was refused from one whose answer was lost', async ({
  mock,
  token: api_token,
  fetch: ask,
}) => {
  const post = () => ask(`${BRIA_ORIGIN}/v2/${RMBG}`, posting({ image }, { api_token }));
  mock.control.faults.add({ on: 'submit', effect: { kind: 'respond', status: 503 } });
  await post();
  expect(mock).not.toHaveSubmitted(RMBG);
  mock.control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(mock).toHaveSubmitted(RMBG, { times: 1 });
  await post();
  expect(mock).toHaveSubmitted(RMBG, { times: 2 });
});

test('says what came near', async ({ mock, token: api_token, fetch: ask }) => {
  expect(messageOf(() => expect(mock).toHaveSubmitted(RMBG))).toContain('Nothing was submitted at all.');
  const post = (path: string, body: object) => ask(`${BRIA_ORIGIN}/v2/${path}`, posting(body, { api_token }));
  await post(RMBG, { image });
  await post(RMBG, {});
  await post('image/edit/enhance', { image });
  const message = messageOf(() =>
    expect(mock).toHaveSubmitted(RMBG, { times: 1, input: { image: 'other' } }),
  );
  expect(message).toContain(
    `Expected submit of ${RMBG} with {"image": "other"} (exactly 1), and there was none.`,
  );
  expect(message).toContain(`✗ POST /v2/${RMBG} → 202: another input`);
  expect(message).toMatch(/- +"image": "other",\s+\+ +"image": "https:\/\/example.com\/vase.jpg"/);
  expect(message).toContain(`✗ POST /v2/${RMBG} → 422: not accepted`);
  expect(message).toContain('✗ POST /v2/image/edit/enhance → 202: another endpoint');
  expect(messageOf(() => expect(mock).not.toHaveSubmitted(RMBG))).toContain(`✓ POST /v2/${RMBG} → 202`);
});

test('counts money that was charged, not what is held', async ({ mock, clock }) => {
  await pixazoAt(mock).accepted();
  expect(mock).toHaveCharged(0);
  expect(messageOf(() => expect(mock).toHaveCharged(0.018))).toBe(
    'Expected charges of $0.018, and there were $0.\n  $0.018 more are held for jobs that have not ended.',
  );
  await clock.advance(10_000);
  mock.control.tenants.get('token-a');
  expect(mock).toHaveCharged(0.018);
  expect(messageOf(() => expect(mock).not.toHaveCharged(0.018))).toMatch(/\$0\.018 for bria-rmbg/);
});

test('counts status requests', async ({ mock }) => {
  const client = pixazoAt(mock);
  expect(mock).not.toHaveBeenPolled();
  expect(mock).toHaveBeenPolled({ times: 0 });
  const [first, second] = [await client.accepted(), await client.accepted()];
  for (const id of [first, first, second]) await client.status(id);
  expect(mock).toHaveBeenPolled({ times: 3 });
  expect(mock).toHaveBeenPolled({ times: 2, requestId: first });
  expect(mock).toHaveBeenPolled({ atLeast: 3, atMost: 3 });
  expect(mock).not.toHaveBeenPolled({ atMost: 2 });
  expect(messageOf(() => expect(mock).toHaveBeenPolled({ times: 2, requestId: second }))).toContain(
    `  2 × /v2/requests/status/${first}`,
  );
});

test('knows when nothing is under way', async ({ mock, clock }) => {
  expect(mock).toBeSettled();
  await pixazoAt(mock).accepted();
  expect(mock).not.toBeSettled();
  expect(messageOf(() => expect(mock).toBeSettled())).toMatch(/bria-rmbg-2-0-682 \S+ \(not ended yet\)/);
  await clock.advance(10_000);
  expect(mock).toBeSettled();
  mock.control.outcomes.next('stuck');
  await pixazoAt(mock).accepted();
  await clock.advance(3_600_000);
  expect(messageOf(() => expect(mock).toBeSettled())).toContain('stuck, it never ends');
});

const refused = briakitTest({ network: false, deliver: async () => new Response(null, { status: 500 }) });
refused('is not settled while a webhook is owed', async ({ mock, token, fetch: ask }) => {
  const webhook_url = 'https://app.test/hook';
  await ask(`${BRIA_ORIGIN}/v2/${RMBG}`, posting({ image, webhook_url }, { api_token: token }));
  await mock.control.advance(10_000);
  expect(messageOf(() => expect(mock).toBeSettled())).toMatch(
    /^Expected nothing to be under way, but:\n {2}https:\/\/app.test\/hook has yet to be told of \w{32}$/,
  );
  await mock.control.advance(3_600_000);
  expect(mock).toBeSettled();
});

test('compares pictures that are too long for the journal', async ({
  mock,
  token: api_token,
  fetch: ask,
}) => {
  const picture = Buffer.concat([bytesOf(TINY_PNG), Buffer.alloc(1_000)]).toString('base64');
  await ask(`${BRIA_ORIGIN}/v2/${RMBG}`, posting({ image: picture }, { api_token }));
  expect(mock).toHaveSubmitted(RMBG, { input: { image: picture } });
  expect(mock).not.toHaveSubmitted(RMBG, { input: { image: `x${picture}` } });
});

test('is of mocks only', () => {
  expect(() => expect({}).toBeSettled()).toThrow('Only of a mock');
  expect(createMock()).toBeSettled();
});
