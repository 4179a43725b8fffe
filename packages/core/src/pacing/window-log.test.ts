import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWindowLog } from './window-log.ts';

const WINDOW_MS = 60_000;
const open = (limit: number) => createWindowLog({ limit, windowMs: WINDOW_MS });

it('lets as many as the limit go at once, and waits for an answer before it knows more', () => {
  const log = open(3);
  for (let sent = 0; sent < 3; sent++) {
    expect(log.earliestAt(1_000)).toBe(1_000);
    log.sent(0);
  }
  expect(log.earliestAt(1_000)).toBe(Infinity);
  log.settled(2_000);
  expect(log.earliestAt(2_000)).toBe(2_000 + WINDOW_MS + 5);
});

it('gives a place back one window after its answer, with a little to spare', () => {
  const log = open(1);
  log.sent(0);
  log.settled(0);
  expect(log.earliestAt(WINDOW_MS + 4)).toBe(WINDOW_MS + 5);
  expect(log.earliestAt(WINDOW_MS + 5)).toBe(WINDOW_MS + 5);
});

it('waits for the place that is free after those that others in flight will want', () => {
  const log = open(3);
  for (let sent = 0; sent < 3; sent++) log.sent(0);
  log.settled(10);
  log.settled(20);
  expect(log.earliestAt(20)).toBe(10 + WINDOW_MS + 5);
  log.settled(30);
  expect(log.earliestAt(30)).toBe(10 + WINDOW_MS + 5);
});

it('lets nobody go before the pause is over, and only ever makes it longer', () => {
  const log = open(3);
  log.pauseUntil(9_000);
  log.pauseUntil(4_000);
  expect(log.earliestAt(1_000)).toBe(9_000);
  expect(log.earliestAt(9_500)).toBe(9_500);
});

it('has no end to its room where there is no limit', () => {
  const log = open(Infinity);
  for (let sent = 0; sent < 1_000; sent++) log.sent(0);
  expect(log.earliestAt(0)).toBe(0);
});

/** Sends as early as the log lets it; the server sees each request somewhere between its way and its answer. */
function simulate(limit: number, requests: readonly { gapMs: number; thereMs: number; backMs: number }[]) {
  const log = open(limit);
  const answersAt: number[] = [];
  const seenAt: number[] = [];
  let now = 0;
  const answersUntil = (instant: number) => {
    while (answersAt.length > 0 && answersAt[0]! <= instant) log.settled(answersAt.shift()!);
  };
  for (const { gapMs, thereMs, backMs } of requests) {
    now += gapMs;
    answersUntil(now);
    for (let at = log.earliestAt(now); at > now; at = log.earliestAt(now)) {
      now = Math.min(at, answersAt[0] ?? Infinity);
      answersUntil(now);
    }
    log.sent(0);
    seenAt.push(now + thereMs);
    answersAt.push(now + thereMs + backMs);
    answersAt.sort((a, b) => a - b);
  }
  return { seenAt: seenAt.toSorted((a, b) => a - b), endedAt: now };
}

const requestsOf = (maxLatencyMs: number) =>
  fc.array(
    fc.record({
      gapMs: fc.oneof(fc.constant(0), fc.nat({ max: 30_000 })),
      thereMs: fc.nat({ max: maxLatencyMs }),
      backMs: fc.nat({ max: maxLatencyMs }),
    }),
    { maxLength: 80 },
  );
const limits = fc.integer({ min: 1, max: 7 });

it('never lets the provider count more than the limit in any sliding window, however slow the network', () => {
  fc.assert(
    fc.property(limits, requestsOf(90_000), (limit, requests) => {
      const { seenAt } = simulate(limit, requests);
      for (const [index, at] of seenAt.entries())
        expect((seenAt[index + limit] ?? Infinity) - at).toBeGreaterThan(WINDOW_MS);
    }),
  );
});

it('never lets it count more in a fixed window, wherever that begins', () => {
  fc.assert(
    fc.property(limits, requestsOf(90_000), fc.nat({ max: WINDOW_MS - 1 }), (limit, requests, phase) => {
      const counts = new Map<number, number>();
      for (const at of simulate(limit, requests).seenAt) {
        const window = Math.floor((at + phase) / WINDOW_MS);
        counts.set(window, (counts.get(window) ?? 0) + 1);
      }
      expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(limit);
    }),
  );
});

it('wastes no room: a full load is through as fast as the limit allows', () => {
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 500 }), (limit, count, latencyMs) => {
      const load = Array.from({ length: count }, () => ({ gapMs: 0, thereMs: latencyMs, backMs: latencyMs }));
      const rounds = Math.ceil(count / limit) - 1;
      expect(simulate(limit, load).endedAt).toBe(rounds * (WINDOW_MS + 2 * latencyMs + 5));
    }),
  );
});
