import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../primitives/clock.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { HttpRequest } from './transport.ts';
import { undiciFetch } from './undici-fetch.ts';

const GET: HttpRequest = { method: 'GET', path: '/s', bucket: 'status', endpoint: 'image/edit' };
const POST: HttpRequest = {
  method: 'POST',
  path: '/p',
  body: '{"a":1}',
  bucket: 'b',
  endpoint: 'image/edit',
};

/** A transport to a server on this machine. */
async function connectTo(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return fetchTransport(
    undiciFetch(),
    { baseUrl: `http://127.0.0.1:${port}`, headers: { api_token: 't' } },
    systemClock,
  );
}

it('speaks HTTP on a pool of its own', async () => {
  const credentials: unknown[] = [];
  const transport = await connectTo((request, response) => {
    credentials.push(request.headers['api_token']);
    response.writeHead(202, { 'retry-after': '7' });
    response.write(`${request.method} `);
    request.pipe(response);
  });
  expect(await transport(POST, {})).toMatchObject({ status: 202, text: 'POST {"a":1}', retryAfterMs: 7_000 });
  expect(await transport(GET, {})).toMatchObject({ status: 202, text: 'GET ' });
  expect(credentials).toEqual(['t', 't']);
});

it('does not follow a redirect, which would take the credential along', async () => {
  const asked: (string | undefined)[] = [];
  const transport = await connectTo((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await transport(POST, {})).toMatchObject({ status: 307, text: '' });
  expect(asked).toEqual(['/p']);
});

it('knows a connection that was refused from one that was cut', async () => {
  let isCut = 0;
  const cutting = await connectTo((request) => {
    isCut++;
    request.socket.destroy();
  });
  await expect(cutting(POST, {})).rejects.toMatchObject({ code: 'network', submission: 'unknown' });
  expect(isCut).toBe(1);

  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const refused = fetchTransport(
    undiciFetch(),
    { baseUrl: `http://127.0.0.1:${port}`, headers: {} },
    systemClock,
  );
  await expect(refused(POST, {})).rejects.toMatchObject({ code: 'network', submission: 'not-sent' });
});
