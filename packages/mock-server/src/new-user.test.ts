/** Five tests as somebody writes them who has read the README and nothing else. */
/* oxlint-disable vitest/no-standalone-expect -- `test` is ours, and the linter knows only vitest's */
import { briakitTest, test } from '@briakit/mock-server/vitest';
import { describe, expect, vi } from 'vitest';

const url = 'https://engine.prod.bria-api.com/v2/image/edit/remove_background';
const submit = (api_token: string, image = 'https://example.com/vase.jpg') =>
  fetch(url, {
    method: 'POST',
    headers: { api_token, 'content-type': 'application/json' },
    body: JSON.stringify({ image }),
  });

test('removes a background', async ({ mock, token, clock }) => {
  const { status_url } = await (await submit(token)).json();
  await clock.advance(5_000);
  const { result } = await (await fetch(status_url, { headers: { api_token: token } })).json();
  expect((await fetch(result.image_url)).headers.get('content-type')).toBe('image/png');
  expect(mock).toHaveSubmitted('image/edit/remove_background', {
    times: 1,
    input: { image: expect.any(String) },
  });
  expect(mock).toHaveBeenPolled({ atMost: 2 });
  expect(mock).toHaveCharged(0.018);
  expect(mock).toBeSettled();
});

const onFreePlan = briakitTest({ plan: 'free', balanceUsd: 0.018 });
onFreePlan('says when the money is gone', async ({ mock, token }) => {
  await submit(token);
  expect((await submit(token)).status).toBe(402);
  expect(mock).not.toBeSettled();
});

test('is refused a connection, and has bought nothing', async ({ mock, token }) => {
  mock.control.faults.add({ on: 'any', effect: { kind: 'network-error', code: 'ECONNREFUSED' } });
  await expect(submit(token)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(mock).not.toHaveSubmitted('image/edit/remove_background');
});

describe('on a flaky day', () => {
  test.override({ mockOptions: { scenario: 'flaky' } });
  test('is asked on a port, by whoever has the key for Pixazo', async ({
    baseUrl,
    subscriptionKey,
    mock,
  }) => {
    const { status } = await fetch(`${baseUrl}/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request`, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': subscriptionKey, 'content-type': 'application/json' },
      body: JSON.stringify({ image_url: 'https://example.com/vase.jpg' }),
    });
    expect(mock.control.journal.requests()).toMatchObject([{ provider: 'pixazo', status }]);
  });
});

const timers = briakitTest({ clock: 'system' });
timers('goes by fake timers', async ({ token, mock, onTestFinished }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  vi.setTimerTickMode('nextTimerAsync');
  const { status_url } = await (await submit(token)).json();
  await vi.advanceTimersByTimeAsync(5_000);
  const { status } = await (await fetch(status_url, { headers: { api_token: token } })).json();
  expect(status).toBe('COMPLETED');
  expect(mock).toBeSettled();
});
