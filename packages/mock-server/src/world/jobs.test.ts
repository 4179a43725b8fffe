import { expect, it } from 'vitest';
import { planJob, statusAt } from './jobs.ts';

it('computes where a job stands from its plan and the time alone', () => {
  const plan = planJob(1000, 'completed', { queuedMs: 500, runningMs: 2000 });
  expect([999, 1000, 1499, 1500, 3499, 3500, 1e12].map((now) => statusAt(plan, now))).toEqual([
    'queued',
    'queued',
    'queued',
    'running',
    'running',
    'completed',
    'completed',
  ]);
});

it('never ends a stuck job', () => {
  const plan = planJob(0, 'stuck', { queuedMs: 0, runningMs: 10 });
  expect(statusAt(plan, 1e12)).toBe('running');
});
