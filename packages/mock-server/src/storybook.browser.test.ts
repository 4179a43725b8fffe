import type { VirtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import * as storybook from './storybook.ts';

const { briaMockLoader, withBriaMock } = storybook;
const ORIGIN = 'https://engine.prod.bria-api.com';

async function submit(api_token: string): Promise<Response> {
  return fetch(`${ORIGIN}/v2/image/edit/remove_background`, {
    method: 'POST',
    headers: { api_token, 'content-type': 'application/json' },
    body: JSON.stringify({ image: 'https://example.com/vase.jpg' }),
  });
}

it('exports from the door for Storybook only what it means to', () => {
  expect(Object.keys(storybook).toSorted()).toMatchInlineSnapshot(`
    [
      "briaMockLoader",
      "withBriaMock",
    ]
  `);
});

it('gives each story a mock of its own behind one worker', async () => {
  const load = briaMockLoader();
  const first = await load({ id: 'hooks--running', parameters: { briakit: { clock: 'virtual' } } });
  const { loaders } = withBriaMock();
  const second = await loaders[0]?.({ id: 'hooks--broke', parameters: { briakit: { balanceUsd: 0 } } });
  expect((await submit(second?.briakit.token ?? '')).status).toBe(402);

  const { mock, token, clock } = first.briakit;
  const { request_id } = (await (await submit(token)).json()) as { request_id: string };
  await (clock as VirtualClock).advance(5_000);
  const status = await fetch(`${ORIGIN}/v2/status/${request_id}`, { headers: { api_token: token } });
  const { result } = await status.json();
  const image = new Image();
  image.src = result.image_url;
  await image.decode();
  expect(image.naturalWidth).toBeGreaterThan(0);
  expect(mock.control.journal.requests().map(({ operation }) => operation)).toEqual([
    'submit',
    'status',
    'media',
  ]);
  expect(second?.briakit.mock.control.journal.count()).toBe(1);

  const again = await load({ id: 'hooks--running', parameters: {} });
  expect(again.briakit.token).not.toBe(token);
  expect(again.briakit.mock.state.jobs.size).toBe(0);
});
