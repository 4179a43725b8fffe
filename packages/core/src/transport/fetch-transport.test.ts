import { expect, it, vi } from 'vitest';
import { bria } from '../providers/bria/bria.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import { scriptedTransport } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { fetchTransport, type Fetch } from './fetch-transport.ts';
import type { HttpRequest } from './transport.ts';

const ORIGIN = { baseUrl: 'https://api.example', headers: { api_token: 'secret' } };
const GET: HttpRequest = {
  method: 'GET',
  path: '/v2/status/a1',
  bucket: 'status',
  endpoint: 'image/edit',
  jobId: 'a1',
};
const POST: HttpRequest = {
  method: 'POST',
  path: '/v2/image/edit',
  body: '{"seed":1}',
  bucket: 'b',
  endpoint: 'image/edit',
};

it('sends JSON with the credential, and refuses to be redirected', async () => {
  const fetch = vi.fn<Fetch>(async () => new Response('{}'));
  await fetchTransport(fetch, ORIGIN, virtualClock())(POST, {});
  expect(fetch.mock.calls).toEqual([
    [
      'https://api.example/v2/image/edit',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', api_token: 'secret' },
        body: '{"seed":1}',
        redirect: 'manual',
        cache: 'no-store',
        signal: expect.any(AbortSignal) as AbortSignal,
      },
    ],
  ]);
});

it('gives any answer back as it is, with the time of its arrival', async () => {
  const clock = virtualClock(5_000);
  const headers = { 'retry-after': '30' };
  const { fetch } = scriptedTransport(
    { status: 503, body: '<html>', headers },
    { status: 200, body: { a: 1 } },
  );
  const transport = fetchTransport(fetch, ORIGIN, clock);
  expect(await transport(GET, {})).toEqual({
    status: 503,
    text: '<html>',
    retryAfterMs: 30_000,
    receivedAt: 5_000,
  });
  expect(await transport(GET, {})).toEqual({
    status: 200,
    text: '{"a":1}',
    retryAfterMs: undefined,
    receivedAt: 5_000,
  });
});

it('tells when the request leaves', async () => {
  const { fetch, requests } = scriptedTransport({});
  const onSent = vi.fn<() => void>(() => expect(requests).toHaveLength(0));
  await fetchTransport(fetch, ORIGIN, virtualClock())(POST, { onSent });
  expect(onSent).toHaveBeenCalledOnce();
});

it.for([
  '../../x',
  '//evil.example/x',
  '..\\..\\x',
  'a/../../b',
  '?x=1#y',
  'a@evil.example',
  '%2e%2e/x',
  'a b\r\nc',
])(
  'asks about a job named %j on the trusted host, below the status path, and nowhere else',
  async (requestId) => {
    const { fetch, requests } = scriptedTransport({});
    for (const adapter of [bria({ apiToken: 'secret' }), pixazo({ subscriptionKey: 'secret' })]) {
      const path = adapter.statusPath(requestId);
      await fetchTransport(fetch, adapter.origin(), virtualClock())({ ...GET, path }, {});
      const { origin, pathname, search, hash } = new URL(requests.at(-1)!.url);
      const parent = pathname.slice(0, pathname.lastIndexOf('/'));
      expect([origin, parent, search, hash]).toEqual([
        adapter.origin().baseUrl,
        adapter.id === 'bria' ? '/v2/status' : '/v2/requests/status',
        '',
        '',
      ]);
      expect(decodeURIComponent(pathname.slice(parent.length + 1))).toBe(requestId);
    }
  },
);

it.for([
  // Codes as Node, undici and TLS name them: no connection was made.
  ['ECONNREFUSED', 'not-sent'],
  ['ENOTFOUND', 'not-sent'],
  ['EAI_AGAIN', 'not-sent'],
  ['EHOSTUNREACH', 'not-sent', 'connect'],
  ['ENETUNREACH', 'not-sent', 'connect'],
  ['UND_ERR_CONNECT_TIMEOUT', 'not-sent'],
  ['CERT_HAS_EXPIRED', 'not-sent'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not-sent'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'not-sent'],
  // The request may have arrived: a route can go, and TLS can break, while the answer is waited for.
  ['EHOSTUNREACH', 'unknown', 'read'],
  ['ENETUNREACH', 'unknown', 'write'],
  ['ENETUNREACH', 'unknown'],
  ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'unknown'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'unknown'],
  ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'unknown'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'unknown'],
  ['ECONNRESET', 'unknown'],
  ['EPIPE', 'unknown'],
  ['ETIMEDOUT', 'unknown'],
  ['UND_ERR_SOCKET', 'unknown'],
  ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
  ['UND_ERR_BODY_TIMEOUT', 'unknown'],
  ['', 'unknown'],
] as const)('reads %j as: %s', async ([code, submission, syscall]) => {
  const deepDown = Object.assign(new Error('deep down'), { code, syscall });
  const cause = new TypeError('fetch failed', { cause: deepDown });
  const { fetch } = scriptedTransport(cause);
  const sent = fetchTransport(fetch, ORIGIN, virtualClock())(POST, {});
  await expect(sent).rejects.toMatchObject({ code: 'network', submission, endpoint: 'image/edit', cause });
});

it('does not know what became of a request whose answer breaks off', async () => {
  const broken = {
    status: 202,
    headers: new Headers(),
    text: () => Promise.reject(new TypeError('terminated')),
  };
  const sent = fetchTransport(async () => broken, ORIGIN, virtualClock())(POST, {});
  await expect(sent).rejects.toMatchObject({ code: 'network', submission: 'unknown' });
});

it('names the job that it was asking about', async () => {
  const { fetch } = scriptedTransport(new TypeError('fetch failed'));
  const sent = fetchTransport(fetch, ORIGIN, virtualClock())(GET, {});
  await expect(sent).rejects.toMatchObject({ code: 'network', jobId: 'a1', submission: 'accepted' });
});

it('gives the reason of an abort, as it is', async () => {
  const controller = new AbortController();
  const sent = fetchTransport(
    scriptedTransport('hang').fetch,
    ORIGIN,
    virtualClock(),
  )(GET, {
    signal: controller.signal,
  });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(sent).rejects.toBe(reason);
});

it('says of nothing that it leaves which was called off before, or is when that is said', async () => {
  const clock = virtualClock();
  const { fetch, requests } = scriptedTransport({ status: 200 });
  const transport = fetchTransport(fetch, ORIGIN, clock, 30_000);
  const onSent = vi.fn<() => void>();
  await expect(transport(POST, { signal: AbortSignal.abort('enough'), onSent })).rejects.toBe('enough');
  expect(onSent).not.toHaveBeenCalled();
  const controller = new AbortController();
  onSent.mockImplementation(() => controller.abort('enough'));
  await expect(transport(POST, { signal: controller.signal, onSent })).rejects.toBe('enough');
  expect([onSent.mock.calls.length, requests.length, clock.pendingTimers]).toEqual([1, 0, 0]);
});

it('leaves alone in an answer what it sends that could be a word of any', async () => {
  const origin = { ...ORIGIN, headers: { 'cache-control': 'no-cache', api_token: 's3cret-of-this-account' } };
  const { fetch } = scriptedTransport({ body: 'no-cache for s3cret-of-this-account' });
  const { text } = await fetchTransport(fetch, origin, virtualClock())(GET, {});
  expect(text).toBe('no-cache for …');
});
