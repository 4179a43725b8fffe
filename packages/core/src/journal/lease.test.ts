import { expect, it, vi } from 'vitest';
import { fakeLocks } from '../../test/web-platform.ts';
import { leaseInProcess, leaseWithWebLocks } from './lease.ts';

it('in a process: each value of its own has leases of its own', async () => {
  const lease = leaseInProcess();
  await lease('a');
  await expect(lease('a')).resolves.toBeUndefined();
  await expect(leaseInProcess()('a')).resolves.toBeTypeOf('function');
});

it('with Web Locks: one tab has the job, until it gives it back', async () => {
  const { openTab, held } = fakeLocks();
  const [here, there] = [openTab(), openTab()].map(({ locks }) => leaseWithWebLocks('shop:', locks)) as [
    ReturnType<typeof leaseWithWebLocks>,
    ReturnType<typeof leaseWithWebLocks>,
  ];
  const release = await here('a');
  expect([...held.keys()]).toEqual(['shop:a']);
  await expect(there('a')).resolves.toBeUndefined();
  await expect(here('a')).resolves.toBeUndefined();
  release!();
  await new Promise(setImmediate);
  expect(held.size).toBe(0);
  await expect(there('a')).resolves.toBeTypeOf('function');
});

it('with Web Locks: a tab that is closed has none', async () => {
  const { openTab } = fakeLocks();
  const [tab, other] = [openTab(), openTab()];
  await leaseWithWebLocks('shop:', tab.locks)('a');
  tab.close();
  await expect(leaseWithWebLocks('shop:', other.locks)('a')).resolves.toBeTypeOf('function');
});

it('with Web Locks: two journals do not meet', async () => {
  const { locks } = fakeLocks().openTab();
  await leaseWithWebLocks('shop:', locks)('a');
  await expect(leaseWithWebLocks('blog:', locks)('a')).resolves.toBeTypeOf('function');
});

it('with Web Locks: says so when the platform does not allow them', async () => {
  const denied = new DOMException('sandboxed', 'SecurityError');
  const lease = leaseWithWebLocks('shop:', { request: () => Promise.reject(denied) });
  await expect(lease('a')).rejects.toBe(denied);
});

it('with the locks of the platform, where it has them, and within the page where it has none', async () => {
  const { locks } = fakeLocks().openTab();
  vi.stubGlobal('navigator', { locks });
  const asked = vi.spyOn(locks, 'request');
  (await leaseWithWebLocks('shop:')('a'))!();
  expect(asked).toHaveBeenCalledOnce();

  vi.stubGlobal('navigator', {});
  const release = await leaseWithWebLocks('shop:')('a');
  await expect(leaseWithWebLocks('shop:')('a')).resolves.toBeUndefined();
  await expect(leaseWithWebLocks('blog:')('a')).resolves.toBeTypeOf('function');
  release!();
  await expect(leaseWithWebLocks('shop:')('a')).resolves.toBeTypeOf('function');

  vi.stubGlobal('navigator', undefined);
  await expect(leaseWithWebLocks('shop:')('b')).resolves.toBeTypeOf('function');
});
