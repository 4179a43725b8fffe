import { virtualClock } from '@briakit/core/testing';
import dns from 'node:dns';
import { once } from 'node:events';
import http, { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import * as undici from 'undici';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { BRIA_ORIGIN, PHOTO_URL, pixazoAt } from '../../test/ask.ts';
import { createMock } from './create-mock.ts';
import { setupMockNetwork, type MockNetworkOptions } from './node-network.ts';

/** A server on this machine that stands for production: whatever reaches it has leaked. */
let sentinel: Server;
let sentinelOrigin: string;
let sentinelHits = 0;
const lookup = vi.spyOn(dns, 'lookup');

beforeAll(async () => {
  sentinel = createServer((_, response) => {
    sentinelHits += 1;
    response.end('real');
  });
  sentinel.listen(0, '127.0.0.1');
  await once(sentinel, 'listening');
  sentinelOrigin = `http://127.0.0.1:${(sentinel.address() as AddressInfo).port}`;
});
afterAll(() => void sentinel.close());
afterEach(() => {
  sentinelHits = 0;
  lookup.mockClear();
});

/** A mock that is on until the end of the scope. */
function intercept(options?: MockNetworkOptions, mediaOrigin?: string) {
  const clock = virtualClock();
  const mock = createMock({ clock, ...(mediaOrigin && { mediaOrigin }) });
  const network = setupMockNetwork(mock, options);
  network.enable();
  return { clock, mock, network, [Symbol.asyncDispose]: () => network[Symbol.asyncDispose]() };
}

const headers = { api_token: 'token-a' };

/** GETs a URL, and gives the status and the text of the answer. */
type Get = (url: string) => Promise<readonly [number, string]>;

const viaNode =
  (request: typeof http.request): Get =>
  async (url) => {
    const outgoing = request(url, { headers }).end();
    const [incoming] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    return [incoming.statusCode ?? 0, await text(incoming)];
  };
const viaDispatcher =
  (create: (origin: string) => undici.Dispatcher): Get =>
  async (url) => {
    const { origin, pathname: path } = new URL(url);
    const dispatcher = create(origin);
    try {
      const { statusCode, body } = await dispatcher.request({ origin, path, method: 'GET', headers });
      return [statusCode, await body.text()];
    } finally {
      await dispatcher.destroy();
    }
  };

const CLIENTS: readonly (readonly [string, Get])[] = [
  [
    'global fetch',
    async (url) => fetch(url, { headers }).then(async (reply) => [reply.status, await reply.text()]),
  ],
  ['node:http', (url) => viaNode(url.startsWith('https:') ? https.request : http.request)(url)],
  [
    'undici.fetch',
    async (url) => undici.fetch(url, { headers }).then(async (reply) => [reply.status, await reply.text()]),
  ],
  [
    'undici.request',
    async (url) =>
      undici.request(url, { headers }).then(async ({ statusCode, body }) => [statusCode, await body.text()]),
  ],
  [
    'undici.request with an Agent',
    async (url) => {
      const dispatcher = new undici.Agent();
      const { statusCode, body } = await undici.request(url, { headers, dispatcher });
      return [statusCode, await body.text()];
    },
  ],
  ['undici.Pool', viaDispatcher((origin) => new undici.Pool(origin, { connections: 1 }))],
  ['undici.Client', viaDispatcher((origin) => new undici.Client(origin, { pipelining: 4 }))],
  ['undici.Agent', viaDispatcher(() => new undici.Agent())],
  ['undici.Agent for HTTP/2', viaDispatcher(() => new undici.Agent({ allowH2: true }))],
];

it.each(CLIENTS)('answers %s in the place of the provider, without DNS', async (_, get) => {
  await using scene = intercept();
  expect(await get(`${BRIA_ORIGIN}/v2/status/nobody`)).toEqual([404, '{"status":"NOT_FOUND"}']);
  expect(scene.mock.control.journal.count({ operation: 'status', tenant: 'token-a' })).toBe(1);
  expect(lookup).not.toHaveBeenCalled();
});

it.each(CLIENTS)('answers %s in the place of a server that is really there', async (_, get) => {
  await using scene = intercept({}, sentinelOrigin);
  const [status] = await get(`${sentinelOrigin}/__mock/media/nobody/output.png`);
  expect(status).toBe(400); // it brought a token along
  expect(scene.mock.control.journal.count({ operation: 'media' })).toBe(1);
  expect(sentinelHits).toBe(0);
});

it.each(CLIENTS)('lets nothing of %s out to the network, pictures neither', async (_, get) => {
  await using scene = intercept();
  await expect(get('https://cdn.example.test/out.png')).rejects.toBeInstanceOf(Error);
  await expect(get('https://cdn.example.test/out.json')).rejects.toBeInstanceOf(Error);
  expect(scene.mock.state.journal).toEqual([]);
  expect(lookup).not.toHaveBeenCalled();
});

it.each(CLIENTS)('lets %s through to this machine, unless told otherwise', async (_, get) => {
  {
    await using lenient = intercept();
    expect(await get(`${sentinelOrigin}/out.png`)).toEqual([200, 'real']);
    expect(lenient.mock.state.journal).toEqual([]);
  }
  await using strict = intercept({ unhandled: 'reject' });
  await expect(get(`${sentinelOrigin}/out.png`)).rejects.toBeInstanceOf(Error);
  expect(strict.mock.state.journal).toEqual([]);
  expect(sentinelHits).toBe(1);
});

it('serves a whole job to a client that knows nothing of it', async () => {
  await using scene = intercept();
  const client = pixazoAt({ handle: (request) => fetch(request) });
  const requestId = await client.accepted({ image_url: PHOTO_URL });
  await scene.clock.advance(10_000);
  const { output } = await (await client.status(requestId)).json();
  const picture = await fetch(output.media_url[0]);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
});

it('breaks the connection where a fault says so', async () => {
  await using scene = intercept();
  scene.mock.control.faults.add({ on: 'status', times: 2, effect: { kind: 'network-error' } });
  await expect(fetch(`${BRIA_ORIGIN}/v2/status/x`, { headers })).rejects.toThrow('fetch failed');
  await expect(undici.request(`${BRIA_ORIGIN}/v2/status/x`, { headers })).rejects.toBeInstanceOf(Error);
});

it('lets a client give up on a request that hangs', async () => {
  await using scene = intercept();
  scene.mock.control.faults.add({ on: 'status', effect: { kind: 'hang' } });
  const client = new AbortController();
  const hanging = fetch(`${BRIA_ORIGIN}/v2/status/x`, { headers, signal: client.signal });
  await expect.poll(() => scene.mock.control.journal.count()).toBe(1);
  client.abort();
  await expect(hanging).rejects.toThrow('aborted');
});

it('is there from enable to disable, and alone', async () => {
  const mock = createMock();
  const [first, second] = [setupMockNetwork(mock), setupMockNetwork(mock)];
  first.enable();
  expect(() => second.enable()).toThrow('already');
  first.disable();
  expect(() => first.disable()).toThrow('not on');
  second.enable();
  await second[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
  expect(await (await fetch(sentinelOrigin)).text()).toBe('real');
});
