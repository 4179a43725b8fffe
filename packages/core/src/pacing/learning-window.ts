/**
 * A window log that does not take the limit's word for it. The provider may count otherwise, somebody else may use
 * the account, or nobody knows the limit at all: a refusal tells. Then the number of requests that were accepted
 * within the last window is the best guess at what is allowed, and clean windows lead back up, carefully.
 */
import type { RateLimit, WindowLog } from './window-log.ts';

export interface LearningWindow extends WindowLog {
  readonly windowMs: number;
  /** Requests per window, as believed now. Infinity while neither told nor learned. */
  readonly limitAt: () => number;
  /** How many requests may leave within each of a few spans from now. */
  readonly supply: (now: number) => readonly Supply[];
}

export interface Supply {
  readonly withinMs: number;
  readonly requests: number;
}

/** Timers and clocks are not exact to the millisecond. */
const GUARD_MS = 5;
/** Under way at once before the first answer: with a wrong limit no more than these are refused. */
const FIRST_IN_FLIGHT = 8;
const SUPPLY_STEPS = 6;
const LONGEST_PATIENCE = 16;

export function createLearningWindow({ limit, windowMs }: RateLimit): LearningWindow {
  /** When each taken place falls free, in order; those of refused requests once more. */
  const freeAt: number[] = [];
  const refusedFreeAt: number[] = [];
  let inFlight = 0;
  let inFlightMost = FIRST_IN_FLIGHT;
  let pausedUntil = -Infinity;
  let allowed = limit;
  /** What was refused though requests were evenly spaced: the limit is about there. */
  let ceiling = Infinity;
  /** Clean windows below the ceiling before more is tried: more of them after each try that was refused. */
  let patience = 4;
  let cleanWindows = 0;
  /** Requests that may leave at once; the others keep their distance. */
  let burst = Infinity;
  /** Until when the requests so far would last, were they evenly spaced. */
  let evenUntil = -Infinity;
  let refusedLastAt = -Infinity;
  let cutAt = -Infinity;
  let grownAt = -Infinity;

  const trim = (now: number) => {
    while (freeAt[0]! <= now) freeAt.shift();
    while (refusedFreeAt[0]! <= now) refusedFreeAt.shift();
  };
  const acceptedWithin = (spanMs: number, now: number) => {
    const since = now + GUARD_MS + windowMs - spanMs;
    const count = (list: readonly number[]) => list.length - (list.findLastIndex((at) => at <= since) + 1);
    return count(freeAt) - count(refusedFreeAt);
  };
  const distanceMs = () => windowMs / allowed;

  const learnFromRefusal = (now: number, sentAt: number) => {
    // Sent before we knew better: part of the same refusal.
    if (sentAt <= refusedLastAt) return;
    refusedLastAt = now;
    inFlightMost = Math.max(2, inFlightMost >> 1);
    const accepted = Math.max(1, acceptedWithin(windowMs, now));
    if (allowed === Infinity) {
      allowed = ceiling = accepted;
      return;
    }
    const isEven = burst <= 1;
    if (!isEven)
      burst = Math.max(
        1,
        Math.floor(Math.min(burst / 4, allowed / 4, 0.7 * acceptedWithin(windowMs / 12, now))),
      );
    if (now - cutAt < windowMs / 6) return;
    cutAt = now;
    if (isEven) {
      ceiling = accepted;
      cleanWindows = 0;
      patience = Math.min(LONGEST_PATIENCE, 4 * patience);
    }
    allowed = Math.max(1, Math.floor(Math.min(allowed, Math.max(allowed / 2, 0.9 * accepted))));
  };

  /** Only a window that was full and not refused says that more may be allowed. */
  const growAfterCleanWindow = (now: number) => {
    if (allowed >= limit || now - Math.max(grownAt, refusedLastAt) < 1.05 * windowMs) return;
    if (acceptedWithin(windowMs, now) < 0.7 * allowed) return;
    grownAt = now;
    // As close to it as whole numbers come: perhaps it was somebody else's requests, who has gone since.
    if (Math.floor(0.95 * ceiling) <= allowed && ++cleanWindows >= patience) {
      cleanWindows = 0;
      patience = Math.max(1, patience / 2);
      ceiling = (1.05 * allowed + 1) / 0.95;
    }
    const next =
      ceiling < Infinity ? Math.min(0.95 * ceiling, allowed + Math.max(1, 0.08 * ceiling)) : 2 * allowed;
    allowed = Math.min(limit, Math.max(allowed, Math.floor(next)));
  };

  return {
    windowMs,
    limitAt: () => allowed,
    supply(now) {
      trim(now);
      const taken = freeAt.length;
      const free = Math.max(0, allowed - taken - inFlight);
      const over = Math.max(0, taken + inFlight - allowed);
      const supply: Supply[] = [];
      for (let step = 0; step < SUPPLY_STEPS; step++) {
        const place = over + Math.floor((step / SUPPLY_STEPS) * Math.max(0, taken - over));
        const withinMs = freeAt[place]! - now;
        if (withinMs > 50) supply.push({ withinMs, requests: free + place - over });
      }
      return [...supply, { withinMs: windowMs, requests: Math.max(1, free + taken - over) }];
    },
    earliestAt(now) {
      trim(now);
      const over = freeAt.length + inFlight - allowed;
      const placeAt = over < 0 ? now : (freeAt[over] ?? Infinity);
      if (inFlight >= inFlightMost) return Infinity;
      const evenAt = burst < allowed ? evenUntil - (burst - 1) * distanceMs() : now;
      return Math.max(now, pausedUntil, placeAt, evenAt);
    },
    sent(now) {
      inFlight++;
      evenUntil = Math.max(evenUntil, now) + distanceMs();
    },
    settled(now, refusedAt) {
      trim(now);
      inFlight--;
      freeAt.push(now + windowMs + GUARD_MS);
      if (refusedAt !== undefined) {
        refusedFreeAt.push(now + windowMs + GUARD_MS);
        learnFromRefusal(now, refusedAt);
        return;
      }
      if (allowed < Infinity) inFlightMost = Math.min(allowed, inFlightMost + 1);
      growAfterCleanWindow(now);
    },
    pauseUntil: (at) => void (pausedUntil = Math.max(pausedUntil, at)),
  };
}
