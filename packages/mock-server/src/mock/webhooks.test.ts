/** What is told to those who asked to be called; core judges every signature and every body. */
import { virtualClock } from '@briakit/core/testing';
import { parseDelivery, verifySignature } from '@briakit/core/webhook';
import { expect, it } from 'vitest';
import { ask, briaAt, PHOTO_URL, PIXAZO_ORIGIN, pixazoAt, posting, RMBG_PATH } from '../../test/ask.ts';
import { createReceiver, HOOK_URL } from '../../test/receiver.ts';
import { createMock } from '../doors/create-mock.ts';

const MINUTE_MS = 60_000;
const silence = () => new Promise<Response>(() => {});
const saying = (status: number) => () => new Response(null, { status });

function setUp(answers: (() => Response | Promise<Response>)[] = [], workMs = 1500) {
  const clock = virtualClock();
  const startedAt = clock.now();
  const receiver = createReceiver(clock, answers);
  const latency = { queuedMs: [500, 500], runningMs: [workMs, workMs] } as const;
  const mock = createMock({ clock, latency, plan: 'pro', deliver: receiver.deliver });
  const bria = briaAt(mock);
  return {
    clock,
    startedAt,
    receiver,
    mock,
    bria,
    control: mock.control,
    pixazo: pixazoAt(mock),
    atBria: (more = {}) => bria.accepted({ image: PHOTO_URL, webhook_url: HOOK_URL, ...more }),
    atPixazo: async (headers: Record<string, string> = {}): Promise<string> => {
      const response = await submitTo(mock, { 'X-Webhook-URL': HOOK_URL, ...headers });
      return (await response.json()).request_id;
    },
  };
}

const submitTo = (mock: ReturnType<typeof createMock>, headers: Record<string, string>) =>
  ask(
    mock,
    PIXAZO_ORIGIN + RMBG_PATH,
    posting({ image_url: PHOTO_URL }, { 'Ocp-Apim-Subscription-Key': 'token-a', ...headers }),
  );

const minutesOf = (attempts: readonly { readonly at: number }[]) =>
  attempts.map(({ at }) => (at - (attempts[0]?.at ?? 0)) / MINUTE_MS);

it('tells of a completed job when it completes, signed, in the words of its status', async () => {
  const { startedAt, receiver, bria, control, atBria } = setUp();
  const requestId = await atBria();
  await control.advance(1999);
  expect(receiver.received).toEqual([]);
  await control.advance(1);
  expect(receiver.received).toMatchObject([{ at: startedAt + 2000, url: HOOK_URL }]);
  expect(receiver.bodies()).toEqual([await (await bria.status(requestId)).json()]);
  await receiver.verify();
  const [{ headers, bytes }] = receiver.received as [(typeof receiver.received)[0]];
  expect(headers.get('bria-webhook-id')).toBe(requestId);
  expect(headers.get('content-type')).toBe('application/json');
  expect(parseDelivery('bria', bytes)).toMatchObject({ requestId, fact: { type: 'job-completed' } });
  await control.advance(60 * MINUTE_MS);
  expect(control.webhooks.deliveries()).toMatchObject([
    { requestId, state: 'accepted', attempts: [{ at: startedAt + 2000, result: 'accepted', status: 204 }] },
  ]);
});

it.each([
  ['empty', ['COMPLETED']],
  ['error', ['ERROR']],
  ['failed', ['ERROR']],
  ['unknown', []],
  ['stuck', []],
] as const)('tells of a job that ends as %s: %s', async (outcome, words) => {
  const { receiver, control, atBria } = setUp();
  control.outcomes.next(outcome);
  await atBria();
  await control.advance(60 * MINUTE_MS);
  expect(receiver.bodies().map(({ status }) => status)).toEqual(words);
  await receiver.verify();
});

it('tries five times in 45 minutes, signed anew each time, and then never again', async () => {
  const { receiver, control, atBria } = setUp([
    saying(500),
    saying(302),
    () => Promise.reject(new TypeError('refused')),
    () => Response.error(),
    saying(404),
  ]);
  await atBria();
  await control.advance(24 * 60 * MINUTE_MS);
  expect(minutesOf(receiver.received)).toEqual([0, 1, 5, 17, 45]);
  await receiver.verify();
  const timestamps = receiver.received.map(({ headers }) => headers.get('bria-webhook-timestamp'));
  expect(new Set(timestamps).size).toBe(5);
  const [delivery] = control.webhooks.deliveries();
  expect(delivery?.state).toBe('given-up');
  expect(delivery?.attempts.map(({ result, status }) => [result, status])).toEqual([
    ['refused', 500],
    ['refused', 302],
    ['unreachable', undefined],
    ['unreachable', undefined],
    ['refused', 404],
  ]);
});

it('stops at the first 2xx', async () => {
  const { receiver, control, atBria } = setUp([saying(503), saying(299)]);
  await atBria();
  await control.advance(24 * 60 * MINUTE_MS);
  expect(minutesOf(receiver.received)).toEqual([0, 1]);
  expect(control.webhooks.deliveries()).toMatchObject([{ state: 'accepted' }]);
});

it('gives a silent receiver 10 s, lets it off the line, and tries again', async () => {
  const { startedAt, receiver, mock, control, atBria } = setUp([silence]);
  await atBria();
  await control.advance(11_999);
  expect(mock.state.deliveries).toMatchObject([{ state: 'owed', attempts: [{ result: 'waiting' }] }]);
  await control.advance(1);
  expect(mock.state.deliveries).toMatchObject([{ state: 'owed', attempts: [{ result: 'timed-out' }] }]);
  await control.advance(MINUTE_MS);
  expect(mock.state.deliveries).toMatchObject([
    {
      state: 'accepted',
      attempts: [{ at: startedAt + 2000 }, { at: startedAt + 2000 + MINUTE_MS, result: 'accepted' }],
    },
  ]);
  expect(receiver.received).toHaveLength(2);
});

it('takes an answer that needs 9 s of the clock', async () => {
  const { clock, receiver, mock, control, atBria } = setUp([
    () => new Promise((resolve) => void clock.setTimer(() => resolve(new Response()), 9000)),
  ]);
  await atBria();
  await control.advance(60 * MINUTE_MS);
  expect(receiver.received).toHaveLength(1);
  expect(mock.state.deliveries).toMatchObject([{ state: 'accepted', attempts: [{ status: 200 }] }]);
});

it('aborts the request of an attempt that is given up', async () => {
  const clock = virtualClock();
  let signal: AbortSignal | undefined;
  const deliver = (request: Request) => {
    ({ signal } = request);
    return silence();
  };
  const mock = createMock({ clock, latency: { queuedMs: [500, 500], runningMs: [1500, 1500] }, deliver });
  await briaAt(mock).accepted({ image: PHOTO_URL, webhook_url: HOOK_URL });
  await mock.control.advance(11_999);
  expect(signal?.aborted).toBe(false);
  await mock.control.advance(1);
  expect(signal?.aborted).toBe(true);
});

it('tells nobody of a submit that waited for its result', async () => {
  const { receiver, bria, control } = setUp();
  expect((await bria.submit({ image: PHOTO_URL, webhook_url: HOOK_URL, sync: true })).status).toBe(200);
  await control.advance(60 * MINUTE_MS);
  expect(receiver.received).toEqual([]);
});

it.each([['nonsense'], ['ftp://app.test/hook'], [7]])('refuses %s as a webhook_url', async (webhook_url) => {
  const { mock, bria } = setUp();
  expect((await bria.submit({ image: PHOTO_URL, webhook_url })).status).toBe(422);
  expect(mock.state.jobs.size).toBe(0);
});

it('has charged the job before it tells of it, and answers a receiver that asks at once', async () => {
  const seen: unknown[] = [];
  const { bria, control, atBria } = setUp([
    async () => {
      const [delivery] = control.webhooks.deliveries();
      const { status } = await (await bria.status(delivery?.requestId ?? '')).json();
      seen.push(status, control.tenants.get('token-a').balanceUsd);
      await control.settle();
      return new Response();
    },
  ]);
  control.outcomes.next('failed');
  await atBria();
  await control.advance(MINUTE_MS);
  expect(seen).toEqual(['ERROR', 5]);
});

it('calls back from Pixazo once, unsigned, in the words of its status', async () => {
  const { startedAt, receiver, control, pixazo, atPixazo } = setUp([saying(500)]);
  const requestId = await atPixazo();
  await control.advance(60 * MINUTE_MS);
  expect(receiver.received).toMatchObject([{ at: startedAt + 2000, url: HOOK_URL }]);
  expect(receiver.bodies()).toEqual([await (await pixazo.status(requestId)).json()]);
  const [{ headers, bytes }] = receiver.received as [(typeof receiver.received)[0]];
  expect([...headers.keys()]).toEqual(['content-type']);
  expect(parseDelivery('pixazo', bytes)).toMatchObject({ requestId, hint: { type: 'job-completed' } });
  expect(control.webhooks.deliveries()).toMatchObject([{ state: 'given-up' }]);
});

it.each([
  ['failed', 'FAILED'],
  ['error', 'ERROR'],
] as const)('calls back of a job that ends as %s', async (outcome, word) => {
  const { receiver, control, atPixazo } = setUp();
  control.outcomes.next(outcome);
  await atPixazo();
  await control.advance(MINUTE_MS);
  expect(receiver.bodies()).toMatchObject([{ status: word, output: null }]);
});

it('calls back on the way, too, where that was asked for, at gaps that grow to 15 s', async () => {
  const { clock, startedAt, receiver, control, atPixazo } = setUp([], 2000);
  await atPixazo({ 'X-Webhook-Mode': 'sync' });
  await control.advance(60_000);
  expect(receiver.bodies().map(({ status }) => status)).toEqual(['PROCESSING', 'PROCESSING', 'COMPLETED']);
  expect(receiver.received.map(({ at }) => at - startedAt)).toEqual([1000, 2000, 2500]);
  control.outcomes.next('stuck');
  const submittedAt = clock.now();
  await atPixazo({ 'X-Webhook-Mode': 'sync' });
  await control.advance(80_000);
  const ages = receiver.received.slice(3).map(({ at }) => (at - submittedAt) / 1000);
  expect(ages).toEqual([1, 2, 4, 8, 16, 31, 46, 61, 76]);
});

it.each(['http://app.test/hook', 'nonsense', ''])('refuses “%s” as X-Webhook-URL', async (url) => {
  const { mock } = setUp();
  const response = await submitTo(mock, { 'X-Webhook-URL': url });
  expect([response.status, await response.json()]).toEqual([400, { error: 'Invalid webhook URL' }]);
  expect(mock.state.jobs.size).toBe(0);
});

it('calls receivers without TLS where it may, for whoever has theirs on this machine', async () => {
  const clock = virtualClock();
  const receiver = createReceiver(clock);
  const mock = createMock({ clock, deliver: receiver.deliver, webhookAllowHttp: true });
  const submit = (url: string) => submitTo(mock, { 'X-Webhook-URL': url });
  const answers = [await submit('http://localhost:3000/hook'), await submit('ftp://localhost/hook')];
  expect(answers.map(({ status }) => status)).toEqual([202, 400]);
  await mock.control.advance(MINUTE_MS);
  expect(receiver.received).toMatchObject([{ url: 'http://localhost:3000/hook' }]);
});

it('can be made to tell twice, late, or not at all', async () => {
  const { startedAt, receiver, control, atBria } = setUp();
  control.webhooks.next({ kind: 'duplicate' });
  control.webhooks.next({ kind: 'delay', delayMs: 5000 });
  control.webhooks.next({ kind: 'drop' });
  // The duplicate counts for itself; the three jobs end at one instant.
  const requestIds = [await atBria(), await atBria(), await atBria()];
  await control.advance(60 * MINUTE_MS);
  const received = receiver.received.map(({ at, headers }) => [
    requestIds.indexOf(headers.get('bria-webhook-id') ?? ''),
    at - startedAt,
  ]);
  expect(received).toEqual([
    [0, 2000],
    [0, 2000],
    [1, 7000],
  ]);
  await receiver.verify();
  expect(control.webhooks.deliveries().map(({ state, fault }) => [fault?.kind, state])).toEqual([
    ['duplicate', 'accepted'],
    ['delay', 'accepted'],
    ['drop', 'dropped'],
    ['duplicate', 'accepted'],
  ]);
});

it('can be made to tell of one job after the next', async () => {
  const { clock, receiver, control, atBria } = setUp();
  control.webhooks.next({ kind: 'reorder' });
  const first = await atBria();
  await clock.advance(1000);
  const second = await atBria();
  await control.advance(2000);
  expect(receiver.bodies().map(({ request_id }) => request_id)).toEqual([second, first]);
});

it('can tell of the end before the way there', async () => {
  const { receiver, control, atPixazo } = setUp();
  control.webhooks.next({ kind: 'reorder' });
  await atPixazo({ 'X-Webhook-Mode': 'sync' });
  await control.advance(2000);
  expect(receiver.bodies().map(({ status }) => status)).toEqual(['COMPLETED', 'PROCESSING']);
});

it.each([
  [{ kind: 'forge' }, 'mismatch'],
  [{ kind: 'stale' }, 'stale'],
  [{ kind: 'stale', ageMs: 2000 }, 'stale'],
] as const)('can be made to send what must not be believed: %s', async (fault, reason) => {
  const { receiver, control, atBria } = setUp([saying(401), saying(401)]);
  control.webhooks.next(fault);
  await atBria();
  await control.advance(2 * MINUTE_MS);
  expect(receiver.received).toHaveLength(2);
  for (const { at, headers, bytes } of receiver.received) {
    const toleranceMs = 1000;
    const parts = { headers, body: bytes, apiTokens: 'token-a', toleranceMs, clock: { now: () => at } };
    await expect(verifySignature(parts)).rejects.toMatchObject({ reason });
  }
});

it('signs what is stale as it was signed then', async () => {
  const { receiver, control, atBria } = setUp();
  control.webhooks.next({ kind: 'stale' });
  await atBria();
  await control.advance(2000);
  for (const { headers, bytes } of receiver.received)
    await verifySignature({ headers, body: bytes, apiTokens: 'token-a' });
  expect(receiver.received).toHaveLength(1);
});

it('can be made to call back from Pixazo about another job, or with old news', async () => {
  const { receiver, control, pixazo, atPixazo } = setUp();
  control.webhooks.next({ kind: 'forge' });
  control.webhooks.next({ kind: 'stale' });
  const first = await atPixazo();
  const second = await atPixazo();
  await control.advance(2000);
  const [forged, stale] = receiver.bodies();
  expect(forged.status).toBe('COMPLETED');
  expect(forged.request_id).not.toBe(first);
  expect((await pixazo.status(forged.request_id)).status).toBe(404);
  expect(stale).toMatchObject({ request_id: second, status: 'QUEUED' });
});

it('refuses to spoil no delivery', () => {
  expect(() => setUp().control.webhooks.next({ kind: 'drop' }, { times: 0 })).toThrow(RangeError);
});

it('forgets on a reset whom it was to call', async () => {
  const { clock, receiver, control, atBria } = setUp([silence]);
  await atBria();
  await control.advance(2000);
  await atBria();
  control.reset();
  expect(clock.pendingTimers).toBe(0);
  await control.advance(60 * MINUTE_MS);
  expect(receiver.received).toHaveLength(1);
  expect(control.webhooks.deliveries()).toEqual([]);
});

it('calls nobody any more when it is reset in the middle of a round', async () => {
  const { clock, receiver, control, atBria } = setUp([
    () => {
      control.reset();
      return new Response();
    },
  ]);
  await atBria();
  await atBria();
  await clock.advance(MINUTE_MS);
  await control.settle();
  await clock.advance(MINUTE_MS);
  expect(receiver.received).toHaveLength(1);
});

it('keeps deliveries apart by token and by job', async () => {
  const { mock, control, atBria } = setUp();
  const requestId = await atBria();
  await atBria();
  await briaAt(mock, 'token-b').accepted({ image: PHOTO_URL, webhook_url: HOOK_URL });
  expect(control.webhooks.deliveries({ tenant: 'token-a' })).toHaveLength(2);
  expect(control.webhooks.deliveries({ requestId })).toHaveLength(1);
  expect(mock.state.deliveries).toHaveLength(3);
});

it('shows and spoils deliveries over HTTP', async () => {
  const { mock, control, atBria } = setUp();
  const admin = (path: string, init?: RequestInit) => ask(mock, `http://127.0.0.1/__admin/${path}`, init);
  const spoil = (body: unknown) => admin('webhooks', posting(body));
  expect((await spoil({ fault: { kind: 'drop' }, times: 2 })).status).toBe(204);
  expect((await spoil({ fault: { kind: 'delay' } })).status).toBe(400);
  expect((await spoil({ fault: { kind: 'drop' }, times: 0 })).status).toBe(400);
  await atBria();
  await control.advance(2000);
  const shown = async (init?: RequestInit) => (await admin('deliveries', init)).json();
  const [owed] = JSON.parse(JSON.stringify(mock.state.deliveries)) as readonly object[];
  expect(await shown()).toEqual([{ ...owed, tenant: expect.stringMatching(/^to…[0-9a-f]{8}$/) }]);
  expect(await shown()).toMatchObject([{ state: 'dropped', fault: { kind: 'drop' } }]);
  expect(await shown({ headers: { api_token: 'token-b' } })).toEqual([]);
});
