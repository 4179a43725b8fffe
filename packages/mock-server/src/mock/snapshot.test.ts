import { virtualClock, type VirtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, bytesOf, pixazoAt, posting, TINY_PNG } from '../../test/ask.ts';
import { createMock, type Mock } from '../doors/create-mock.ts';
import type { MockOptions } from './options.ts';

const setUp = (options: MockOptions = {}) => {
  const clock = virtualClock();
  const told: string[] = [];
  const mock = createMock({
    clock,
    async deliver(request) {
      told.push(`${clock.now()} ${await request.text()}`);
      return new Response(null, { status: told.length === 1 ? 500 : 204 });
    },
    ...options,
  });
  return { clock, mock, told, bria: briaAt(mock), pixazo: pixazoAt(mock, 'token-p') };
};
const asJson = async (mock: Mock) => JSON.parse(JSON.stringify(await mock.control.snapshot()));

/** A world in the middle of everything: jobs under way, a webhook owed, a training, faults that are half used up. */
async function live({ mock, bria, pixazo, clock }: ReturnType<typeof setUp>) {
  const headers = { api_token: 'token-a' };
  const tailored = (path: string, body: object) =>
    ask(mock, `${BRIA_ORIGIN}/v1/tailored-gen/${path}`, posting(body, headers));
  mock.control.tenants.set('token-a', { plan: 'free', balanceUsd: 1 });
  const done = await bria.accepted({ image: TINY_PNG });
  await bria.accepted({ image: TINY_PNG, webhook_url: 'https://app.test/hook' });
  await mock.control.advance(10_000);
  mock.control.webhooks.next({ kind: 'reorder' });
  await bria.accepted({ image: TINY_PNG, webhook_url: 'https://app.test/kept-back' });
  await mock.control.advance(10_000);
  await tailored('projects', { project_name: 'Mugs', ip_medium: 'photography', ip_type: 'object_variants' });
  const upload = await ask(mock, 'https://media.briakit.test/__mock/uploads', {
    method: 'POST',
    body: bytesOf(TINY_PNG),
  });
  const { url } = (await upload.json()) as { url: string };
  mock.control.faults.add({ on: 'status', times: 3, effect: { kind: 'respond', status: 503 } });
  await bria.status(done);
  mock.control.outcomes.next('failed', { times: 4, message: 'No subject found' });
  await bria.accepted();
  await pixazo.accepted();
  await clock.advance(500);
  return { done, url };
}

/** Everything that a client can see from here on, and what there is afterwards. */
async function future(mock: Mock, clock: VirtualClock, { done, url }: Awaited<ReturnType<typeof live>>) {
  const seen: unknown[] = [];
  const see = async (response: Response) => seen.push([response.status, await response.text()]);
  const [bria, pixazo] = [briaAt(mock), pixazoAt(mock, 'token-p')];
  for (let turn = 0; turn < 4; turn++) {
    await see(await bria.status(done));
    await see(await bria.submit({ image: TINY_PNG, webhook_url: 'https://app.test/later' }));
    await see(await pixazo.submit({ image_url: url }));
    for (const { requestId, provider } of mock.state.jobs.find())
      await see(await (provider === 'bria' ? bria : pixazo).status(requestId));
    await see(
      await ask(mock, `${BRIA_ORIGIN}/v1/tailored-gen/projects`, { headers: { api_token: 'token-a' } }),
    );
    await mock.control.advance(30_000);
  }
  for (let job = 0; job < 12; job++) await see(await bria.submit({ image: TINY_PNG }));
  await mock.control.advance(60 * 60_000);
  const picture = await ask(mock, `https://media.briakit.test/__mock/media/${done}/output.png`);
  seen.push(picture.status, (await picture.arrayBuffer()).byteLength, clock.now());
  const { ledger, deliveries, journal, tenants } = mock.state;
  seen.push(
    JSON.parse(JSON.stringify([ledger.find(), deliveries, journal, tenants, mock.control.overview()])),
  );
  return seen;
}

it('goes on in a new mock exactly as in the old one, with all that was still to come', async () => {
  const old = setUp();
  const about = await live(old);
  const snapshot = await asJson(old.mock);
  const toldBefore = old.told.length;
  expect(snapshot.agenda.length).toBeGreaterThan(0);
  expect(snapshot.outbox.agenda.length).toBeGreaterThan(0);
  expect(snapshot.outbox.heldBack.length).toBe(1);

  const renewed = setUp({ seed: 77, plan: 'pro' });
  renewed.told.push(...old.told);
  await renewed.mock.control.restore(snapshot);
  expect(await asJson(renewed.mock)).toEqual(snapshot);
  const [before, after] = [
    await future(old.mock, old.clock, about),
    await future(renewed.mock, renewed.clock, about),
  ];
  expect(after).toEqual(before);
  expect(old.told.length).toBeGreaterThan(toldBefore);
  expect(renewed.told).toEqual(old.told);
});

it('keeps what was sent out of a snapshot when that is not wanted, and says so', async () => {
  const { mock, bria } = setUp();
  const job = await bria.accepted({ image: TINY_PNG });
  await mock.control.advance(10_000);
  const snapshot = await mock.control.snapshot({ pictures: false });
  expect(snapshot).toMatchObject({ pictures: [], picturesLeftOut: 1 });
  await mock.control.restore(snapshot);
  expect((await bria.status(job)).status).toBe(200);
  const link = `https://media.briakit.test/__mock/media/${job}/output.png`;
  expect((await ask(mock, link)).status).toBe(404);
});

it('takes a snapshot that later requests do not change', async () => {
  const { mock, bria } = setUp();
  await bria.accepted();
  const [taken, text] = [await mock.control.snapshot(), JSON.stringify(await mock.control.snapshot())];
  await bria.accepted();
  await mock.control.advance(60_000);
  expect(JSON.stringify(taken)).toBe(text);
});

it('refuses what is no snapshot, and forgets nothing by it', async () => {
  const { mock, bria } = setUp();
  await bria.accepted();
  const snapshot = await asJson(mock);
  for (const broken of [{}, { ...snapshot, version: 2 }, { ...snapshot, jobs: [{ requestId: 'x' }] }])
    await expect(mock.control.restore(broken)).rejects.toThrow(/^This is no snapshot: /);
  expect(mock.state.jobs.size).toBe(1);
});

it('tells nobody any more about jobs of the world that a snapshot replaces', async () => {
  const { mock, bria, told } = setUp();
  const empty = await mock.control.snapshot();
  await bria.accepted({ image: TINY_PNG, webhook_url: 'https://app.test/hook' });
  await mock.control.restore(empty);
  await mock.control.advance(60 * 60_000);
  expect(told).toEqual([]);
  expect(mock.state.jobs.size).toBe(0);
});
