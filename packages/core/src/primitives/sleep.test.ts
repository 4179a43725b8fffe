import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { virtualClock } from '../testing/virtual-clock.ts';
import { sleep } from './sleep.ts';

it('wakes when the time has come, and not before', async () => {
  const clock = virtualClock();
  let isAwake = false;
  const slept = sleep(clock, 1_000).then(() => (isAwake = true));
  await clock.advance(999);
  expect(isAwake).toBe(false);
  await clock.advance(1);
  expect(isAwake).toBe(true);
  await slept;
});

it('leaves no timer and no listener, whether it is slept out or cut short', async () => {
  const clock = virtualClock();
  const controller = new AbortController();
  const { signal } = controller;
  await clock.runUntil(sleep(clock, 1_000, signal));
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);

  const cut = sleep(clock, 1_000, signal);
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([1, 1]);
  controller.abort('enough');
  expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  await expect(cut).rejects.toBe('enough');
});
