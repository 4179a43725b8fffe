import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import * as undici from 'undici';
import { expect, it } from 'vitest';
import { BRIA_ORIGIN } from '../../test/ask.ts';
import { connectionError } from './connection-error.ts';
import { createMock } from './create-mock.ts';
import { setupMockNetwork } from './node-network.ts';

/** What a client rejects with, or the cause of it where the client is `fetch`. */
type Fail = (url: string) => Promise<NodeJS.ErrnoException>;

const rejectionOf = async (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('It succeeded.'),
    (error: Error) => error,
  );
const viaPool: Fail = async (url) => {
  const pool = new undici.Pool(new URL(url).origin);
  const error = await rejectionOf(pool.request({ path: '/v2/status/x', method: 'GET' }));
  await pool.destroy();
  return error;
};

const CLIENTS: readonly (readonly [string, Fail])[] = [
  ['global fetch', async (url) => causeOf(await rejectionOf(fetch(url)))],
  ['undici.fetch', async (url) => causeOf(await rejectionOf(undici.fetch(url)))],
  ['undici.request', (url) => rejectionOf(undici.request(url))],
  ['undici.Pool', viaPool],
  [
    'node:http',
    async (url) => {
      const request = (url.startsWith('https:') ? https : http).request(url).end();
      const [error] = (await once(request, 'error')) as [Error];
      return error;
    },
  ],
];

function causeOf(error: Error): Error {
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toBe('fetch failed');
  return error.cause as Error;
}

/** All there is in it for a client to decide by. */
const shapeOf = (error: NodeJS.ErrnoException) => ({ ...error, name: error.name, message: error.message });

const CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'] as const;

it.each(CLIENTS)('tells %s what is wrong with the connection', async (_, fail) => {
  const mock = createMock();
  await using network = setupMockNetwork(mock);
  network.enable();
  for (const code of CODES) {
    mock.control.faults.add({ on: 'status', effect: { kind: 'network-error', code } });
    const error = await fail(`${BRIA_ORIGIN}/v2/status/x`);
    expect(shapeOf(error)).toEqual(shapeOf(connectionError(code, new URL(BRIA_ORIGIN))));
    expect(error).toHaveProperty('code', code);
  }
  mock.control.faults.add({ on: 'status', effect: { kind: 'network-error' } });
  expect(await fail(`${BRIA_ORIGIN}/v2/status/x`)).toHaveProperty('code', 'ECONNRESET');
});

it.each(CLIENTS)('tells %s the same as a real connection does', async (_, fail) => {
  const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/status/x`);
  const reset = await fail(url.href);
  server.close();
  await once(server, 'close');
  const refused = await fail(url.href);
  expect(shapeOf(reset)).toEqual(shapeOf(connectionError('ECONNRESET', url)));
  expect(shapeOf(refused)).toEqual(shapeOf(connectionError('ECONNREFUSED', url)));
});

it('names the host that is not found, and the address and port that do not answer', () => {
  expect(shapeOf(connectionError('ENOTFOUND', new URL('https://nowhere.test:8443/')))).toEqual({
    name: 'Error',
    message: 'getaddrinfo ENOTFOUND nowhere.test',
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname: 'nowhere.test',
  });
  const timeout = connectionError('ETIMEDOUT', new URL('http://[::1]/'));
  expect(timeout).toMatchObject({ message: 'connect ETIMEDOUT ::1:80', address: '::1', port: 80 });
});
