/** The controls over HTTP: faults, scenarios, the clock, the journal. */
import { systemClock, virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, briaAt, posting } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { mockClock, namedScenarios } from '../index.ts';
import { adminRoutes } from './admin-routes.ts';

function setUp(clock = mockClock({ follow: virtualClock() })) {
  const mock = createMock({ clock });
  const admin = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const init = body === undefined ? { headers } : posting(body, headers);
    const response = await ask(mock, `http://127.0.0.1:4010/__admin/${path}`, { ...init, method });
    const answer: unknown = response.status === 204 ? null : await response.json();
    return { status: response.status, headers: response.headers, answer };
  };
  return { mock, bria: briaAt(mock), admin };
}

it('adds, lists and takes away faults', async () => {
  const { admin, bria } = setUp();
  const rule = { on: 'submit', times: 2, effect: { kind: 'refuse', status: 503 } };
  expect(await admin('POST', 'faults', rule)).toMatchObject({ status: 201, answer: { id: 'fault-1' } });
  expect((await bria.submit()).status).toBe(503);
  expect((await admin('GET', 'faults')).answer).toMatchObject([{ id: 'fault-1', rule, seen: 1, struck: 1 }]);
  expect((await admin('DELETE', 'faults/fault-1')).status).toBe(204);
  expect(await admin('DELETE', 'faults/fault-1')).toMatchObject({
    status: 404,
    answer: { error: 'There is no fault fault-1, or no longer.' },
  });
  expect((await bria.submit()).status).toBe(202);
  await admin('POST', 'faults', rule);
  expect((await admin('DELETE', 'faults')).status).toBe(204);
  expect((await admin('GET', 'faults')).answer).toEqual([]);
});

it('begins scenarios, for everybody or for one tenant, by name or whole', async () => {
  const { admin, mock } = setUp();
  expect((await admin('GET', 'scenario')).answer).toEqual(namedScenarios.happy);
  expect((await admin('POST', 'scenario', { name: 'stuck' })).answer).toEqual(namedScenarios.stuck);
  const own = { name: 'mine', balanceUsd: 0 };
  expect((await admin('POST', 'scenario', own, { api_token: 'poor' })).answer).toEqual(own);
  expect((await admin('GET', 'scenario', undefined, { api_token: 'poor' })).answer).toEqual(own);
  expect((await admin('GET', 'scenario')).answer).toEqual(namedScenarios.stuck);
  await admin('POST', 'scenario', { name: 'outage' }, { api_token: 'a-very-secret-token' });
  expect(JSON.stringify((await admin('GET', 'faults')).answer)).not.toContain('secret');
  expect([
    (await briaAt(mock, 'poor').submit()).status,
    (await briaAt(mock, 'rich').submit()).status,
  ]).toEqual([402, 202]);
  expect((await admin('GET', 'scenarios')).answer).toEqual(Object.values(namedScenarios));
  expect(await admin('POST', 'scenario', { name: 'stormy' })).toMatchObject({
    status: 400,
    answer: { error: expect.stringMatching(/^There is no scenario 'stormy', only happy/) },
  });
});

it('moves the clock, freezes it, scales it, and sets it ahead', async () => {
  const follow = virtualClock(systemClock.now());
  const { admin, mock, bria } = setUp(mockClock({ follow }));
  const begunAt = follow.now();
  const requestId = await bria.accepted();
  expect(await admin('GET', 'clock')).toMatchObject({ answer: { now: begunAt, rate: 1, canAdvance: true } });
  expect(await admin('POST', 'clock/advance', { ms: 60_000 })).toMatchObject({
    answer: { now: begunAt + 60_000 },
  });
  expect(await (await bria.status(requestId)).json()).toMatchObject({ status: 'COMPLETED' });
  expect(await admin('PATCH', 'clock', { rate: 0 })).toMatchObject({ answer: { rate: 0 } });
  await follow.advance(1000);
  expect(mock.control.clock.state().now).toBe(begunAt + 60_000);
  await admin('PATCH', 'clock', { rate: 60 });
  await follow.advance(1000);
  expect(mock.control.clock.state().now).toBe(begunAt + 120_000);
  const { answer } = await admin('PATCH', 'clock', { rate: 1, offsetMs: 86_400_000 });
  expect(Math.abs((answer as { now: number }).now - systemClock.now() - 86_400_000)).toBeLessThan(10_000);
  expect(await admin('PATCH', 'clock', { offsetMs: 0 })).toMatchObject({
    status: 400,
    answer: { error: expect.stringMatching(/^The clock cannot go back/) },
  });
});

it('says so when the clock cannot be moved', async () => {
  const mock = createMock({ clock: systemClock });
  expect(mock.control.clock.state()).toMatchObject({ rate: null, canAdvance: false });
  await expect(mock.control.clock.set({ rate: 0 })).rejects.toThrow(TypeError);
});

it('shows the journal, as far as one asks for it, and forgets it', async () => {
  const { admin, bria, mock } = setUp();
  await bria.status(await bria.accepted());
  await briaAt(mock, 'token-b').submit({});
  const paths = async (query: string, headers = {}) => {
    const { answer } = await admin('GET', `journal${query}`, undefined, headers);
    return (answer as readonly { method: string; status: number }[]).map(
      ({ method, status }) => `${method} ${status}`,
    );
  };
  expect(await paths('')).toEqual(['POST 202', 'GET 200', 'POST 422']);
  expect(await paths('?operation=submit')).toEqual(['POST 202', 'POST 422']);
  expect(await paths('?status=422&faulty=false')).toEqual(['POST 422']);
  expect(await paths('?endpoint=/v2/status/:requestId')).toEqual(['GET 200']);
  expect(await paths('', { api_token: 'token-b' })).toEqual(['POST 422']);
  const latest = await admin('GET', 'journal?limit=1');
  expect([latest.answer, latest.headers.get('x-total-count')]).toEqual([
    [expect.objectContaining({ status: 422 })],
    '3',
  ]);
  expect(JSON.stringify((await admin('GET', 'journal')).answer)).not.toContain('token-b');
  expect((await admin('DELETE', 'journal')).status).toBe(204);
  expect(await paths('')).toEqual([]);
});

it('verifies what was asked, and tells what came near it', async () => {
  const { admin, bria } = setUp();
  await bria.submit();
  expect((await admin('POST', 'journal/verify', { operation: 'submit', times: 1 })).status).toBe(204);
  expect(await admin('POST', 'journal/verify', { operation: 'submit', status: 429 })).toMatchObject({
    status: 409,
    answer: { actual: 0, nearMisses: [{ differences: [{ field: 'status', expected: 429, actual: 202 }] }] },
  });
  const whose = await admin('POST', 'journal/verify', { times: 1 }, { api_token: 'token-b' });
  expect(whose.status).toBe(409);
  expect((await admin('POST', 'journal/verify', { times: 1 }, { api_token: 'token-a' })).status).toBe(204);
  expect(JSON.stringify(whose.answer)).not.toContain('token-a');
});

it.each([
  ['POST', 'faults', { on: 'any' }, 'effect must be an object.'],
  ['POST', 'faults', 'x', 'the JSON body must be an object.'],
  ['POST', 'clock/advance', { ms: -1 }, 'ms must be at least 0.'],
  ['PATCH', 'clock', { speed: 1 }, 'the JSON body has no field speed.'],
  ['GET', 'journal?operation=sumbit', undefined, /^operation must be "submit", "status"/],
  ['GET', 'journal?stauts=1', undefined, 'the query has no field stauts.'],
  ['POST', 'journal/verify', { times: -1 }, 'times must be at least 0.'],
] as const)('refuses %s %s with %j', async (method, path, body, error) => {
  const { status, answer } = await setUp().admin(method, path, body === 'x' ? '"x"' : body);
  expect(status).toBe(400);
  expect((answer as { error: string }).error).toMatch(error);
});

it('has a summary for each control, and no two of the same name', () => {
  const names = adminRoutes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { summary, path } of adminRoutes)
    expect([path, summary]).toEqual([path, expect.stringMatching(/\.$/)]);
});
