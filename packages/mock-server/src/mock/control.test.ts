import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, pixazoAt, posting } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import type { MockOptions } from './options.ts';

const setUp = (options: MockOptions = {}) => {
  const mock = createMock({ clock: virtualClock(), ...options });
  return { mock, bria: briaAt(mock) };
};
const admin = (mock: ReturnType<typeof createMock>, path: string, init?: RequestInit) =>
  ask(mock, `http://127.0.0.1:4010/__admin/${path}`, init);

it('answers with a fault instead of serving the request', async () => {
  const { mock, bria } = setUp();
  mock.control.faults.add({
    on: 'submit',
    times: 2,
    effect: { kind: 'respond', status: 503, headers: { 'Retry-After': '1' }, body: { message: 'down' } },
  });
  const [first, second, third] = [await bria.submit(), await bria.submit(), await bria.submit()];
  expect([first.status, second.status, third.status]).toEqual([503, 503, 202]);
  expect(first.headers.get('retry-after')).toBe('1');
  expect(await first.json()).toEqual({ message: 'down' });
  expect(mock.state.jobs.size).toBe(1);
});

it('loses the answer to a submit after the job was created, and charges for it', async () => {
  const { mock, bria } = setUp();
  mock.control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } });
  expect((await bria.submit()).type).toBe('error');
  expect(mock.state.jobs.size).toBe(1);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(4.982);
});

it('keeps a fault for the answer to a good submit, whatever is refused before', async () => {
  const { mock, bria } = setUp();
  mock.control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } });
  expect((await bria.submit({})).status).toBe(422);
  expect((await bria.submit()).type).toBe('error');
});

it('strikes one provider and leaves the other alone', async () => {
  const { mock, bria } = setUp();
  mock.control.faults.add({ on: 'any', provider: 'pixazo', effect: { kind: 'respond', status: 500 } });
  expect((await bria.submit()).status).toBe(202);
  expect((await pixazoAt(mock).submit()).status).toBe(500);
});

it('leaves a request hanging until the client gives up', async () => {
  const { mock } = setUp();
  mock.control.faults.add({ on: 'status', effect: { kind: 'hang' } });
  const client = new AbortController();
  let answered = false;
  const answer = ask(mock, `${BRIA_ORIGIN}/v2/status/x`, {
    headers: { api_token: 't' },
    signal: client.signal,
  });
  const watched = answer.then(() => void (answered = true));
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  expect(answered).toBe(false);
  expect(mock.control.journal.requests()).toMatchObject([{ operation: 'status', status: 0, faulty: true }]);
  client.abort();
  await watched;
});

it('scripts the outcomes of the next jobs, one after the other', async () => {
  const { mock, bria } = setUp();
  mock.control.outcomes.next('failed', { times: 2 });
  mock.control.outcomes.next('stuck');
  for (let job = 0; job < 4; job++) await bria.accepted();
  expect(mock.state.jobs.find().map(({ outcome }) => outcome)).toEqual([
    'failed',
    'failed',
    'stuck',
    'completed',
  ]);
  expect(() => mock.control.outcomes.next('failed', { times: 0 })).toThrow(RangeError);
});

it('keeps a journal of what was asked and answered', async () => {
  const { mock, bria } = setUp();
  await bria.status(await bria.accepted());
  await briaAt(mock, 'token-b').submit({});
  expect(mock.control.journal.requests({ tenant: 'token-a' })).toMatchObject([
    { operation: 'submit', provider: 'bria', method: 'POST', status: 202, faulty: false },
    { operation: 'status', provider: 'bria', method: 'GET', status: 200 },
  ]);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(2);
  expect(mock.control.journal.count({ operation: 'submit', tenant: 'token-b' })).toBe(1);
});

it('keeps as much of the journal as it was asked to', async () => {
  const { mock, bria } = setUp({ journalMax: 2 });
  for (let count = 0; count < 7; count++) await bria.status(`job-${count}`);
  const paths = () => mock.state.journal.map(({ path }) => path);
  expect(paths()).toEqual(['/v2/status/job-5', '/v2/status/job-6']);
  await mock.control.restore(await mock.control.snapshot());
  await bria.status('job-7');
  expect(paths()).toEqual(['/v2/status/job-6', '/v2/status/job-7']);
  expect(() => createMock({ journalMax: 0 })).toThrow(RangeError);
});

it('forgets everything on a reset, and begins again with the same ids', async () => {
  const { mock, bria } = setUp();
  mock.control.faults.add({ on: 'status', effect: { kind: 'hang' } });
  const first = await bria.accepted();
  mock.control.reset();
  expect([mock.state.jobs.size, mock.state.ledger.size, mock.state.tenants, mock.state.journal]).toEqual([
    0,
    0,
    [],
    [],
  ]);
  expect((await bria.status(first)).status).toBe(404);
  expect(await bria.accepted()).toBe(first);
});

/** All that two clients hear from a mock with this seed. */
const transcriptOf = async (seed: number) => {
  const clock = virtualClock();
  const mock = createMock({ clock, seed });
  const texts = [];
  for (const client of [briaAt(mock), pixazoAt(mock)]) {
    const requestIds = [await client.accepted(), await client.accepted()];
    texts.push(await (await client.submit({})).text());
    for (let step = 0; step < 12; step++) {
      await clock.advance(500);
      for (const requestId of requestIds) texts.push(await (await client.status(requestId)).text());
    }
  }
  return texts.join('\n');
};

it('gives the same answers for the same seed, byte by byte, and others for another', async () => {
  expect(await transcriptOf(7)).toBe(await transcriptOf(7));
  expect(await transcriptOf(7)).not.toBe(await transcriptOf(8));
});

it.each([
  ['Bria', briaAt, 1500, 3000],
  ['Pixazo', pixazoAt, 3000, 5000],
] as const)('lets a job at %s take its time, within bounds', async (_, clientAt, leastMs, mostMs) => {
  const { mock } = setUp();
  for (let job = 0; job < 50; job++) await clientAt(mock).accepted();
  const durations = mock.state.jobs
    .find()
    .map(({ plan, submittedAt }) => (plan.at(-1)?.at ?? 0) - submittedAt);
  expect(new Set(durations).size).toBeGreaterThan(25);
  expect(Math.min(...durations)).toBeGreaterThanOrEqual(leastMs);
  expect(Math.max(...durations)).toBeLessThanOrEqual(mostMs);
});

it('can be controlled over HTTP', async () => {
  const { mock, bria } = setUp();
  const credential = { api_token: 'token-a' };
  expect(await (await admin(mock, 'health')).json()).toEqual({ status: 'ok' });
  expect(await (await admin(mock, 'tenant', { headers: credential })).json()).toEqual({
    plan: 'starter',
    balanceUsd: 5,
  });
  const patched = await admin(mock, 'tenant', {
    ...posting({ plan: 'pro', balanceUsd: 1.5 }, { 'Ocp-Apim-Subscription-Key': 'token-a' }),
    method: 'PATCH',
  });
  expect(await patched.json()).toEqual({ plan: 'pro', balanceUsd: 1.5 });
  expect((await admin(mock, 'outcomes', posting({ outcome: 'stuck', times: 1 }))).status).toBe(204);
  await bria.accepted();
  expect(mock.state.jobs.find().map(({ outcome }) => outcome)).toEqual(['stuck']);
  expect((await admin(mock, 'reset', { method: 'POST' })).status).toBe(204);
  expect(mock.state.jobs.size).toBe(0);
});

it.each([
  ['no credential', 'tenant', {}, 401],
  [
    'a negative balance',
    'tenant',
    { ...posting({ balanceUsd: -1 }, { api_token: 't' }), method: 'PATCH' },
    400,
  ],
  [
    'a balance that cannot be counted',
    'tenant',
    { ...posting({ balanceUsd: 1e21 }, { api_token: 't' }), method: 'PATCH' },
    400,
  ],
  ['an unknown field', 'tenant', { ...posting({ balance: 1 }, { api_token: 't' }), method: 'PATCH' }, 400],
  ['an unknown outcome', 'outcomes', posting({ outcome: 'splendid' }), 400],
  ['an unknown path', 'nothing', {}, 404],
] as const)('refuses to be controlled with %s', async (_, path, init, status) => {
  const response = await admin(setUp().mock, path, init);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.any(String) });
});

it.each([
  ['a seed that is not whole', { seed: 1.5 }],
  ['a negative balance', { balanceUsd: -1 }],
  ['a balance that cannot be counted', { balanceUsd: 1e21 }],
  ['a range upside down', { latency: { queuedMs: [2, 1] } }],
] as const)('refuses to be created with %s', (_, options) => {
  expect(() => createMock(options)).toThrow(RangeError);
});
