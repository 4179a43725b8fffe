import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLearningWindow } from './learning-window.ts';

const WINDOW_MS = 60_000;
const START_AT = 1_000_000;

function world(limit: number, truth: { limit: number } = { limit }, rttMs = 100) {
  const window = createLearningWindow({ limit, windowMs: WINDOW_MS });
  const seen: number[] = [];
  let now = START_AT;
  const counts = { accepted: 0, refused: 0 };
  return {
    window,
    counts,
    now: () => now,
    /** Sends one after the other, as many as it may, until then. */
    runUntil: (untilAt: number) => {
      while (now < untilAt) {
        const at = window.earliestAt(now);
        expect(at).toBeGreaterThanOrEqual(now);
        now = Math.min(at, untilAt);
        if (now >= untilAt) return;
        const sentAt = now;
        window.sent(sentAt);
        now += rttMs / 2;
        while (seen[0]! <= now - WINDOW_MS) seen.shift();
        const isRefused = seen.length >= truth.limit;
        if (!isRefused) seen.push(now);
        now += rttMs / 2;
        if (isRefused) window.pauseUntil(seen[0]! + WINDOW_MS);
        window.settled(now, isRefused ? sentAt : undefined);
        counts[isRefused ? 'refused' : 'accepted']++;
      }
    },
  };
}

it('lets as many pass as it was told, and is never refused', () => {
  const { counts, runUntil, window } = world(60);
  runUntil(START_AT + 10 * WINDOW_MS);
  expect(counts.refused).toBe(0);
  expect(counts.accepted).toBeGreaterThan(580);
  expect(window.limitAt()).toBe(60);
});

it('keeps to eight at once until answers have come, and to more after them', () => {
  const { window } = world(60);
  for (let sent = 0; sent < 8; sent++) window.sent(START_AT);
  expect(window.earliestAt(START_AT)).toBe(Infinity);
  window.settled(START_AT + 100);
  window.sent(START_AT + 100);
  expect(window.earliestAt(START_AT + 100)).toBe(START_AT + 100);
});

it.each([10, 60, 300])('finds a limit of %i that nobody told it', (truth) => {
  const { counts, runUntil, window } = world(Infinity, { limit: truth });
  runUntil(START_AT + 10 * WINDOW_MS);
  expect(counts.refused).toBeLessThanOrEqual(3);
  expect(window.limitAt()).toBeGreaterThan(truth * 0.85);
  expect(counts.accepted).toBeGreaterThan(truth * 10 * 0.8);
});

it('learns that less is allowed than it was told, and keeps to that', () => {
  const { counts, runUntil } = world(60, { limit: 20 });
  runUntil(START_AT + 20 * WINDOW_MS);
  const { refused } = counts;
  expect(refused).toBeLessThanOrEqual(12);
  expect(counts.accepted).toBeGreaterThan(200);
  runUntil(START_AT + 30 * WINDOW_MS);
  expect(counts.refused - refused).toBeLessThanOrEqual(3);
});

it('is back at what it was told some clean windows after a stranger has used the account', () => {
  const { counts, now, runUntil, window } = world(60);
  window.sent(START_AT);
  window.settled(START_AT + 100, START_AT);
  expect(window.limitAt()).toBeLessThan(60);
  runUntil(now() + 12 * WINDOW_MS);
  expect(window.limitAt()).toBe(60);
  expect(counts.refused).toBe(0);
});

it.each([1, 5, 30])('does not stay at %i a minute for ever, because that was all once', (once) => {
  const provider = { limit: once };
  const { now, runUntil, window } = world(Infinity, provider);
  runUntil(START_AT + 10 * WINDOW_MS);
  expect(window.limitAt()).toBeLessThanOrEqual(once);
  provider.limit = 60;
  runUntil(now() + 120 * WINDOW_MS);
  expect(window.limitAt()).toBeGreaterThan(45);
});

it('tries ever more rarely whether more is allowed than it has found', () => {
  const { counts, runUntil } = world(Infinity, { limit: 10 });
  runUntil(START_AT + 120 * WINDOW_MS);
  expect(counts.refused).toBeLessThanOrEqual(12);
  expect(counts.accepted).toBeGreaterThan(120 * 10 * 0.75);
});

it('takes the refusals of those that were under way together for one', () => {
  const { window } = world(64);
  for (let sent = 0; sent < 8; sent++) window.sent(START_AT);
  window.settled(START_AT + 100, START_AT);
  const limit = window.limitAt();
  for (let sent = 1; sent < 8; sent++) window.settled(START_AT + 20_000 + sent, START_AT);
  expect(window.limitAt()).toBe(limit);
});

it('holds the limit for any delays of the network and any refusals', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.record({ waitMs: fc.nat(5_000), rttMs: fc.nat(20_000), isRefused: fc.boolean() }), {
        maxLength: 200,
      }),
      (limit, requests) => {
        const window = createLearningWindow({ limit, windowMs: WINDOW_MS });
        const arrivals: number[] = [];
        let underWay: { sentAt: number; endsAt: number; isRefused: boolean }[] = [];
        let now = START_AT;
        const settleUntil = (until: number) => {
          for (const each of underWay
            .filter(({ endsAt }) => endsAt <= until)
            .toSorted((a, b) => a.endsAt - b.endsAt))
            window.settled(each.endsAt, each.isRefused ? each.sentAt : undefined);
          underWay = underWay.filter(({ endsAt }) => endsAt > until);
        };
        for (const { waitMs, rttMs, isRefused } of requests) {
          now += waitMs;
          settleUntil(now);
          const at = window.earliestAt(now);
          expect(at).not.toBeNaN();
          if (at > now) continue;
          window.sent(now);
          arrivals.push(now + rttMs / 2);
          underWay.push({ sentAt: now, endsAt: now + rttMs, isRefused });
        }
        for (const from of arrivals)
          expect(arrivals.filter((at) => at >= from && at < from + WINDOW_MS).length).toBeLessThanOrEqual(
            limit,
          );
      },
    ),
    { numRuns: 300, seed: 4 },
  );
});

it('keeps to the longest pause that was asked for, whatever is asked for afterwards', () => {
  const window = createLearningWindow({ limit: 60, windowMs: WINDOW_MS });
  window.pauseUntil(START_AT + 20_000);
  window.pauseUntil(START_AT + 1_000);
  expect(window.earliestAt(START_AT)).toBe(START_AT + 20_000);
});

it('lowers the limit once for refusals that follow each other closely', () => {
  const window = createLearningWindow({ limit: 100, windowMs: WINDOW_MS });
  const refusedAfter = (accepted: number, at: number) => {
    for (let count = 0; count < accepted; count++) {
      window.sent(at);
      window.settled(at);
    }
    window.sent(at);
    window.settled(at + 10, at);
    return window.limitAt();
  };
  const lowered = refusedAfter(50, START_AT);
  expect(lowered).toBeLessThan(100);
  expect(refusedAfter(0, START_AT + 5_000)).toBe(lowered);
  expect(refusedAfter(0, START_AT + 11_000)).toBeLessThan(lowered);
});
