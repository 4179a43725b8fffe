/** What a client is told that does something wrong, as it comes over the wire. */
import { once } from 'node:events';
import http, { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bytesOf, PHOTO_URL, RMBG_PATH, TINY_PNG } from '../../test/ask.ts';
import { listen, type MockServer } from './http-server.ts';

let server: MockServer;
beforeAll(async () => {
  server = await listen({ balanceUsd: 1000 });
});
afterAll(() => server.close());

const BRIA = '/v2/image/edit/remove_background';
const TOKEN = { api_token: 'token-a' };
const KEY = { 'ocp-apim-subscription-key': 'token-a' };
const JSON_TYPE = { 'content-type': 'application/json' };
const PICTURE = JSON.stringify({ image: PHOTO_URL });
const LINK = JSON.stringify({ image_url: PHOTO_URL });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

async function send({
  method = 'POST',
  path = BRIA,
  headers = { ...TOKEN, ...JSON_TYPE },
  body = PICTURE,
}: Sent) {
  const response = await fetch(server.origin + path, { method, headers, body });
  const answer = await response.text();
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(answer).not.toContain('\n');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return { status: response.status, headers: response.headers, json: JSON.parse(answer) };
}

it.each<[what: string, sent: Sent, status: number, details: string]>([
  ['no token, before anything else', { headers: JSON_TYPE, body: '{' }, 401, 'api_token'],
  ['an empty token', { headers: { api_token: '', ...JSON_TYPE } }, 401, 'api_token'],
  ['malformed JSON', { body: '{"image":' }, 400, 'JSON'],
  ['nothing at all', { body: '' }, 400, 'JSON'],
  ['JSON that says it is text', { headers: { ...TOKEN, 'content-type': 'text/plain' } }, 400, 'JSON'],
  [
    'a form',
    { headers: { ...TOKEN, 'content-type': 'application/x-www-form-urlencoded' }, body: 'image=x' },
    400,
    'JSON',
  ],
  ['a list', { body: '[]' }, 422, 'expected object'],
  ['nothing that is needed', { body: '{}' }, 422, 'image: expected string'],
  [
    'a wrong type',
    { body: '{"image":"https://a.test/a.jpg","preserve_alpha":"yes"}' },
    422,
    'preserve_alpha',
  ],
  ['a wrong type and a bad picture', { body: '{"image":"%","preserve_alpha":1}' }, 422, 'preserve_alpha'],
  ['no base64', { body: '{"image":"%"}' }, 422, 'base64'],
  ['a data URL', { body: `{"image":"data:image/png;base64,${TINY_PNG}"}` }, 422, 'data: prefix'],
  ['no picture', { body: '{"image":"aGVsbG8="}' }, 415, 'JPEG'],
  [
    'a webhook that is none',
    { body: JSON.stringify({ image: PHOTO_URL, webhook_url: 'x' }) },
    422,
    'webhook_url',
  ],
  ['the wrong method', { method: 'PUT' }, 405, 'PUT'],
  ['the wrong method for a status', { method: 'DELETE', path: '/v2/status/x', body: null }, 405, 'DELETE'],
  ['a path that is not there', { path: '/v2/image/nothing' }, 404, '/v2/image/nothing'],
  [
    'a field that ads do not know',
    { path: '/v2/ads/delayer', body: JSON.stringify({ attachments: [PHOTO_URL], sync: false, quick: true }) },
    422,
    'unknown field quick',
  ],
])('answers %s in Bria’s words', async (_, sent, status, details) => {
  const answer = await send(sent);
  expect(answer.status).toBe(status);
  expect(answer.json).toEqual({
    error: { code: status, message: expect.any(String), details: expect.stringContaining(details) },
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

const atPixazo = { path: RMBG_PATH, headers: { ...KEY, ...JSON_TYPE }, body: LINK };

it.each<[what: string, sent: Sent, status: number, json: object]>([
  [
    'no key, before anything else',
    { headers: JSON_TYPE, body: '{' },
    401,
    { statusCode: 401, message: expect.stringContaining('missing subscription key') },
  ],
  [
    'an empty key',
    { headers: { 'ocp-apim-subscription-key': '', ...JSON_TYPE } },
    401,
    { statusCode: 401, message: expect.stringContaining('invalid subscription key') },
  ],
  ['malformed JSON', { body: '{' }, 400, { error: 'Invalid request body', message: expect.any(String) }],
  [
    'JSON that does not say so',
    { headers: { ...KEY, 'content-type': 'text/plain' } },
    400,
    { error: 'Invalid request body', message: expect.any(String) },
  ],
  [
    'nothing that is needed',
    { body: '{}' },
    400,
    { error: 'Missing required field: image_url', status: 400 },
  ],
  [
    'what is no link',
    { body: '{"image_url":"data:image/png;base64,AA"}' },
    400,
    { error: 'Invalid image_url', message: expect.any(String) },
  ],
  [
    'a webhook without TLS',
    { headers: { ...KEY, ...JSON_TYPE, 'x-webhook-url': 'http://a.test' } },
    400,
    { error: 'Invalid webhook URL' },
  ],
  ['the wrong method', { method: 'PUT' }, 404, { statusCode: 404, message: 'Resource not found' }],
  [
    'an unknown job',
    { method: 'GET', path: '/v2/requests/status/x', body: null },
    404,
    { error: 'Request not found', status: 404 },
  ],
])('answers %s in Pixazo’s words', async (_, sent, status, json) => {
  const answer = await send({ ...atPixazo, ...sent });
  expect([answer.status, answer.json]).toEqual([status, json]);
});

it('ignores fields that it does not know, and parameters of the content type', async () => {
  const body = JSON.stringify({ image: PHOTO_URL, sync: false, seed: 7, version: 2, nothing: null });
  const headers = { ...TOKEN, 'content-type': 'application/json; charset=utf-8' };
  expect((await send({ headers, body })).status).toBe(202);
  const more = JSON.stringify({ image_url: PHOTO_URL, sync_mode: true });
  expect((await send({ ...atPixazo, body: more })).status).toBe(202);
});

it('looks at the limit after the fields, and at the balance after the limit', async () => {
  const strict = await listen({ plan: 'free', balanceUsd: 0 });
  const submit = async (body: string) =>
    (await fetch(strict.origin + BRIA, { method: 'POST', headers: { ...TOKEN, ...JSON_TYPE }, body })).status;
  for (let count = 0; count < 10; count++) expect(await submit(PICTURE)).toBe(402);
  expect(await submit(PICTURE)).toBe(429);
  expect(await submit('{}')).toBe(422);
  await strict.close();
});

it('lets a client that asks first send its 12 MB', async () => {
  const picture = Buffer.alloc(12 * 1024 * 1024);
  picture.set(bytesOf(TINY_PNG));
  const body = JSON.stringify({ image: picture.toString('base64') });
  const headers = { ...TOKEN, ...JSON_TYPE, expect: '100-continue', 'content-length': body.length };
  const sending = request(server.origin + BRIA, { method: 'POST', headers });
  sending.flushHeaders();
  await once(sending, 'continue');
  sending.end(body);
  const [response] = await once(sending, 'response');
  response.resume();
  expect(response.statusCode).toBe(202);
});

it('refuses a picture over 12 MB in Bria’s words, and a body far beyond in the gateway’s', async () => {
  const image = Buffer.alloc(12 * 1024 * 1024 + 1).toString('base64');
  const { status, json } = await send({ body: JSON.stringify({ image }) });
  expect([status, json.error.code, json.error.details]).toEqual([413, 413, 'image: over 12 MB.']);
  const beyond = await send({ body: ' '.repeat(33 * 1024 * 1024) });
  expect([beyond.status, beyond.json]).toEqual([413, { message: 'Request Too Long' }]);
});

it.each([BRIA, RMBG_PATH, '/v2/status/x', '/v2/requests/status/x'])(
  'answers a preflight for %s',
  async (path) => {
    const asked = 'api_token,content-type,ocp-apim-subscription-key';
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': asked };
    const preflight = await fetch(server.origin + path, { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, asked]);
  },
);

it('makes no request of what is told by its path and its headers', async () => {
  const made = vi.spyOn(globalThis, 'Request');
  const agent = new http.Agent({ keepAlive: true });
  const statusOf = async (path: string) => {
    const asking = http.get(server.origin + path, { agent, headers: TOKEN });
    const [answer] = (await once(asking, 'response')) as [http.IncomingMessage];
    await once(answer.resume(), 'end');
    return answer.statusCode;
  };
  expect([await statusOf('/v2/status/x'), made.mock.calls.length]).toEqual([404, 0]);
  expect([await statusOf('/__admin/health'), made.mock.calls.length]).toEqual([200, 1]);
  made.mockRestore();
  agent.destroy();
});

it.each<[what: string, sent: string, status: number, error: string]>([
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b', 400, 'There is no such address.'],
  ['an address that is none', 'GET http://:x/ HTTP/1.1\r\nHost: a', 400, 'There is no such address.'],
  ['TRACE', 'TRACE /v2/status/x HTTP/1.1\r\nHost: a', 405, 'TRACE is not allowed here.'],
])('refuses %s, and is not to blame', async (_, sent, status, error) => {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  socket.end(`${sent}\r\nConnection: close\r\n\r\n`);
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer.endsWith(JSON.stringify({ error }))).toBe(true);
});
