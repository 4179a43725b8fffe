/* oxlint-disable vitest/no-standalone-expect -- `test` is ours, and the linter knows only vitest's */
import { afterAll, describe, expect, vi } from 'vitest';
import { BRIA_ORIGIN, PHOTO_URL, PIXAZO_ORIGIN, posting, RMBG_PATH } from '../../test/ask.ts';
import { briakitTest, test } from '../vitest.ts';

const RMBG = `${BRIA_ORIGIN}/v2/image/edit/remove_background`;
const seen = { tokens: new Set<string>(), ids: new Set<string>() };

/** Submits with what there is in any app: `fetch` and a token. */
async function submit(api_token: string, body: object = { image: PHOTO_URL }): Promise<string> {
  const response = await fetch(RMBG, posting(body, { api_token }));
  expect(response.status).toBe(202);
  return ((await response.json()) as { request_id: string }).request_id;
}
const statusOf = async (id: string, api_token: string) =>
  (await fetch(`${BRIA_ORIGIN}/v2/status/${id}`, { headers: { api_token } })).json();

test('gives a test a mock behind the network, a token, and a clock to move', async ({
  mock,
  token,
  clock,
}) => {
  const id = await submit(token);
  expect((await statusOf(id, token)).status).toBe('IN_PROGRESS');
  await clock.advance(5_000);
  const { status, result } = await statusOf(id, token);
  expect(status).toBe('COMPLETED');
  expect((await fetch(result.image_url)).headers.get('content-type')).toBe('image/png');
  expect(mock).toHaveCharged(0.018);
});

describe.concurrent('tests that run at once', () => {
  test.for(Array.from({ length: 4 }, (_, number) => number))(
    'have a world of their own: %i',
    async (number, { mock, token, subscriptionKey, clock }) => {
      seen.tokens.add(token);
      for (let count = 0; count <= number; count++) seen.ids.add(await submit(token));
      mock.control.faults.add({ on: 'status', times: 1, effect: { kind: 'respond', status: 503 } });
      const headers = { 'Ocp-Apim-Subscription-Key': subscriptionKey };
      await fetch(`${PIXAZO_ORIGIN}${RMBG_PATH}`, posting({ image_url: PHOTO_URL }, headers));
      await clock.advance(number * 1_000 + 10_000);
      expect(mock.state.jobs.size).toBe(number + 2);
      expect(mock).toHaveCharged((number + 2) * 0.018);
      const [job] = mock.state.jobs.find();
      const spoiled = await fetch(`${BRIA_ORIGIN}/v2/status/${job?.requestId}`, {
        headers: { api_token: token },
      });
      expect(spoiled.status).toBe(503);
      const { result } = await statusOf(job?.requestId ?? '', token);
      expect((await fetch(result.image_url)).status).toBe(200);
      expect(mock.control.journal.count({ operation: 'media' })).toBe(1);
    },
  );
  afterAll(() => expect([seen.tokens.size, seen.ids.size]).toEqual([4, 10]));
});

test('hears an app whose token is fixed', async ({ mock }) => {
  await submit('from-the-environment');
  expect(mock.state.tenants.map(({ token }) => token)).toEqual(['from-the-environment']);
});

const ids: string[] = [];
test('draws the same ids whenever it runs', { repeats: 2 }, async ({ token }) => {
  ids.push(await submit(token));
  expect(new Set(ids).size).toBe(1);
});

test('lets nothing out while it runs', async () => {
  await expect(fetch('https://cdn.example.test/out.png')).rejects.toThrow('fetch failed');
});

describe('with options of its own', () => {
  test.override({ mockOptions: { balanceUsd: 0 } });
  test('is as a describe wants it', async ({ token }) => {
    expect((await fetch(RMBG, posting({ image: PHOTO_URL }, { api_token: token }))).status).toBe(402);
  });
});

test('is there in this process and on a port too', async ({ mock, token, fetch: ask, baseUrl }) => {
  const request = posting({ image: PHOTO_URL }, { api_token: token });
  expect((await ask(RMBG, request)).status).toBe(202);
  expect((await fetch(`${baseUrl}/v2/image/edit/remove_background`, request)).status).toBe(202);
  expect(mock).toHaveSubmitted('image/edit/remove_background', { times: 2 });
  await expect(ask('https://example.com/')).rejects.toThrow('not for the mock');
  mock.control.faults.add({ on: 'any', effect: { kind: 'network-error' } });
  await expect(ask(RMBG, request)).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  });
});

const onSystemTime = briakitTest({ clock: 'system', plan: 'free' });

onSystemTime('goes by fake timers', async ({ mock, token, onTestFinished }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const id = await submit(token);
  const poll = async (): Promise<unknown> => {
    const body = await statusOf(id, token);
    if (body.status === 'COMPLETED') return body.result;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return poll();
  };
  vi.setTimerTickMode('nextTimerAsync');
  expect(await poll()).toHaveProperty('image_url');
  expect(mock).toBeSettled();
  expect(mock.state.tenants).toEqual([{ token, plan: 'free' }]);
});

const offline = briakitTest({ network: false });

offline(
  'leaves the network of a file alone that has others beside it',
  async ({ mock, token, fetch: ask }) => {
    await ask(RMBG, posting({ image: PHOTO_URL }, { api_token: token }));
    expect(mock.state.jobs.size).toBe(1);
  },
);
