import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, IN_PROGRESS, PICTURE } from '../../test/client.ts';
import { image } from '../bria.ts';
import { pageAware, type Page } from './page-aware.ts';
import { steadyPacing } from './steady-pacing.ts';

function pageOf() {
  const listeners = new Set<() => void>();
  const now = { isHidden: false, isOnline: true };
  const page: Page = {
    isHidden: () => now.isHidden,
    isOnline: () => now.isOnline,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const become = (change: Partial<typeof now>) => {
    Object.assign(now, change);
    for (const listener of listeners) listener();
  };
  return { page, become, listeners };
}
const input = { image: PICTURE };

it('sends nothing without a network, says so, and goes on when it is back', async () => {
  const { page, become, listeners } = pageOf();
  const { clock, client, methods } = briaClient([ACCEPTED, IN_PROGRESS, COMPLETED], {
    pacing: pageAware(steadyPacing, page),
  });
  become({ isOnline: false });
  const job = client.submit(image.removeBackground, input);
  await clock.advance(600_000);
  expect([methods(), clock.pendingTimers]).toEqual(['', 0]);
  expect(job.getSnapshot()).toEqual({ phase: 'waiting', waitReason: 'offline', untilAt: undefined });
  become({ isOnline: true });
  await clock.advance(1_500);
  expect(methods()).toBe('POST GET');
  become({ isOnline: false });
  await clock.advance(600_000);
  expect([methods(), clock.pendingTimers]).toEqual(['POST GET', 0]);
  become({ isOnline: true });
  await clock.runUntil(job.result());
  expect([methods(), listeners.size]).toEqual(['POST GET GET', 0]);
});

it('asks every 15 s while nobody looks, about all jobs in one go, and at once when somebody does', async () => {
  const { page, become, listeners } = pageOf();
  const { clock, client, requests } = briaClient([{ body: { status: 'IN_PROGRESS' } }], {
    pacing: pageAware(steadyPacing, page),
  });
  const refs = ['a', 'b', 'c'].map((requestId) => ({
    provider: 'bria' as const,
    endpoint: image.removeBackground.id,
    requestId,
    acceptedAt: 0,
  }));
  const jobs = refs.map((ref) => client.resume(ref));
  await clock.advance(100);
  become({ isHidden: true });
  expect(requests).toHaveLength(3);
  await clock.advance(14_000);
  expect(requests).toHaveLength(3);
  await clock.advance(1_500);
  expect(requests).toHaveLength(6);
  await clock.advance(66_000);
  expect(requests.length).toBeLessThanOrEqual(6 + 3 * 4);
  const before = requests.length;
  become({ isHidden: false });
  await clock.advance(0);
  expect(requests.length).toBe(before + 3);
  jobs.forEach(({ stop }) => stop());
  expect([listeners.size, clock.pendingTimers]).toEqual([0, 0]);
});
