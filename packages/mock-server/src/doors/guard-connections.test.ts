import dns from 'node:dns';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { createServer, type Server } from 'node:http';
import https from 'node:https';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { bypass } from 'msw';
import * as undici from 'undici';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { BRIA_ORIGIN, bytesOf, MEDIA_ORIGIN, TINY_PNG } from '../../test/ask.ts';
import { createMock } from './create-mock.ts';
import { setupMockNetwork, type MockNetworkOptions } from './node-network.ts';

/** More than a socket takes at once. */
const PICTURE = Buffer.concat([bytesOf(TINY_PNG), Buffer.alloc(2_000_000, 7)]);
const PATH = '/__mock/uploads';

/** A server on this machine that stands for production, for a proxy, or for a database. */
let sentinel: Server;
let sentinelOrigin: string;
const connections = vi.fn<() => void>();
const lookup = vi.spyOn(dns, 'lookup');
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'briakit-'));
  await writeFile(join(directory, 'picture.png'), PICTURE);
  sentinel = createServer((_, response) => response.end('real')).on('connection', connections);
  sentinel.listen(0, '127.0.0.1');
  await once(sentinel, 'listening');
  sentinelOrigin = `http://127.0.0.1:${(sentinel.address() as AddressInfo).port}`;
});
afterAll(async () => {
  sentinel.closeAllConnections();
  sentinel.close();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  lookup.mockClear();
  connections.mockClear();
});

function intercept(options?: MockNetworkOptions, mediaOrigin = MEDIA_ORIGIN) {
  const mock = createMock({ mediaOrigin });
  const network = setupMockNetwork(mock, options);
  network.enable();
  return { mock, [Symbol.asyncDispose]: () => network[Symbol.asyncDispose]() };
}

/** What is thrown on the way to an answer, such as by a body that breaks off, it prints. */
function hushMsw() {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => print.mockRestore());
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await turn();
};

/** Four chunks, each some turns of the event loop after the one before; the first one late as well. */
async function* slowly(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 4; i++) {
    await turns(5);
    yield bytes.subarray((i * bytes.length) / 4, ((i + 1) * bytes.length) / 4);
  }
}
const slowStream = () => Readable.toWeb(Readable.from(slowly(PICTURE))) as ReadableStream;

interface Uploaded {
  readonly url: string;
}
type Upload = (url: string) => Promise<unknown>;

const viaNode =
  (prepare: (request: http.ClientRequest) => void): Upload =>
  async (url) => {
    const outgoing = (url.startsWith('https:') ? https : http).request(url, { method: 'POST' });
    const answered = once(outgoing, 'response');
    prepare(outgoing);
    for await (const chunk of slowly(PICTURE)) outgoing.write(chunk);
    outgoing.end();
    const [incoming] = (await answered) as [http.IncomingMessage];
    return json(incoming);
  };
const viaDispatcher =
  (create: (origin: string) => undici.Dispatcher, body: () => Readable | Buffer): Upload =>
  async (url) => {
    const { origin, pathname: path } = new URL(url);
    const dispatcher = create(origin);
    try {
      const reply = await dispatcher.request({ origin, path, method: 'POST', body: body() });
      return await reply.body.json();
    } finally {
      await dispatcher.destroy();
    }
  };
const slowBody = () => Readable.from(slowly(PICTURE));
const wholeBody = () => PICTURE;
const pool = (origin: string) => new undici.Pool(origin, { connections: 1 });

const UPLOADS: readonly (readonly [string, Upload])[] = [
  [
    'fetch of a slow stream',
    async (url) =>
      (await fetch(url, { method: 'POST', body: slowStream(), duplex: 'half' } as RequestInit)).json(),
  ],
  [
    'fetch of a file',
    async (url) => {
      const body = await openAsBlob(join(directory, 'picture.png'));
      return (await fetch(url, { method: 'POST', body })).json();
    },
  ],
  ['node:http, writing late', viaNode(() => {})],
  ['node:http, headers first', viaNode((request) => request.flushHeaders())],
  [
    'undici.fetch of a slow stream',
    async (url) => (await undici.fetch(url, { method: 'POST', body: slowStream(), duplex: 'half' })).json(),
  ],
  [
    'undici.request with a slow body',
    async (url) => (await undici.request(url, { method: 'POST', body: slowBody() })).body.json(),
  ],
  [
    'undici.request with a large body',
    async (url) => (await undici.request(url, { method: 'POST', body: PICTURE })).body.json(),
  ],
  ['undici.Pool with a slow body', viaDispatcher(pool, slowBody)],
  ['undici.Pool with a large body', viaDispatcher(pool, wholeBody)],
  ['undici.Client with a slow body', viaDispatcher((origin) => new undici.Client(origin), slowBody)],
  [
    'undici.Agent for HTTP/2 with a slow body',
    viaDispatcher(() => new undici.Agent({ allowH2: true }), slowBody),
  ],
  [
    'undici.ProxyAgent with a slow body',
    viaDispatcher(() => new undici.ProxyAgent(sentinelOrigin), slowBody),
  ],
];

it.each(UPLOADS)('answers %s once, without DNS and without a connection', async (_, upload) => {
  await using scene = intercept();
  const { url } = (await upload(`${MEDIA_ORIGIN}${PATH}`)) as Uploaded;
  expect(scene.mock.control.journal.count()).toBe(1);
  expect(PICTURE.equals(await (await fetch(url)).bytes())).toBe(true);
  expect([lookup.mock.calls, connections.mock.calls]).toEqual([[], []]);
});

it.each(UPLOADS.filter(([name]) => !name.includes('Proxy')))(
  'answers %s without a connection to a server that is really there, whatever else may pass',
  async (_, upload) => {
    await using scene = intercept({ unhandled: 'allow' }, sentinelOrigin);
    expect(await upload(`${sentinelOrigin}${PATH}`)).toHaveProperty('url');
    expect(scene.mock.control.journal.count()).toBe(1);
    expect(connections).not.toHaveBeenCalled();
  },
);

it('answers each of several slow uploads over one connection', async () => {
  await using scene = intercept();
  const client = new undici.Client(MEDIA_ORIGIN, { pipelining: 3 });
  const replies = [1, 2, 3].map(async () => {
    const { statusCode, body } = await client.request({ path: PATH, method: 'POST', body: slowBody() });
    await body.dump();
    return statusCode;
  });
  expect(await Promise.all(replies)).toEqual([201, 201, 201]);
  expect(scene.mock.control.journal.count()).toBe(3);
  await client.destroy();
});

it.each([
  ['before its first byte', 5_000],
  ['in the middle', 8],
])('forgets a slow upload that its client gives up %s', async (_, silentTurns) => {
  hushMsw();
  await using scene = intercept();
  const client = new AbortController();
  const agent = new undici.Agent();
  const body = Readable.from(
    (async function* () {
      await turns(silentTurns);
      for (;;) yield* slowly(PICTURE.subarray(0, 4));
    })(),
  );
  const url = `${MEDIA_ORIGIN}${PATH}`;
  const upload = undici.request(url, { method: 'POST', body, dispatcher: agent, signal: client.signal });
  await turns(40);
  client.abort();
  await expect(upload).rejects.toThrow('aborted');
  await turns(2);
  expect(body.destroyed).toBe(true);
  expect(Object.values(agent.stats)).toEqual([expect.objectContaining({ connected: 0, size: 0 })]);
  expect(scene.mock.state.journal).toEqual([]);
  expect([lookup.mock.calls, connections.mock.calls]).toEqual([[], []]);
  await agent.destroy();
});

it.each([
  ['an error', new Error('boom'), 'Unhandled Exception'],
  ['nothing in particular', undefined, 'fetch failed'],
])('lets nothing out when the mock itself throws %s', async (_, thrown, seen) => {
  hushMsw();
  await using scene = intercept({ unhandled: 'allow' });
  Object.defineProperty(scene.mock.handlers[0], 'run', {
    value: async () => {
      throw thrown;
    },
  });
  const outcome = fetch(`${BRIA_ORIGIN}/v2/status/x`).then(
    (reply) => reply.statusText,
    (error: TypeError) => error.message,
  );
  expect(await outcome).toBe(seen);
  expect(lookup).not.toHaveBeenCalled();
});

it.each([
  ['a database elsewhere', () => connect(5432, 'db.example.test'), 'SELECT 1'],
  ['the media origin in another tongue', () => connectTls(443, 'media.briakit.test'), '\0\0\0\b'],
  [
    'a provider in broken HTTP',
    () => connectTls(443, new URL(BRIA_ORIGIN).hostname),
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ],
])('refuses a connection to %s', async (_, open, words) => {
  await using scene = intercept();
  const socket = open();
  socket.write(words);
  await expect(once(socket, 'data')).rejects.toThrow('The mock network lets no connection out to');
  expect(socket.destroyed).toBe(true);
  expect(scene.mock.control.journal.count({ operation: 'submit' })).toBe(0);
  expect(lookup).not.toHaveBeenCalled();
});

it('refuses a request that is told to pass the mock by', async () => {
  await using scene = intercept();
  const refused = fetch(bypass(`${BRIA_ORIGIN}/v2/status/x`));
  await expect(refused).rejects.toMatchObject({ cause: { message: expect.stringContaining('lets no') } });
  expect(scene.mock.state.journal).toEqual([]);
  expect(lookup).not.toHaveBeenCalled();
});

it('lets a server on this machine speak first', async () => {
  const greeter = createTcpServer((socket) => socket.end('220 ready'));
  greeter.listen(0, '127.0.0.1');
  await once(greeter, 'listening');
  const { port } = greeter.address() as AddressInfo;
  await using scene = intercept();
  const [greeting] = await once(connect(port, '127.0.0.1'), 'data');
  expect(String(greeting)).toBe('220 ready');
  expect(scene.mock.state.journal).toEqual([]);
  greeter.close();
});
