/** At most so many requests in a minute: in any, whichever one looks at, or in each minute of the clock. */
export interface Limiter {
  /**
   * Takes a place in the window of `key`, or says how long to wait for one. What is refused takes no place.
   *
   * @param limit - places per window, as of now: it may change between two calls.
   */
  take(key: string, limit: number, now: number): Admission;
  /** The windows in which places are taken. */
  usage(now: number): readonly LimitUsage[];
  save(): SavedLimits;
  /** Into an empty limiter. */
  restore(saved: SavedLimits): void;
}

export type Admission =
  | { readonly admitted: true }
  /** Waiting exactly this long finds a place, unless somebody else takes it. */
  | { readonly admitted: false; readonly retryAfterMs: number };

/** How much of a window is left. */
export interface LimitUsage {
  readonly key: string;
  /** Places per window when one was last asked for. */
  readonly limit: number;
  readonly left: number;
  /** When the next place is free again, epoch milliseconds. */
  readonly nextFreeAt: number;
}

/** The instants at which places were taken, and how many there are, by key. */
export type SavedLimits = Readonly<Record<string, Log>>;

interface Log {
  readonly limit: number;
  readonly takenAt: readonly number[];
}

export const WINDOW_MS = 60_000;

export const windowKinds = ['sliding', 'fixed', 'off'] as const;

/**
 * `sliding`: a place is free again a minute after it was taken. `fixed`: when the clock's next minute begins. `off`:
 * there are as many as anybody wants.
 */
export type WindowKind = (typeof windowKinds)[number];

export function createLimiter(kind: WindowKind = 'sliding'): Limiter {
  const freeAt = (takenAt: number) =>
    (kind === 'fixed' ? takenAt - (takenAt % WINDOW_MS) : takenAt) + WINDOW_MS;
  const logs = new Map<string, Log>();
  return {
    take(key, limit, now) {
      if (kind === 'off') return { admitted: true };
      const takenAt = (logs.get(key)?.takenAt ?? []).filter((at) => freeAt(at) > now);
      const blocking = takenAt[takenAt.length - limit];
      if (blocking !== undefined) {
        logs.set(key, { limit, takenAt });
        return { admitted: false, retryAfterMs: freeAt(blocking) - now };
      }
      logs.set(key, { limit, takenAt: [...takenAt, now] });
      return { admitted: true };
    },
    usage(now) {
      const usage: LimitUsage[] = [];
      for (const [key, { limit, takenAt }] of logs) {
        const valid = takenAt.filter((at) => freeAt(at) > now);
        const [oldest] = valid;
        if (oldest !== undefined)
          usage.push({ key, limit, left: Math.max(0, limit - valid.length), nextFreeAt: freeAt(oldest) });
      }
      return usage;
    },
    save: () => Object.fromEntries(logs),
    restore(saved) {
      for (const [key, log] of Object.entries(saved)) logs.set(key, log);
    },
  };
}
