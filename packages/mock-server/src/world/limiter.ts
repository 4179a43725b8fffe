/** A sliding log: at most so many requests in any minute, whichever minute one looks at. */
export interface Limiter {
  /**
   * Takes a place in the window of `key`, or says how long to wait for one. What is refused takes no place.
   *
   * @param limit - places per window, as of now: it may change between two calls.
   */
  take(key: string, limit: number, now: number): Admission;
}

export type Admission =
  | { readonly admitted: true }
  /** Waiting exactly this long finds a place, unless somebody else takes it. */
  | { readonly admitted: false; readonly retryAfterMs: number };

export const WINDOW_MS = 60_000;

export function createLimiter(): Limiter {
  const logs = new Map<string, readonly number[]>();
  return {
    take(key, limit, now) {
      const log = (logs.get(key) ?? []).filter((at) => at + WINDOW_MS > now);
      const blocking = log[log.length - limit];
      if (blocking !== undefined) {
        logs.set(key, log);
        return { admitted: false, retryAfterMs: blocking + WINDOW_MS - now };
      }
      logs.set(key, [...log, now]);
      return { admitted: true };
    },
  };
}
