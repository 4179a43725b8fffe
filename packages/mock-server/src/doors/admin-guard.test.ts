import http from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listen, type ListenOptions, type MockServer } from './http-server.ts';

const servers: MockServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** How `path` is answered; by `node:http`, because fetch lets nobody say who they are. */
async function asking(options: ListenOptions) {
  const server = await listen({}, options);
  servers.push(server);
  return (headers: Record<string, string> = {}, path = '/__admin/health') =>
    new Promise<Pick<http.IncomingMessage, 'statusCode' | 'headers'>>((resolve, reject) => {
      http
        .get(server.origin + path, { headers }, (incoming) => resolve(incoming.resume()))
        .on('error', reject);
    });
}
const statusesOf = async (
  ask: Awaited<ReturnType<typeof asking>>,
  ...headers: readonly Record<string, string>[]
) => Promise.all(headers.map(async (each) => (await ask(each)).statusCode));

it('lets nobody control it but this machine, and no page from elsewhere that is open on it', async () => {
  const ask = await asking({});
  expect(await statusesOf(ask, {}, { origin: 'http://localhost:6006' })).toEqual([200, 200]);
  const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { host: 'rebound.example' }];
  expect(await statusesOf(ask, ...foreign)).toEqual([403, 403, 403]);
});

it('is linked to from anywhere, and embedded nowhere', async () => {
  const ask = await asking({});
  const [site, origin] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://localhost:6006' }];
  const [embedded, linked, ours] = [
    { ...site, 'sec-fetch-mode': 'no-cors' },
    { ...site, 'sec-fetch-mode': 'navigate' },
    { ...site, 'sec-fetch-mode': 'cors', ...origin },
  ];
  expect(await statusesOf(ask, embedded, linked, ours)).toEqual([403, 200, 200]);
});

it.each([
  ['anywhere', 200],
  ['off', 403],
] as const)('can be controlled from %s', async (admin, status) => {
  const ask = await asking({ admin });
  expect(await statusesOf(ask, { origin: 'https://elsewhere.example' })).toEqual([status]);
});

const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;

it('wants to be told its token, by a program or by a browser', async () => {
  const ask = await asking({ admin: 'anywhere', adminToken: 'se:cret' });
  const known = ['Bearer se:cret', 'bearer se:cret', basic('se:cret')];
  const wrong = ['Bearer secret', 'Bearer ', basic(''), 'se:cret', ''];
  const as = (authorization: string) => ({ authorization });
  expect(await statusesOf(ask, ...known.map(as))).toEqual([200, 200, 200]);
  expect(await statusesOf(ask, {}, ...wrong.map(as))).toEqual([401, ...wrong.map(() => 401)]);
  expect((await ask()).headers['www-authenticate']).toBe('Basic realm="briakit-mock"');
  // What is imitated wants nothing of the kind.
  expect((await ask({ api_token: 't' }, '/v2/status/x')).statusCode).toBe(404);
});

it('wants its token besides all else', async () => {
  const ask = await asking({ adminToken: 'secret' });
  const origin = 'https://evil.example';
  expect(await statusesOf(ask, { authorization: 'Bearer secret', origin })).toEqual([403]);
});

it('leads to the dashboard who leaves out its last stroke', async () => {
  const { statusCode, headers } = await (await asking({}))({}, '/__admin');
  expect([statusCode, headers.location]).toEqual([308, '/__admin/']);
});
