import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, pixazoAt, posting } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';

const START = Date.UTC(2026, 0, 1);
const TOKEN = 'a-token-of-some-length';
const ADMIN = 'http://127.0.0.1:4010/__admin/';

function setUp() {
  const mock = createMock({
    clock: virtualClock(START),
    latency: { queuedMs: [1_000, 1_000], runningMs: [2_000, 2_000] },
  });
  return { mock, bria: briaAt(mock, TOKEN), pixazo: pixazoAt(mock, TOKEN) };
}

it('says how each job stands, newest first, and what there is to see of it', async () => {
  const { mock, bria } = setUp();
  const first = await bria.accepted();
  await mock.control.advance(1_500);
  const body = { prompt: 'a red vase', webhook_url: 'https://app.test/hook' };
  await ask(mock, `${BRIA_ORIGIN}/v2/image/generate`, posting(body, { api_token: TOKEN }));
  const running = { requestId: first, status: 'running', since: START + 1_000, hasEnded: false, files: [] };
  expect(mock.control.overview().jobs).toMatchObject([
    { endpoint: 'image/generate', status: 'queued', words: 'a red vase', submittedAt: START + 1_500 },
    running,
  ]);
  await mock.control.advance(1_500);
  expect(mock.control.overview()).toMatchObject({
    now: START + 3_000,
    jobCount: 2,
    jobs: [
      { status: 'running' },
      {
        status: 'completed',
        since: START + 3_000,
        hasEnded: true,
        priceUsd: 0.018,
        files: [{ name: 'output.png', kind: 'picture' }],
      },
    ],
    deliveries: [{ state: 'owed' }],
    requests: [{ path: '/v2/image/generate' }, { path: '/v2/image/edit/remove_background', status: 202 }],
  });
});

it('says what each tenant has, and what is left of its limits, without its token', async () => {
  const { mock, bria, pixazo } = setUp();
  await bria.accepted();
  await mock.control.advance(1_000);
  await bria.accepted();
  await pixazo.accepted();
  const overview = mock.control.overview();
  expect(JSON.stringify(overview)).not.toContain(TOKEN);
  const [tenant] = overview.tenants;
  expect(tenant).toMatchObject({ plan: 'starter', scenario: 'happy', balanceUsd: 4.946, heldUsd: 0.054 });
  expect(overview.limits).toEqual([
    {
      tenant: tenant?.tenant,
      bucket: 'POST /v2/image/edit/remove_background',
      limit: 60,
      left: 58,
      nextFreeAt: START + 60_000,
    },
    { tenant: tenant?.tenant, bucket: 'pixazo', limit: 60, left: 59, nextFreeAt: START + 61_000 },
  ]);
  await mock.control.advance(60_000);
  expect(mock.control.overview()).toMatchObject({ limits: [], tenants: [{ balanceUsd: 4.946, heldUsd: 0 }] });
});

it('changes a tenant by the hint at its token', async () => {
  const { mock, bria } = setUp();
  await bria.accepted();
  const [{ tenant } = { tenant: '' }] = mock.control.overview().tenants;
  const patch = (name: string) =>
    ask(mock, `${ADMIN}tenants/${encodeURIComponent(name)}`, {
      ...posting({ balanceUsd: 1 }),
      method: 'PATCH',
    });
  expect(await (await patch(tenant)).json()).toEqual({ plan: 'starter', balanceUsd: 1 });
  expect(mock.control.tenants.get(TOKEN).balanceUsd).toBe(1);
  expect((await patch('somebody')).status).toBe(404);
});

it('shows a file of a result without a request in the journal, and only when it is there', async () => {
  const { mock, bria } = setUp();
  const job = await bria.accepted();
  const read = (path: string) => ask(mock, `${ADMIN}jobs/${path}`);
  expect((await read(`${job}/files/output.png`)).status).toBe(404);
  await mock.control.advance(3_000);
  const file = await read(`${job}/files/output.png`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(file.headers.get('content-security-policy')).toBe('sandbox');
  expect((await read(`${job}/files/other.png`)).status).toBe(404);
  expect((await read('nobody/files/output.png')).status).toBe(404);
  expect(mock.control.journal.count()).toBe(1);
});
