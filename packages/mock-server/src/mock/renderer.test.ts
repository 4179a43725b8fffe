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
  files: {
    'output.png': {
      kind: 'picture',
      from: { kind: 'stored', pictureId: 'upload' },
      steps: [{ do: 'cut-out' }],
      format: 'png',
    },
  },
  result: {},
};
const setUp = () => {
  const world = createWorld({ seed: 1, plan: 'starter', balanceMicroUsd: 0 });
  const renderer = createRenderer(world);
  const render = (name = 'output.png') => renderer.render(job, name, String);
  return { world, render };
};

it('makes a picture once, for all who ask while it is made and after', async () => {
  const { world, render } = setUp();
  world.pictures.put('upload', { bytes: bytesOf(TINY_PNG), contentType: 'image/png' });
  const [first, second] = await Promise.all([render(), render()]);
  expect(first?.contentType).toBe('image/png');
  expect(second).toBe(first);
  expect(await render()).toBe(first);
});

it('has no file of another name', async () => {
  expect(await setUp().render('output.jpg')).toBeUndefined();
});

it('has nothing to show when the input is no longer kept', async () => {
  expect(await setUp().render()).toBeUndefined();
});
