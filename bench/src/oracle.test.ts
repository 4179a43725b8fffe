import { expect, it } from 'vitest';
import { runOracle } from './oracle.ts';
import { ONE_WAY_MS } from './provider.ts';
import { BURSTS, workloadOf, type PlannedJob } from './workloads.ts';

const cell = { ...BURSTS[0]!, perMinute: 2 };
const job = (durationMs: number, releasedMs = 0): PlannedJob => ({
  kind: 'edit',
  releasedMs,
  durationMs,
  isFailure: false,
});

it('submits as many as the limit allows, then the next when the window has passed', () => {
  const { ends } = runOracle({ cell, seed: 1, jobs: [job(1_000), job(2_000), job(3_000)] });
  expect(ends.map(({ endToEndMs }) => endToEndMs)).toEqual([
    2 * ONE_WAY_MS + 1_000,
    2 * ONE_WAY_MS + 2_000,
    2 * ONE_WAY_MS + 60_000 + 3_000,
  ]);
});

it('asks about each job when it has ended, as soon as the limit allows', () => {
  const jobs = [job(1_000), job(100_000), job(20_000, 30_000)].map((planned, index) => ({
    ...planned,
    // Three endpoints, so that submits do not wait.
    kind: (['edit', 'gen', 'video'] as const)[index]!,
  }));
  const { ends, traffic } = runOracle({ cell, seed: 1, jobs });
  expect(traffic.statuses).toBe(3);
  expect(ends.map(({ index, lagMs }) => [index, lagMs])).toEqual([
    [0, ONE_WAY_MS],
    [2, ONE_WAY_MS],
    [1, ONE_WAY_MS],
  ]);
  const together = runOracle({
    cell,
    seed: 1,
    jobs: jobs.map((planned) => ({ ...planned, durationMs: 500, releasedMs: 0 })),
  });
  expect(together.ends.map(({ lagMs }) => lagMs)).toEqual([ONE_WAY_MS, ONE_WAY_MS, 60_000 + ONE_WAY_MS]);
});

it('is given the same jobs again for the same cell and seed, and others for another', () => {
  const mixed = BURSTS.find(({ name }) => name === '50 mix @ 60')!;
  expect(workloadOf(mixed, 3)).toEqual(workloadOf(mixed, 3));
  expect(workloadOf(mixed, 3)).not.toEqual(workloadOf(mixed, 4));
});
