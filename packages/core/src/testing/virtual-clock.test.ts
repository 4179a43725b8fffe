import { expect, it } from 'vitest';
import { virtualClock } from './virtual-clock.ts';

it('stands still until it is moved', async () => {
  const clock = virtualClock(5_000);
  await new Promise(setImmediate);
  expect(clock.now()).toBe(5_000);
  await clock.advance(250);
  expect(clock.now()).toBe(5_250);
});

it('fires each timer at its own instant, in order, those included that are set on the way', async () => {
  const clock = virtualClock(0);
  const fired: string[] = [];
  const set = (name: string, delayMs: number, then?: () => void) =>
    clock.setTimer(() => {
      fired.push(`${name} at ${clock.now()}`);
      then?.();
    }, delayMs);
  set('late', 300);
  set('early', 100, () => set('set on the way', 50));
  set('beyond', 400);
  await clock.advance(300);
  expect(fired).toEqual(['early at 100', 'set on the way at 150', 'late at 300']);
  expect(clock.pendingTimers).toBe(1);
});

it('calls a timer off', async () => {
  const clock = virtualClock(0);
  clock.setTimer(() => expect.unreachable(), 100)();
  expect(clock.pendingTimers).toBe(0);
  await clock.advance(100);
});

it('lets promises settle between two timers', async () => {
  const clock = virtualClock(0);
  let step = 0;
  clock.setTimer(() => void Promise.resolve().then(() => step++), 100);
  clock.setTimer(() => expect(step).toBe(1), 101);
  await clock.advance(200);
  expect(step).toBe(1);
});

it('runs until a promise settles, and no further', async () => {
  const clock = virtualClock(0);
  const woken = new Promise<number>((resolve) => void clock.setTimer(() => resolve(clock.now()), 3_000));
  clock.setTimer(() => {}, 9_000);
  expect(await clock.runUntil(woken)).toBe(3_000);
  expect([clock.now(), clock.pendingTimers]).toEqual([3_000, 1]);
  await expect(clock.runUntil(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

it('says so when nothing is left that could settle it, or not in time', async () => {
  const clock = virtualClock(0);
  const never = new Promise<void>(() => {});
  await expect(clock.runUntil(never)).rejects.toThrow('Nothing is armed on the clock');
  clock.setTimer(() => {}, 2_000);
  await expect(clock.runUntil(never, 1_000)).rejects.toThrow('Not settled within 1000 ms');
});
