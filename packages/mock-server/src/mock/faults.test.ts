/** What a client sees of each thing that can go wrong. */
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, pixazoAt, posting } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import type { FaultEffect, FaultRule } from '../index.ts';
import { codeOfBroken } from './broken-connection.ts';

function setUp(...rules: readonly FaultRule[]) {
  const clock = virtualClock();
  const mock = createMock({ clock, latency: { queuedMs: [1000, 1000], runningMs: [2000, 2000] } });
  for (const rule of rules) mock.control.faults.add(rule);
  return { clock, mock, bria: briaAt(mock), pixazo: pixazoAt(mock) };
}
const ruled = (on: FaultRule['on'], effect: FaultEffect, more: Partial<FaultRule> = {}): FaultRule => ({
  on,
  times: 'always',
  ...more,
  effect,
});

it('refuses as Bria words it, in each of its versions', async () => {
  const { mock, bria } = setUp(ruled('any', { kind: 'refuse', status: 503, retryAfterMs: 1500 }));
  const refused = await bria.submit();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await refused.json()).toEqual({
    error: { code: 503, message: 'Service Unavailable', details: expect.any(String) },
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  const version1 = await ask(mock, `${BRIA_ORIGIN}/v1/product/cutout`, posting({}, { api_token: 't' }));
  expect([version1.status, typeof (await version1.json())]).toEqual([503, 'string']);
});

it.each([
  [401, { statusCode: 401 }],
  [403, { statusCode: 403, message: 'Forbidden' }],
  [404, { error: 'Request not found', status: 404 }],
  [402, { error: 'Insufficient balance. Please top up your wallet.', status: 402 }],
  [429, { error: 'Rate limit exceeded. Please retry after some time.', status: 429 }],
  [500, { statusCode: 500, activityId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
  [502, { error: 'Failed to reach upstream API', status: 502 }],
] as const)('refuses with %i as Pixazo words it', async (status, body) => {
  const { pixazo } = setUp(ruled('submit', { kind: 'refuse', status }));
  const refused = await pixazo.submit();
  expect(refused.status).toBe(status);
  expect(await refused.json()).toMatchObject(body);
});

it.each([
  ['seconds', '3'],
  ['http-date', 'Thu, 01 Jan 2026 00:00:03 GMT'],
  ['nonsense', 'soon'],
] as const)('says when to come again in %s', async (retryAfter, header) => {
  const { bria } = setUp(ruled('submit', { kind: 'refuse', status: 429, retryAfterMs: 2001, retryAfter }));
  expect((await bria.submit()).headers.get('retry-after')).toBe(header);
});

it.each([
  ['cloudflare-challenge', 403, 'Just a moment', 'cloudflare'],
  ['akamai-denied', 403, 'Access Denied', 'AkamaiGHost'],
  ['bad-gateway', 502, '502 Bad Gateway', 'awselb/2.0'],
] as const)('answers with the page %s', async (page, status, text, server) => {
  const { bria } = setUp(ruled('status', { kind: 'edge', page }));
  const answer = await bria.status('x');
  expect([answer.status, answer.headers.get('server')]).toEqual([status, server]);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await answer.text()).toContain(text);
});

it.each([
  ['malformed', /^\{"request_id":"[0-9a-f]{32}".*,\}\}?$/],
  ['truncated', /^\{"request_id":"[^}]*$/],
  ['empty', /^$/],
] as const)('creates the job, and answers in JSON that is %s', async (how, text) => {
  const { bria, mock } = setUp(ruled('submit', { kind: 'garble', how }));
  const answer = await bria.submit();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([202, 'application/json']);
  const body = await answer.text();
  expect(body).toMatch(text);
  expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
  expect(mock.state.jobs.size).toBe(1);
});

it('breaks off in the middle of a body, which is shorter than it says', async () => {
  const { bria } = setUp(ruled('submit', { kind: 'garble', how: 'cut' }));
  const answer = await bria.submit();
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  expect(value!.length).toBeLessThan(Number(answer.headers.get('content-length')));
  await expect(reader.read()).rejects.toThrow('The connection broke');
});

it('answers late, by the clock of the mock, and the job exists meanwhile', async () => {
  const { bria, clock, mock } = setUp(ruled('submit', { kind: 'slow', headMs: 5000 }));
  let answer: Response | undefined;
  void bria.submit().then((response) => (answer = response));
  await clock.advance(4999);
  expect([answer, mock.state.jobs.size]).toEqual([undefined, 1]);
  await clock.advance(1);
  expect(answer?.status).toBe(202);
});

it('lets a body take its time', async () => {
  const { bria, clock } = setUp(ruled('submit', { kind: 'slow', bodyMs: 10_000 }));
  const answer = await bria.submit();
  let body: string | undefined;
  void answer.text().then((text) => (body = text));
  await clock.advance(9000);
  expect(body).toBeUndefined();
  await clock.advance(1000);
  expect(JSON.parse(body ?? '')).toMatchObject({ request_id: expect.any(String) });
  expect(clock.pendingTimers).toBe(0);
});

it('keeps no timer for a client that has given up', async () => {
  const { mock, clock } = setUp(ruled('status', { kind: 'slow', headMs: 60_000 }));
  const client = new AbortController();
  const requestId = await briaAt(mock).accepted();
  const init = { headers: { api_token: 'token-a' }, signal: client.signal };
  const answered = ask(mock, `${BRIA_ORIGIN}/v2/status/${requestId}`, init);
  await clock.advance(1);
  expect(clock.pendingTimers).toBe(1);
  client.abort();
  await answered;
  expect(clock.pendingTimers).toBe(0);
});

it('says of a job whatever it is told to say, in the words of each provider', async () => {
  const { mock, clock, bria, pixazo } = setUp();
  const ids = [await bria.accepted(), await pixazo.accepted()] as const;
  await clock.advance(3000);
  const told = async (effect: FaultEffect) => {
    mock.control.faults.add(ruled('status', effect, { times: 2 }));
    const answers = [await bria.status(ids[0]), await pixazo.status(ids[1])];
    return Promise.all(answers.map(async (answer) => (await answer.json()) as { status: string }));
  };
  expect(await told({ kind: 'report', status: 'queued' })).toMatchObject([
    { status: 'IN_PROGRESS' },
    { status: 'QUEUED' },
  ]);
  expect(await told({ kind: 'report', status: 'unknown' })).toMatchObject([
    { status: 'UNKNOWN' },
    { status: 'UNKNOWN' },
  ]);
  const odd = await told({ kind: 'report', word: 'DEFROSTING' });
  expect(odd).toMatchObject([{ status: 'DEFROSTING' }, { status: 'DEFROSTING', output: null }]);
  expect(odd[0]).not.toHaveProperty('result');
  expect(await (await bria.status(ids[0])).json()).toMatchObject({ status: 'COMPLETED' });
});

it('lets a status go backwards: back in the queue once it has begun to run', async () => {
  const { clock, pixazo } = setUp({
    on: 'status',
    jobStatus: 'running',
    nth: 2,
    effect: { kind: 'report', status: 'queued' },
  });
  const requestId = await pixazo.accepted();
  const seen = [];
  for (let poll = 0; poll < 4; poll++) {
    await clock.advance(800);
    seen.push(((await (await pixazo.status(requestId)).json()) as { status: string }).status);
  }
  expect(seen).toEqual(['QUEUED', 'PROCESSING', 'QUEUED', 'COMPLETED']);
});

it('lets results expire, some time after they were there', async () => {
  const { mock, clock, bria } = setUp(ruled('media', { kind: 'expired' }, { endedMsAgo: 60_000 }));
  const requestId = await bria.accepted();
  await clock.advance(3000);
  const { result } = (await (await bria.status(requestId)).json()) as { result: { image_url: string } };
  expect((await ask(mock, result.image_url)).status).toBe(200);
  await clock.advance(60_000);
  const gone = await ask(mock, result.image_url);
  expect([gone.status, await gone.text()]).toEqual([
    403,
    expect.stringContaining('<Message>Request has expired'),
  ]);
});

it.each([403, 404, 410] as const)('lets storage say %i of a file', async (status) => {
  const { mock } = setUp(ruled('media', { kind: 'expired', status }));
  expect((await ask(mock, `${BRIA_ORIGIN}/__mock/media/x/output.png`)).status).toBe(status);
});

it('strikes the files of one tenant, of one provider, of one endpoint', async () => {
  const { mock, clock } = setUp();
  const [ours, theirs] = [briaAt(mock, 'ours'), briaAt(mock, 'theirs')];
  const ids = [await ours.accepted(), await theirs.accepted(), await pixazoAt(mock, 'ours').accepted()];
  await clock.advance(3000);
  const brokenBy = async (conditions: Partial<FaultRule>) => {
    const fault = mock.control.faults.add(ruled('media', { kind: 'expired' }, conditions));
    const files = ids.map((id) => ask(mock, `${BRIA_ORIGIN}/__mock/media/${id}/output.png`));
    const statuses = (await Promise.all(files)).map(({ status }) => status);
    fault.remove();
    return statuses;
  };
  expect(await brokenBy({ tenant: 'ours' })).toEqual([403, 200, 403]);
  expect(await brokenBy({ provider: 'pixazo' })).toEqual([200, 200, 403]);
  expect(await brokenBy({ endpoint: 'image/edit/remove_background' })).toEqual([403, 403, 200]);
});

it('breaks a connection with the code that it is told, before and after the job exists', async () => {
  const { bria, mock } = setUp(
    { on: 'submit', effect: { kind: 'network-error', code: 'ECONNREFUSED' } },
    { on: 'submit', after: true, effect: { kind: 'network-error' } },
  );
  const refused = await bria.submit();
  expect([refused.type, codeOfBroken(refused), mock.state.jobs.size]).toEqual(['error', 'ECONNREFUSED', 0]);
  const lost = await bria.submit();
  expect([lost.type, codeOfBroken(lost), mock.state.jobs.size]).toEqual(['error', 'ECONNRESET', 1]);
});

it('answers with any status, those without a body too', async () => {
  const { bria } = setUp(
    { on: 'submit', effect: { kind: 'respond', status: 204, body: 'never seen' } },
    { on: 'submit', effect: { kind: 'respond', status: 460, body: [1] } },
  );
  expect([(await bria.submit()).status, (await bria.submit()).status]).toEqual([204, 460]);
});

it('notes in the journal what a fault made of an answer', async () => {
  const { bria, mock } = setUp({ on: 'submit', effect: { kind: 'garble', how: 'empty' } });
  await bria.submit({ image: `data:${'x'.repeat(1000)}` });
  await bria.submit({ image: 'https://example.com/a.png', preserve_alpha: true });
  expect(mock.control.journal.requests()).toMatchObject([
    { status: 422, faulty: false, input: { image: expect.stringMatching(/… \(1,005 characters\)$/) } },
    {
      status: 202,
      faulty: true,
      route: '/v2/image/edit/remove_background',
      input: { image: 'https://example.com/a.png', preserve_alpha: true },
    },
  ]);
});

it.each([
  [{ on: 'sumbit', effect: { kind: 'hang' } }, /^This is no fault: on must be "submit", "status"/],
  [{ on: 'any', effect: { kind: 'hung' } }, /effect\.kind must be "respond", "refuse"/],
  [{ on: 'any', effect: { kind: 'refuse', status: 418 } }, /effect\.status must be 400, 401/],
  [{ on: 'any', probability: 2, effect: { kind: 'hang' } }, /probability must be at most 1/],
  [{ on: 'any', times: 0, effect: { kind: 'hang' } }, /times must be more than 0/],
  [{ on: 'any', often: 3, effect: { kind: 'hang' } }, /the fault has no field often/],
  [{ on: 'any' }, /effect must be an object/],
])('explains what is wrong with the rule %j', (rule, reason) => {
  expect(() => setUp(rule as FaultRule)).toThrow(reason);
});
