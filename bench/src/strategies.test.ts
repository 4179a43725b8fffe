import { describe, expect, it } from 'vitest';
import { fallback, ours } from './contenders.ts';
import { measure } from './metrics.ts';
import { peer } from './peer-model.ts';
import { PEERS } from './peer-policies.ts';
import { realPeers } from './real-peers.ts';
import { BURSTS, type Cell } from './workloads.ts';

const cell = (name: string): Cell => ({ ...BURSTS.find((burst) => burst.name === name)!, seeds: 2 });

describe.each(['generous', 'published'] as const)('%s', (mode) => {
  it.each(realPeers(mode))(
    'the policy of $modelledBy sends what its package sends',
    async ({ modelledBy, strategy }) => {
      const policy = PEERS.find(({ name }) => name === modelledBy)!;
      const { strategy: packageName, ...real } = await measure(strategy, cell('10 edit @ 60'));
      const { strategy: policyName, ...model } = await measure(peer(policy, mode), cell('10 edit @ 60'));
      expect(model).toEqual(real);
      expect(real.refusedStatuses).toBeGreaterThan(0);
      expect(packageName).not.toBe(policyName);
    },
  );
});

it.each([...ours, fallback])(
  '$name loses nothing and is never refused, and the same seeds give the same figures',
  async ({ strategyFor }) => {
    const burst = cell('50 mix @ 10');
    const figures = await measure(await strategyFor(burst), burst);
    expect(figures).toMatchObject({ lost: 0, refusedStatuses: 0, refusedSubmits: 0, jobs: 100 });
    expect(figures.endToEndRatio).toBeGreaterThan(1);
    expect(await measure(await strategyFor(burst), burst)).toEqual(figures);
  },
);

it('sees what a careless client does: refusals, and jobs that are lost', async () => {
  const fal = PEERS.find(({ name }) => name.startsWith('fal'))!;
  const generous = await measure(peer(fal, 'generous'), cell('50 gen @ 60'));
  const published = await measure(peer(fal, 'published'), cell('50 gen @ 60'));
  expect(generous.refusedStatuses).toBeGreaterThan(100);
  expect(generous.lost).toBe(0);
  expect(published.lost).toBe(published.jobs);
});
