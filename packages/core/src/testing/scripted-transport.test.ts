import { expect, it } from 'vitest';
import type { FetchInit } from '../transport/fetch-transport.ts';
import { scriptedTransport } from './scripted-transport.ts';

const init: FetchInit = {
  method: 'GET',
  headers: { a: 'b' },
  body: null,
  redirect: 'manual',
  cache: 'no-store',
  signal: null,
};

it('answers by script, the last answer for ever, and remembers what it was asked', async () => {
  const { fetch, requests } = scriptedTransport(
    { status: 202, body: { a: 1 }, headers: { 'x-a': '1' } },
    { body: 'text' },
  );
  const first = await fetch('https://x/1', { ...init, method: 'POST', body: '{}' });
  expect([first.status, await first.text(), first.headers.get('x-a')]).toEqual([202, '{"a":1}', '1']);
  expect(await (await fetch('https://x/2', init)).text()).toBe('text');
  expect(await (await fetch('https://x/3', init)).text()).toBe('text');
  expect(requests).toEqual([
    { url: 'https://x/1', method: 'POST', headers: { a: 'b' }, body: '{}' },
    { url: 'https://x/2', method: 'GET', headers: { a: 'b' }, body: undefined },
    { url: 'https://x/3', method: 'GET', headers: { a: 'b' }, body: undefined },
  ]);
});

it('throws where the script says so', async () => {
  const broken = new TypeError('fetch failed');
  await expect(scriptedTransport(broken).fetch('https://x', init)).rejects.toBe(broken);
});

it('hangs until the request is aborted, which it may be already', async () => {
  const { fetch } = scriptedTransport('hang');
  const controller = new AbortController();
  const { signal } = controller;
  const outcome = fetch('https://x', { ...init, signal }).catch((reason: unknown) => reason);
  controller.abort('enough');
  expect(await outcome).toBe('enough');
  await expect(fetch('https://x', { ...init, signal })).rejects.toBe('enough');
});
