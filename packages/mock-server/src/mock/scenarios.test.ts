/** What a client sees of the scenarios that come with the mock, and of its own. */
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, PHOTO_URL, pixazoAt } from '../../test/ask.ts';
import { createReceiver, HOOK_URL } from '../../test/receiver.ts';
import { createMock } from '../doors/create-mock.ts';
import { namedScenarios, scenario, type Scenario, type ScenarioName } from '../index.ts';
import { codeOfBroken } from './broken-connection.ts';

function setUp(chosen: ScenarioName | Scenario) {
  const clock = virtualClock();
  const receiver = createReceiver(clock);
  const mock = createMock({ clock, scenario: chosen, balanceUsd: 100, deliver: receiver.deliver });
  return { clock, receiver, mock, bria: briaAt(mock), pixazo: pixazoAt(mock) };
}
type World = ReturnType<typeof setUp>;

/** The answer, whenever it comes on the clock. */
const waited = <Answer>({ clock }: World, answer: Promise<Answer>) => clock.runUntil(answer);

interface Told {
  readonly status: string;
  readonly result?: { readonly image_url?: string };
  readonly error?: { readonly code: number; readonly details: string };
}
const tell = async (answer: Response) => (await answer.json()) as Told;

/** What a client that asks every half second is told in the end, whatever goes wrong on the way. */
async function follow(world: World, requestId: string, withinMs: number): Promise<Told | undefined> {
  for (let passedMs = 0; passedMs < withinMs; passedMs += 500) {
    await world.clock.advance(500);
    const answer = await waited(world, world.bria.status(requestId));
    const told = answer.ok ? await tell(answer).catch(() => undefined) : undefined;
    if (told && told.status !== 'IN_PROGRESS') return told;
  }
  return undefined;
}

it('happy: jobs are done in time', async () => {
  const world = setUp('happy');
  const told = await follow(world, await world.bria.accepted(), 4000);
  expect(told).toMatchObject({ status: 'COMPLETED' });
  expect((await ask(world.mock, told?.result?.image_url ?? '')).status).toBe(200);
});

it('slow: nothing is answered at once, and a job takes half a minute to a minute', async () => {
  const world = setUp('slow');
  const begunAt = world.clock.now();
  const { request_id } = (await (await waited(world, world.bria.submit())).json()) as { request_id: string };
  expect(world.clock.now() - begunAt).toBe(500);
  expect(await follow(world, request_id, 61_000)).toMatchObject({ status: 'COMPLETED' });
  expect(world.clock.now() - begunAt).toBeGreaterThan(30_000);
});

it('flaky: some requests fail in several ways, and whoever asks again gets there', async () => {
  const world = setUp('flaky');
  const kinds = new Set<string>();
  const ids: string[] = [];
  for (let turn = 0; ids.length < 30; turn++) {
    const answer = await world.bria.submit();
    kinds.add(`submit ${answer.status} ${codeOfBroken(answer) ?? ''}`.trim());
    if (answer.status === 202) ids.push(((await answer.json()) as { request_id: string }).request_id);
    await world.clock.advance(1000);
  }
  for (const id of ids) expect(await follow(world, id, 10_000)).toMatchObject({ status: 'COMPLETED' });
  for (const entry of world.mock.control.journal.requests({ operation: 'status', faulty: true }))
    kinds.add(`status ${entry.status}`);
  expect([...kinds].toSorted()).toEqual([
    'status 0',
    'status 200',
    'status 503',
    'submit 0 ECONNREFUSED',
    'submit 202',
    'submit 500',
  ]);
});

it('rate-limited: each second submit has to wait, and the wait that is named is true', async () => {
  const { bria, clock } = setUp('rate-limited');
  expect((await bria.submit()).status).toBe(202);
  const refused = await bria.submit();
  expect(refused.status).toBe(429);
  await clock.advance(Number(refused.headers.get('retry-after')) * 1000);
  expect((await bria.submit()).status).toBe(202);
});

it('insufficient-balance: nobody can pay, at either provider', async () => {
  const { bria, pixazo, mock } = setUp('insufficient-balance');
  expect([(await bria.submit()).status, (await pixazo.submit()).status]).toEqual([402, 402]);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(0);
});

it('moderated: no job passes, and nothing is charged', async () => {
  const world = setUp('moderated');
  expect(await follow(world, await world.bria.accepted(), 5000)).toMatchObject({
    status: 'ERROR',
    error: { code: 422, details: expect.stringContaining('moderation') },
  });
  const request_id = await world.pixazo.accepted();
  await world.clock.advance(6000);
  expect(await (await world.pixazo.status(request_id)).json()).toMatchObject({
    status: 'FAILED',
    error: expect.stringContaining('moderation'),
  });
  expect(world.mock.control.tenants.get('token-a').balanceUsd).toBe(100);
});

it('stuck: a job runs for ever', async () => {
  const { bria, clock } = setUp('stuck');
  const requestId = await bria.accepted();
  await clock.advance(24 * 60 * 60_000);
  expect(await tell(await bria.status(requestId))).toMatchObject({ status: 'IN_PROGRESS' });
});

it('outage: nobody is there, in three ways, until another scenario begins', async () => {
  const { bria, mock } = setUp('outage');
  const seen = new Set<string>();
  for (let turn = 0; turn < 6; turn++) {
    const answer = await bria.submit();
    seen.add(codeOfBroken(answer) ?? `${answer.status} ${answer.headers.get('content-type')}`);
  }
  expect([...seen].toSorted()).toEqual([
    '502 text/html; charset=UTF-8',
    '503 application/json',
    'ECONNREFUSED',
  ]);
  expect(mock.state.jobs.size).toBe(0);
  expect(mock.control.scenario('happy')).toEqual(namedScenarios.happy);
  expect((await bria.submit()).status).toBe(202);
});

it('webhook-chaos: deliveries come twice, late, out of order, forged, old, or never', async () => {
  const { bria, mock, receiver } = setUp('webhook-chaos');
  for (let job = 0; job < 40; job++) await bria.accepted({ image: PHOTO_URL, webhook_url: HOOK_URL });
  await mock.control.advance(60 * 60_000);
  const kinds = mock.state.deliveries.flatMap(({ fault }) => fault?.kind ?? []);
  expect([...new Set(kinds)].toSorted()).toEqual(['delay', 'drop', 'duplicate', 'forge', 'reorder', 'stale']);
  await expect(receiver.verify()).rejects.toThrow(/signature|timestamp/i);
});

it('result-expired: a job is done and charged, and its link is dead', async () => {
  const world = setUp('result-expired');
  const told = await follow(world, await world.bria.accepted(), 4000);
  expect((await ask(world.mock, told?.result?.image_url ?? '')).status).toBe(403);
  expect(world.mock.control.tenants.get('token-a').balanceUsd).toBe(99.982);
});

it('ends what the scenario before brought about, and leaves alone what somebody else did', async () => {
  const { mock, bria } = setUp('insufficient-balance');
  mock.control.faults.add({ on: 'status', times: 'always', effect: { kind: 'refuse', status: 500 } });
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(0);
  mock.control.scenario('stuck');
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(100);
  mock.control.tenants.set('token-a', { balanceUsd: 7 });
  mock.control.scenario('outage');
  mock.control.scenario('happy');
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(7);
  expect(mock.control.faults.list()).toHaveLength(1);
  await bria.accepted();
  expect(mock.state.jobs.find()[0]?.outcome).toBe('completed');
});

it('can be on for one tenant alone', async () => {
  const { mock } = setUp('outage');
  mock.control.scenario('insufficient-balance', { tenant: 'poor' });
  mock.control.scenario('happy', { tenant: 'lucky' });
  const statuses = async (token: string) => (await briaAt(mock, token).submit()).status;
  expect([await statuses('poor'), await statuses('lucky'), await statuses('other')]).toEqual([402, 202, 503]);
  expect(mock.control.scenario(undefined, { tenant: 'lucky' }).name).toBe('happy');
  expect(mock.control.scenario().name).toBe('outage');
});

it('lets a decision about the next job go before the scenario', async () => {
  const { mock, bria } = setUp('stuck');
  mock.control.outcomes.next('failed', { tenant: 'token-a' });
  for (const token of ['token-b', 'token-a', 'token-a']) await briaAt(mock, token).accepted();
  expect(mock.state.jobs.find().map(({ outcome }) => outcome)).toEqual(['stuck', 'failed', 'stuck']);
  expect(bria).toBeDefined();
});

it('begins anew after a reset', async () => {
  const { mock, bria } = setUp('stuck');
  mock.control.scenario('insufficient-balance');
  mock.control.reset();
  await bria.accepted();
  expect(mock.state.jobs.find()[0]?.outcome).toBe('stuck');
});

const monday = scenario('monday')
  .describe('The morning after.')
  .tenants({ plan: 'pro', balanceUsd: 1 })
  .latency({ queuedMs: [0, 0], runningMs: [1000, 1000] })
  .on('submit', { nth: 2, endpoint: 'image/edit/remove_background' })
  .refuse(429, { retryAfterMs: 6000 })
  .on('status', { window: { fromMs: 10_000, untilMs: 20_000 } })
  .refuse(503)
  .on('media', { probability: 1 })
  .expire(410)
  .jobs('failed', { every: 3, message: 'No subject.' })
  .webhooks({ kind: 'duplicate' })
  .build();

it('can be told step by step, and is plain data then', async () => {
  expect(JSON.parse(JSON.stringify(monday))).toEqual(monday);
  const { mock, bria, clock } = setUp(JSON.parse(JSON.stringify(monday)) as Scenario);
  const requestId = await bria.accepted();
  const refused = await bria.submit();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
  expect(mock.control.tenants.get('token-a')).toEqual({ plan: 'pro', balanceUsd: 0.982 });
  await clock.advance(1000);
  expect(await tell(await bria.status(requestId))).toMatchObject({ status: 'COMPLETED' });
  await clock.advance(9000);
  expect((await bria.status(requestId)).status).toBe(503);
  expect((await ask(mock, `${BRIA_ORIGIN}/__mock/media/${requestId}/output.png`)).status).toBe(410);
  await clock.advance(10_000);
  expect((await bria.status(requestId)).status).toBe(200);
  for (let job = 0; job < 2; job++) await bria.accepted();
  expect(mock.state.jobs.find().map(({ outcome }) => outcome)).toEqual(['completed', 'completed', 'failed']);
});

it('has one beginning and several ends', () => {
  const beginning = scenario('x').tenants({ plan: 'free' });
  expect(beginning.jobs('stuck').build().outcomes).toHaveLength(1);
  expect(beginning.build()).toEqual({ name: 'x', plan: 'free' });
});

it.each([
  ['stormy' as ScenarioName, /^There is no scenario 'stormy', only happy, slow, flaky/],
  [{ name: 'x', latency: { queuedMs: [2, 1] } }, /latency\.queuedMs must be least first/],
  [
    { name: 'x', faults: [{ on: 'any' }] } as unknown as Scenario,
    /^This is no scenario: faults\.0\.effect must be/,
  ],
  [{ name: '' }, /name must be at least 1 characters long/],
] as const)('refuses %j', (chosen, reason) => {
  expect(() => setUp(chosen as Scenario)).toThrow(reason);
});
