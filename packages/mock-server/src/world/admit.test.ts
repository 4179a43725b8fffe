import { expect, it } from 'vitest';
import { admit, type JobOrder } from './admit.ts';
import { createWorld, tenantOf } from './world.ts';

const orderOf = (requestId: string): JobOrder => ({
  requestId,
  provider: 'bria',
  endpoint: 'image/edit/remove_background',
  path: '/v2/image/edit/remove_background',
  tenant: 'tenant',
  priceMicroUsd: 18_000,
  limit: { key: 'tenant submit', perMinute: 3 },
  queuedMs: [100, 100],
  runningMs: [900, 900],
  work: { files: {}, result: {} },
});

function setUp() {
  const world = createWorld({ seed: 1, plan: 'starter', balanceMicroUsd: 18_000 });
  tenantOf(world, 'tenant', 0);
  return world;
}

it('counts what has fallen due before it looks at the balance', () => {
  const world = setUp();
  world.outcomes.add({ outcome: 'failed' }, 0);
  expect(admit(world, orderOf('a'), 0).kind).toBe('admitted');
  expect(admit(world, orderOf('b'), 999).kind).toBe('insufficient-balance');
  expect(admit(world, orderOf('c'), 1000).kind).toBe('admitted');
});

it('lets an order that cannot be paid take a place in the window, and one without a place take no money', () => {
  const world = setUp();
  const kinds = ['a', 'b', 'c', 'd'].map((requestId) => admit(world, orderOf(requestId), 0).kind);
  expect(kinds).toEqual(['admitted', 'insufficient-balance', 'insufficient-balance', 'rate-limited']);
  expect(world.jobs.size).toBe(1);
  expect(world.ledger.available('tenant')).toBe(0);
});
