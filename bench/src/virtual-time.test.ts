import { expect, it } from 'vitest';
import { withPatchedGlobals } from './patched-globals.ts';
import { createVirtualTime } from './virtual-time.ts';

const never = () => false;

it('fires what is due in the order of time, and what is due at once in the order of arming', async () => {
  const time = createVirtualTime(0);
  const fired: string[] = [];
  const note = (name: string) => () => void fired.push(`${name} at ${time.now()}`);
  time.setTimer(note('late'), 30);
  time.setTimer(note('first'), 10);
  time.setTimer(note('second'), 10);
  time.setTimer(note('called off'), 20)();
  await time.run(never, Infinity);
  expect(fired).toEqual(['first at 10', 'second at 10', 'late at 30']);
});

it('lets every promise settle before time goes on', async () => {
  const time = createVirtualTime(0);
  const seen: number[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => void time.setTimer(resolve, ms));
  const walk = async () => {
    for (let step = 0; step < 3; step++) {
      await sleep(10);
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      seen.push(time.now());
    }
  };
  void walk();
  time.setTimer(() => {}, 1000);
  await time.run(never, Infinity);
  expect(seen).toEqual([10, 20, 30]);
});

it('stops at its limit, and as soon as it is over', () => {
  const time = createVirtualTime(0);
  const fired: number[] = [];
  for (const at of [10, 20, 30]) time.setTimer(() => void fired.push(at), at);
  time.runSync(() => fired.length === 1, Infinity);
  expect(fired).toEqual([10]);
  time.runSync(never, 25);
  expect(fired).toEqual([10, 20]);
});

it('is the time of a package that asks the platform, and leaves the platform as it was', async () => {
  const { setTimeout: before } = globalThis;
  const time = createVirtualTime(Date.UTC(2030, 0, 1));
  const seen: unknown[] = [];
  await withPatchedGlobals(
    time,
    () => 0.5,
    async () => {
      const called = setTimeout(() => seen.push('never'), 100);
      setTimeout(
        (word: string) => seen.push(word, new Date().toISOString(), Math.random(), performance.now()),
        60_000,
        'hello',
      );
      clearTimeout(called);
      await time.run(never, Infinity);
    },
  );
  expect(seen).toEqual(['hello', '2030-01-01T00:01:00.000Z', 0.5, 60_000]);
  expect(globalThis.setTimeout).toBe(before);
  expect(Date.now()).toBeLessThan(Date.UTC(2030, 0, 1));
});
