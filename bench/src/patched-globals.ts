/** The virtual time and a seeded chance in the place of the platform's own, for packages that take neither. */
import type { Random } from '@briakit/core/testing';
import type { VirtualTime } from './virtual-time.ts';

/** Runs `program` with `setTimeout`, `Date.now`, `new Date()`, `performance.now` and `Math.random` replaced. */
export async function withPatchedGlobals<T>(
  time: VirtualTime,
  random: Random,
  program: () => Promise<T>,
): Promise<T> {
  const { setTimeout, clearTimeout, Date: RealDate } = globalThis;
  const performanceNow = performance.now.bind(performance);
  const mathRandom = Math.random;
  const timers = new Map<unknown, () => void>();
  let lastId = 0;

  globalThis.setTimeout = ((callback: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
    const id = ++lastId;
    // As the platform does: what is no delay is the shortest there is.
    const cancel = time.setTimer(
      () => {
        timers.delete(id);
        callback(...given);
      },
      delayMs >= 1 ? delayMs : 1,
    );
    timers.set(id, cancel);
    return id;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = (id: unknown) => {
    timers.get(id)?.();
    timers.delete(id);
  };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: []) => (given.length > 0 ? new target(...given) : new target(time.now())),
    get: (target, name, receiver) =>
      name === 'now' ? () => Math.floor(time.now()) : (Reflect.get(target, name, receiver) as unknown),
  });
  const startAt = time.now();
  performance.now = () => time.now() - startAt;
  Math.random = random;
  try {
    return await program();
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout, Date: RealDate });
    performance.now = performanceNow;
    Math.random = mathRandom;
  }
}
