/** `limit` requests in any `windowMs`, as the provider counts them. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * How many requests may leave, so that the provider never counts more than `limit` in any window.
 *
 * A place is taken from the moment a request is sent until `windowMs` after its answer came. The provider
 * saw the request somewhere in between, so at no instant can it have seen more than `limit` within one
 * window, be it sliding or fixed, and however slow the network is. Pure: it is told the time.
 */
export interface WindowLog {
  /** The earliest instant at which a request may leave; Infinity while that hangs on an answer. */
  earliestAt(now: number): number;
  /** A request leaves. */
  sent(now: number): void;
  /**
   * The answer (or the failure) of one sent request is there.
   *
   * @param refusedAt - of one that was refused with a 429: when it left. Those that were under way together are
   * one refusal.
   */
  settled(now: number, refusedAt?: number): void;
  /** Nobody sends before `at`, because the provider asked for it. Only ever moves the instant later. */
  pauseUntil(at: number): void;
  /** What it takes the limit for by now, where it learns. */
  limitAt?(now: number): number;
}

/** Timers and clocks are not exact to the millisecond. */
const GUARD_MS = 5;

export function createWindowLog({ limit, windowMs }: RateLimit): WindowLog {
  /** When each taken place falls free, in order. */
  const freeAt: number[] = [];
  let inFlight = 0;
  let pausedUntil = -Infinity;

  return {
    earliestAt(now) {
      while (freeAt[0]! <= now) freeAt.shift();
      const tooMany = freeAt.length + inFlight - limit;
      return Math.max(tooMany < 0 ? now : (freeAt[tooMany] ?? Infinity), pausedUntil);
    },
    sent: () => void inFlight++,
    settled(now) {
      inFlight--;
      freeAt.push(now + windowMs + GUARD_MS);
    },
    pauseUntil: (at) => void (pausedUntil = Math.max(pausedUntil, at)),
  };
}
