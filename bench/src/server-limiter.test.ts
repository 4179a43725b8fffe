import { describe, expect, it } from 'vitest';
import { randomOf } from './durations.ts';
import { createServerLimiter, FAIR_LIMITERS, STRICT_LIMITERS } from './server-limiter.ts';

const LIMIT = 10;
const WINDOW_MS = 1_000;

describe.each([...FAIR_LIMITERS, ...STRICT_LIMITERS])('%s', (kind) => {
  it('admits what comes evenly, with a little to spare, for ever', () => {
    const admit = createServerLimiter(kind, LIMIT, WINDOW_MS, 333);
    const refused = Array.from({ length: 500 }, (_, n) => admit(1.25 * n * (WINDOW_MS / LIMIT))).filter(
      (waitMs) => waitMs > 0,
    );
    expect(refused).toEqual([]);
  });

  it('refuses a part of twice the limit at once, and says a wait that is none too long', () => {
    const admit = createServerLimiter(kind, LIMIT, WINDOW_MS, 333);
    const waits = Array.from({ length: 2 * LIMIT }, () => admit(0)).filter((waitMs) => waitMs > 0);
    expect(waits.length).toBeGreaterThanOrEqual(LIMIT);
    for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(WINDOW_MS);
  });
});

it.each(FAIR_LIMITERS)('%s: admits whoever never sends more than the limit in a window', (kind) => {
  const random = randomOf(7, 7);
  const admit = createServerLimiter(kind, LIMIT, WINDOW_MS, 333);
  const sent: number[] = [];
  let now = 0;
  for (let n = 0; n < 5_000; n++) {
    // Sometimes a long silence and then a burst, sometimes a steady flow.
    now += random() < 0.02 ? 3 * WINDOW_MS : random() * 150;
    now = Math.max(now, (sent.at(-LIMIT) ?? -Infinity) + WINDOW_MS + 0.001);
    sent.push(now);
    expect(admit(now)).toBe(0);
  }
});

it.each(STRICT_LIMITERS)('%s: refuses a burst although the limit is kept', (kind) => {
  const admit = createServerLimiter(kind, LIMIT, WINDOW_MS, 0);
  const bursts = [990, 1991].flatMap((at) => Array.from({ length: LIMIT }, (_, n) => admit(at + n * 0.001)));
  expect(bursts.some((waitMs) => waitMs > 0)).toBe(true);
});
