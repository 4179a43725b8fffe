import { virtualClock } from '@briakit/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import * as browser from './browser.ts';
import { runContract } from './contract.ts';
import { createMock, type Mock } from './index.ts';

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

it('goes on after a reload where it was, when it is asked to', async () => {
  sessionStorage.clear();
  /** What a page does when it is loaded. */
  const load = async (persist?: 'session'): Promise<{ mock: Mock; unload: () => Promise<void> }> => {
    const mock = createMock();
    const worker = browser.setupMockWorker(mock, { ...(persist && { persist }) });
    await worker.start();
    return { mock, unload: worker.stop };
  };
  const headers = { api_token: 'token-a', 'content-type': 'application/json' };
  const body = JSON.stringify({ image: 'https://example.com/vase.jpg' });
  const submit = async () => {
    const response = await fetch('https://engine.prod.bria-api.com/v2/image/edit/remove_background', {
      method: 'POST',
      headers,
      body,
    });
    return (await response.json()) as { request_id: string; status_url: string };
  };

  const before = await load('session');
  before.mock.control.tenants.set('token-a', { plan: 'free', balanceUsd: 1 });
  const first = await submit();
  await before.unload();

  const after = await load('session');
  expect(after.mock.state.jobs.get(first.request_id)).toEqual(before.mock.state.jobs.get(first.request_id));
  expect(after.mock.control.tenants.get('token-a')).toEqual({ plan: 'free', balanceUsd: 0.982 });
  expect((await fetch(first.status_url, { headers })).status).toBe(200);
  expect((await submit()).request_id).not.toBe(first.request_id);
  after.mock.control.reset();
  await after.unload();

  const forgetful = await load();
  stops.push(forgetful.unload);
  expect(forgetful.mock.state.jobs.size).toBe(0);
});

it('begins anew where it cannot read what was kept', async () => {
  sessionStorage.clear();
  const first = createMock();
  // As another version would have left it.
  vi.spyOn(first.control, 'snapshot').mockResolvedValue({ version: 0 } as never);
  const worker = browser.setupMockWorker(first, { persist: 'session' });
  await worker.start();
  first.control.tenants.set('token-a', { balanceUsd: 1 });
  await fetch('/__admin/outcomes', { method: 'POST', body: '{}' });
  await worker.stop();

  const second = createMock();
  const again = browser.setupMockWorker(second, { persist: 'session' });
  await again.start();
  stops.push(again.stop);
  expect(second.state.tenants).toEqual([]);
});

it('keeps to the contract', async () => {
  const clock = virtualClock();
  await setUp({ clock });
  const report = await runContract({
    token: 'contract-b',
    subscriptionKey: 'contract-p',
    imageUrl: 'https://example.com/vase.jpg',
    maxSpendUsd: 0.1,
    wait: (ms) => clock.advance(ms),
  });
  expect(report.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(report.results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(20);
});
