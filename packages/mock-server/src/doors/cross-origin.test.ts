import { expect, it, onTestFinished } from 'vitest';
import { bytesOf, TINY_PNG } from '../../test/ask.ts';
import { listen, type ListenOptions } from './http-server.ts';

async function setUp(options: ListenOptions = {}) {
  const { origin, close } = await listen({}, options);
  onTestFinished(close);
  return origin;
}

it('answers a preflight, and lets a page read Retry-After', async () => {
  const origin = await setUp();
  const preflight = await fetch(`${origin}/v2/image/edit/remove_background`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:5173', 'access-control-request-headers': 'api_token, content-type' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('api_token, content-type');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  const { headers } = await fetch(`${origin}/v2/status/x`, { headers: { api_token: 't' } });
  expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
  expect(headers.get('access-control-allow-origin')).toBe('*');
});

it.each([
  ['http://localhost:3000', 'http://localhost:3000', 'origin'],
  ['off', null, null],
])('lets the pages of %s read it', async (cors, allowed, vary) => {
  const origin = await setUp({ cors });
  const url = `${origin}/v2/status/x`;
  for (const init of [{ method: 'OPTIONS' }, { headers: { api_token: 't' } }, {}]) {
    const { headers } = await fetch(url, init);
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([allowed, vary]);
  }
  const { headers, status } = await fetch(url, { method: 'OPTIONS' });
  expect([status, headers.has('access-control-allow-methods')]).toEqual([204, allowed !== null]);
});

it('takes files from any page, and gives them to any, whoever may read the rest', async () => {
  const origin = await setUp({ cors: 'off' });
  for (const init of [{ method: 'OPTIONS' }, { method: 'POST', body: bytesOf(TINY_PNG) }]) {
    const { headers } = await fetch(`${origin}/__mock/uploads`, init);
    expect(headers.get('access-control-allow-origin')).toBe('*');
  }
});
