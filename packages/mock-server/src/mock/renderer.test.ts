import { expect, it } from 'vitest';
import { bytesOf, TINY_PNG } from '../../test/ask.ts';
import type { JobRecord } from '../world/jobs.ts';
import { createWorld } from '../world/world.ts';
import { createRenderer } from './renderer.ts';

const job: JobRecord = {
  requestId: 'job',
  provider: 'bria',
  endpoint: 'image/edit/remove_background',
  tenant: 'tenant',
  priceMicroUsd: 18_000,
  submittedAt: 0,
  outcome: 'completed',
  plan: [{ at: 0, status: 'completed' }],
  input: { kind: 'stored', pictureId: 'upload' },
};
const setUp = () => {
  const world = createWorld({ seed: 1, plan: 'starter', balanceMicroUsd: 0 });
  return { world, renderer: createRenderer(world) };
};

it('makes a picture once, for all who ask while it is made and after', async () => {
  const { world, renderer } = setUp();
  world.pictures.put('upload', { bytes: bytesOf(TINY_PNG), contentType: 'image/png' });
  const [first, second] = await Promise.all([renderer.render(job), renderer.render(job)]);
  expect(first).toBeInstanceOf(Uint8Array);
  expect(second).toBe(first);
  expect(await renderer.render(job)).toBe(first);
});

it('has nothing to show when the input is no longer kept', async () => {
  expect(await setUp().renderer.render(job)).toBeUndefined();
});
