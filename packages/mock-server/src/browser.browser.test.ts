import { afterEach, expect, it, vi } from 'vitest';
import * as browser from './browser.ts';
import { createMock } from './index.ts';

const MEDIA_ORIGIN = 'https://media.briakit.test';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function setUp(options: Parameters<typeof createMock>[0] = {}) {
  const mock = createMock({ latency: { queuedMs: [0, 0], runningMs: [0, 0] }, ...options });
  const worker = browser.setupMockWorker(mock);
  await worker.start();
  stops.push(worker.stop);
  return mock;
}

it('exports from the door for pages only what it means to', () => {
  expect(Object.keys(browser).toSorted()).toMatchInlineSnapshot(`
    [
      "setupMockWorker",
    ]
  `);
});

it('serves a page a whole job, down to the <img>', async () => {
  const mock = await setUp();
  const submitted = await fetch('https://engine.prod.bria-api.com/v2/image/edit/remove_background', {
    method: 'POST',
    headers: { api_token: 'token-a', 'content-type': 'application/json' },
    body: JSON.stringify({ image: 'https://example.com/vase.jpg' }),
  });
  const { status_url } = await submitted.json();
  const { result } = await (await fetch(status_url, { headers: { api_token: 'token-a' } })).json();
  expect(result.image_url).toContain(MEDIA_ORIGIN);

  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = result.image_url;
  await image.decode();
  expect([image.naturalWidth, image.naturalHeight]).toEqual([960, 720]);
  expect(mock.control.journal.requests().map(({ operation }) => operation)).toEqual([
    'submit',
    'status',
    'media',
  ]);
});

it('lets a page have its own files, and fails requests to a provider that is not imitated', async () => {
  await setUp({ providers: ['bria'] });
  // To the page a request that is stopped and one that finds no server look the same: this tells them apart.
  const stopped = vi.spyOn(Response, 'error');
  expect((await fetch('/mockServiceWorker.js')).status).toBe(200);
  expect(stopped).not.toHaveBeenCalled();
  await expect(fetch('https://gateway.pixazo.ai/v2/requests/status/x')).rejects.toThrow('Failed to fetch');
  expect(stopped).toHaveBeenCalled();
});
