/** Deliveries that really leave: over HTTP, to a receiver on this machine. */
import { virtualClock, type Clock } from '@briakit/core/testing';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { briaAt, PHOTO_URL } from '../../test/ask.ts';
import { createReceiver } from '../../test/receiver.ts';
import { createMock } from './create-mock.ts';
import { listen } from './http-server.ts';
import { setupMockNetwork } from './node-network.ts';

const instantly = { queuedMs: [0, 0], runningMs: [0, 0] } as const;

async function receiveAtLoopback(clock: Pick<Clock, 'now'>, answers: (() => Response)[] = []) {
  const receiver = createReceiver(clock, answers);
  let hear = () => {};
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const headers = new Headers(
        Object.entries(incoming.headersDistinct).map(([name, [value = ''] = []]) => [name, value]),
      );
      const body = Buffer.concat(chunks);
      const { status, headers: said } = await receiver.deliver(
        new Request(`http://${incoming.headers.host}${incoming.url}`, { method: 'POST', headers, body }),
      );
      outgoing.writeHead(status, Object.fromEntries(said)).end();
      hear();
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { receiver, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/1` };
}

it('leaves the standalone server by itself, on the system’s clock', async () => {
  const { receiver, heard, url } = await receiveAtLoopback({ now: Date.now });
  const server = await listen({ latency: instantly });
  onTestFinished(() => server.close());
  const bria = briaAt({ handle: (request) => fetch(request) }, 'token-a', server.origin);
  const requestId = await bria.accepted({ image: PHOTO_URL, webhook_url: url });
  await heard;
  expect(receiver.bodies()).toMatchObject([{ request_id: requestId, status: 'COMPLETED' }]);
  await receiver.verify();
});

it('reaches a receiver on this machine through the mock network, and nobody beyond', async () => {
  const clock = virtualClock();
  const { receiver, url } = await receiveAtLoopback(clock);
  const mock = createMock({ clock });
  await using network = setupMockNetwork(mock);
  network.enable();
  const bria = briaAt({ handle: (request) => fetch(request) });
  await bria.accepted({ image: PHOTO_URL, webhook_url: url });
  await bria.accepted({ image: PHOTO_URL, webhook_url: 'https://app.example.com/hooks/1' });
  await mock.control.advance(10_000);
  await receiver.verify();
  expect(mock.state.deliveries).toMatchObject([
    { url, state: 'accepted', attempts: [{ status: 204 }] },
    { state: 'owed', attempts: [{ result: 'unreachable' }] },
  ]);
});

it('follows no redirect: that attempt has failed', async () => {
  const clock = virtualClock();
  const { receiver, url } = await receiveAtLoopback(clock, [
    () => new Response(null, { status: 307, headers: { location: '/elsewhere' } }),
  ]);
  const mock = createMock({ clock });
  await briaAt(mock).accepted({ image: PHOTO_URL, webhook_url: url });
  await mock.control.advance(10_000);
  expect(receiver.received.map((delivery) => delivery.url)).toEqual([url]);
  expect(mock.state.deliveries).toMatchObject([
    { state: 'owed', attempts: [{ result: 'refused', status: 307 }] },
  ]);
});
