import { virtualClock } from '@briakit/core/testing';
import { once } from 'node:events';
import { connect } from 'node:net';
import http from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { ask, briaAt, bytesOf, pixazoAt, posting, TINY_PNG } from '../../test/ask.ts';
import type { MockOptions } from '../mock/options.ts';
import { createMock, type Mock } from './create-mock.ts';
import { listen, type MockServer } from './http-server.ts';

const servers: MockServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function setUp(options: MockOptions = {}) {
  const clock = virtualClock();
  const server = await listen({ clock, ...options });
  servers.push(server);
  const overHttp = { handle: (request: Request) => fetch(request) };
  return {
    clock,
    server,
    control: server.mock.control,
    overHttp,
    bria: briaAt(overHttp, 'token-a', server.origin),
    pixazo: pixazoAt(overHttp, 'token-a', server.origin),
  };
}

it('serves whole jobs of both providers, with links that lead back to it', async () => {
  const { clock, server, bria, pixazo } = await setUp();
  const [atBria, atPixazo] = [await bria.accepted({ image: TINY_PNG }), await pixazo.accepted()];
  await clock.advance(10_000);
  const { result } = await (await bria.status(atBria)).json();
  const { output } = await (await pixazo.status(atPixazo)).json();
  expect(result.image_url).toBe(`${server.origin}/__mock/media/${atBria}/output.png`);
  expect(output.media_url).toEqual([`${server.origin}/__mock/media/${atPixazo}/output.png`]);
  const picture = await fetch(result.image_url);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(new Uint8Array(await picture.arrayBuffer()).slice(1, 4)).toEqual(new Uint8Array(Buffer.from('PNG')));
});

it('serves a mock that is there already', async () => {
  const mock = createMock();
  const server = await listen(mock);
  servers.push(server);
  expect(server.mock).toBe(mock);
  await fetch(`${server.origin}/v2/status/x`, { headers: { api_token: 't' } });
  expect(mock.control.journal.count()).toBe(1);
});

it('says where on this machine it is when it listens at all of its addresses', async () => {
  const server = await listen({}, { host: '0.0.0.0' });
  servers.push(server);
  expect(server.origin).toBe(`http://127.0.0.1:${server.port}`);
  expect((await fetch(`${server.origin}/__admin/health`)).status).toBe(200);
});

it('takes a picture of 12 MB, and keeps nothing that is far beyond', async () => {
  const { server, overHttp, bria } = await setUp();
  const picture = Buffer.alloc(12 * 1024 * 1024);
  picture.set(bytesOf(TINY_PNG));
  expect((await bria.submit({ image: picture.toString('base64') })).status).toBe(202);
  const huge = await ask(overHttp, `${server.origin}/__mock/uploads`, {
    method: 'POST',
    body: new Uint8Array(33 * 1024 * 1024),
  });
  expect(huge.status).toBe(413);
});

it('answers HEAD without a body, and in one line of JSON otherwise', async () => {
  const { clock, server, bria } = await setUp();
  const requestId = await bria.accepted({ image: TINY_PNG });
  await clock.advance(10_000);
  const head = await fetch(`${server.origin}/__mock/media/${requestId}/output.png`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
  expect(await (await bria.status(requestId)).text()).not.toContain('\n');
});

it('says so when nothing is imitated at a path', async () => {
  const { server } = await setUp();
  const response = await fetch(`${server.origin}/favicon.ico`);
  expect([response.status, await response.json()]).toEqual([
    404,
    { error: 'Nothing is imitated at /favicon.ico.' },
  ]);
});

it('resets the connection where a fault breaks it', async () => {
  const { control, bria } = await setUp();
  control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } });
  await expect(bria.submit()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(control.tenants.get('token-a').balanceUsd).toBe(4.982);
});

it('hears of a client that goes away', async () => {
  const mock = createMock();
  const handle = vi.fn<Mock['handle']>(mock.handle);
  const server = await listen({ ...mock, handle });
  servers.push(server);
  const { control } = mock;
  control.faults.add({ on: 'status', effect: { kind: 'hang' } });
  const client = new AbortController();
  const hanging = fetch(`${server.origin}/v2/status/x`, {
    headers: { api_token: 't' },
    signal: client.signal,
  });
  await expect.poll(() => control.journal.count()).toBe(1);
  client.abort();
  await expect(hanging).rejects.toThrow('aborted');
  // The mock's answer to the request that hung, now that nobody waits for it.
  expect((await handle.mock.results[0]?.value)?.type).toBe('error');
});

it('fails with EADDRINUSE when its port is taken', async () => {
  const { server } = await setUp();
  await expect(listen({}, { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('ends idle and hanging connections when it closes', async () => {
  const { server, control } = await setUp();
  const agent = new http.Agent({ keepAlive: true });
  const idle = http.request(`${server.origin}/__admin/health`, { agent }).end();
  const [response] = await once(idle, 'response');
  response.resume();
  await once(response, 'end');
  control.faults.add({ on: 'any', effect: { kind: 'hang' } });
  const hanging = fetch(`${server.origin}/v2/status/x`, { headers: { api_token: 't' } });
  await expect.poll(() => control.journal.count()).toBe(1);
  await Promise.all([server.close(), expect(hanging).rejects.toThrow('fetch failed')]);
  await server.close();
  agent.destroy();
  const refused = connect(server.port, '127.0.0.1');
  await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('is controlled from this machine', async () => {
  const { server, overHttp, control } = await setUp();
  const patched = await ask(overHttp, `${server.origin}/__admin/tenant`, {
    ...posting({ balanceUsd: 0 }, { api_token: 'token-a' }),
    method: 'PATCH',
  });
  expect(await patched.json()).toEqual({ plan: 'starter', balanceUsd: 0 });
  expect(control.tenants.get('token-a').balanceUsd).toBe(0);
});

it('streams events as they happen, and hears of it when the client goes away', async () => {
  const { clock, server, control, bria } = await setUp();
  const client = new AbortController();
  const response = await fetch(`${server.origin}/__admin/events`, { signal: client.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (word: string) => {
    while (!text.includes(word)) text += (await reader?.read())?.value ?? '';
  };
  await bria.accepted();
  await until('event: job-changed');
  expect(clock.pendingTimers).toBe(1);
  client.abort();
  await expect.poll(() => clock.pendingTimers).toBe(0);
  expect(control.journal.count()).toBe(1);
});

it('ends its event streams when it stops', async () => {
  const { clock, server, bria } = await setUp();
  const response = await fetch(`${server.origin}/__admin/events`);
  await bria.accepted();
  await server.close();
  await expect(response.text()).rejects.toThrow('terminated');
  await expect.poll(() => clock.pendingTimers).toBe(0);
});

it('gives its world away as JSON, and takes another', async () => {
  const { clock, server, bria, control } = await setUp();
  const job = await bria.accepted({ image: TINY_PNG });
  await clock.advance(10_000);
  const snapshot = await (await fetch(`${server.origin}/__admin/snapshot`)).json();
  const slim = await (await fetch(`${server.origin}/__admin/snapshot?pictures=false`)).json();
  expect([snapshot.pictures.length, slim.pictures.length, slim.picturesLeftOut]).toEqual([1, 0, 1]);

  const other = await setUp();
  const put = (body: unknown) =>
    fetch(`${other.server.origin}/__admin/snapshot`, { ...posting(body), method: 'PUT' });
  expect((await put(snapshot)).status).toBe(204);
  expect((await other.bria.status(job)).status).toBe(200);
  expect(other.clock.now()).toBe(clock.now());
  const refused = await put({ version: 1 });
  expect(refused.status).toBe(400);
  expect((await refused.json()).error).toMatch(/takenAt must be a number/);
  expect(control.journal.count()).toBe(1);
});

it('hands on a body as it comes, and breaks off in the middle of one', async () => {
  const { control, bria, clock, server } = await setUp();
  control.faults.add({ on: 'submit', effect: { kind: 'garble', how: 'cut' } });
  control.faults.add({ on: 'submit', effect: { kind: 'slow', bodyMs: 1000 } });
  const cut = await bria.submit();
  expect(cut.status).toBe(202);
  await expect(cut.text()).rejects.toThrow('terminated');
  const slow = await bria.submit();
  expect(slow.status).toBe(202);
  const body = slow.json();
  await expect.poll(() => clock.pendingTimers).toBeGreaterThan(0);
  await clock.advance(900);
  await expect.poll(() => clock.pendingTimers).toBeGreaterThan(0);
  await clock.advance(100);
  expect(await body).toEqual({
    request_id: expect.any(String),
    status_url: expect.stringContaining(server.origin),
  });
});

it('tells of each request when it is over, those that broke too', async () => {
  const answered: unknown[] = [];
  const server = await listen(
    {},
    { onAnswered: ({ method, path, status }) => answered.push({ method, path, status }) },
  );
  servers.push(server);
  server.mock.control.faults.add({ on: 'status', effect: { kind: 'network-error' } });
  await fetch(`${server.origin}/v2/status/x?y=1`).catch(() => {});
  await fetch(`${server.origin}/nothing`);
  await expect.poll(() => answered.length).toBe(2);
  expect(answered).toEqual([
    { method: 'GET', path: '/v2/status/x', status: 0 },
    { method: 'GET', path: '/nothing', status: 404 },
  ]);
});
