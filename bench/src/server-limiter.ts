/** How a provider may count. What we send must be let through by whichever of the usual ways it is. */

/** The ways that admit every client which never sends more than the limit in any window. */
export const FAIR_LIMITERS = [
  'sliding log',
  'sliding log, counts refusals',
  'fixed window',
  'fixed window, counts refusals',
  'token bucket',
] as const;
/** The ways that refuse bursts although the limit is kept: nobody can know, one can only learn it. */
export const STRICT_LIMITERS = ['sliding counter', 'bucket of a sixth', 'strictly even'] as const;

export type LimiterKind = (typeof FAIR_LIMITERS)[number] | (typeof STRICT_LIMITERS)[number];

/** Admits a request that arrives at `now` (0), or says how long it would have to wait, in milliseconds. */
export type ServerLimiter = (now: number) => number;

/** @param phaseMs - how far into a window time begins, for fixed windows. */
export function createServerLimiter(
  kind: LimiterKind,
  limit: number,
  windowMs: number,
  phaseMs: number,
): ServerLimiter {
  switch (kind) {
    case 'sliding log':
      return slidingLog(limit, windowMs, false);
    case 'sliding log, counts refusals':
      return slidingLog(limit, windowMs, true);
    case 'fixed window':
      return fixedWindow(limit, windowMs, phaseMs, false);
    case 'fixed window, counts refusals':
      return fixedWindow(limit, windowMs, phaseMs, true);
    case 'token bucket':
      return tokenBucket(limit, limit / windowMs);
    case 'bucket of a sixth':
      return tokenBucket(Math.max(1, Math.floor(limit / 6)), limit / windowMs);
    case 'strictly even':
      return tokenBucket(1, limit / windowMs);
    case 'sliding counter':
      return slidingCounter(limit, windowMs, phaseMs);
    default:
      kind satisfies never;
      throw new TypeError('No such limiter.');
  }
}

function slidingLog(limit: number, windowMs: number, countsRefusals: boolean): ServerLimiter {
  let log: number[] = [];
  let first = 0;
  return (now) => {
    while (first < log.length && log[first]! + windowMs <= now) first++;
    if (first > 4096) [log, first] = [log.slice(first), 0];
    const isAdmitted = log.length - first < limit;
    const waitMs = isAdmitted ? 0 : log[log.length - limit]! + windowMs - now;
    if (isAdmitted || countsRefusals) log.push(now);
    return waitMs;
  };
}

function fixedWindow(
  limit: number,
  windowMs: number,
  phaseMs: number,
  countsRefusals: boolean,
): ServerLimiter {
  let current = -1;
  let count = 0;
  return (now) => {
    const window = Math.floor((now + phaseMs) / windowMs);
    if (window !== current) [current, count] = [window, 0];
    const isAdmitted = count < limit;
    if (isAdmitted || countsRefusals) count++;
    return isAdmitted ? 0 : (window + 1) * windowMs - phaseMs - now;
  };
}

function tokenBucket(capacity: number, tokensPerMs: number): ServerLimiter {
  let tokens = capacity;
  let filledAt = 0;
  return (now) => {
    tokens = Math.min(capacity, tokens + (now - filledAt) * tokensPerMs);
    filledAt = now;
    // Tolerant of the last bit of a sum of fractions.
    if (tokens < 1 - 1e-6) return (1 - tokens) / tokensPerMs;
    tokens -= 1;
    return 0;
  };
}

/** Two fixed windows, the last one weighted by how much of it the sliding window still covers. */
function slidingCounter(limit: number, windowMs: number, phaseMs: number): ServerLimiter {
  let current = -1;
  let count = 0;
  let before = 0;
  return (now) => {
    const window = Math.floor((now + phaseMs) / windowMs);
    if (window !== current) [before, current, count] = [window === current + 1 ? count : 0, window, 0];
    const passed = (now + phaseMs) / windowMs - window;
    if (before * (1 - passed) + count + 1 <= limit) {
      count++;
      return 0;
    }
    const waitMs = before > 0 ? ((before * (1 - passed) + count + 1 - limit) / before) * windowMs : Infinity;
    return Math.min(waitMs, (1 - passed) * windowMs);
  };
}
