import { BriakitError } from '../errors/briakit-error.ts';
import { RateLimitedError } from '../errors/rate-limited-error.ts';
import { fullJitterMs } from '../pacing/backoff.ts';
import type { RateLimit } from '../pacing/window-log.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Random } from '../primitives/random.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { Layer } from './transport.ts';

export interface PacingPolicy {
  readonly limitOf: (bucket: string) => RateLimit;
  /** Tries of one request where no connection was made, the first included. */
  readonly maxAttempts: number;
  /** A 429 that asks for a longer wait is an error at once, not a sleep. */
  readonly maxRetryAfterMs: number;
}

/** However short a pause is asked for or drawn: a refusal is never met with a hot loop. */
const SHORTEST_PAUSE_MS = 500;

/**
 * Lets a request leave only when its bucket has room, so that the provider never has to refuse one of ours.
 * Repeats it only where that cannot buy a job twice: after a 429 (refused unread; the account is used
 * elsewhere too) and when no connection was made. Either way the whole bucket pauses, not this request
 * alone: for as long as the provider asks, else with backoff and full jitter.
 *
 * @throws {RateLimitedError} when a 429 asks for more than `maxRetryAfterMs`. A shorter one is waited out.
 */
export function withPacing(
  { limitOf, maxAttempts, maxRetryAfterMs }: PacingPolicy,
  clock: Clock,
  random: Random,
): Layer {
  const limiters = new Map<string, Limiter>();
  const limiterOf = (bucket: string): Limiter => {
    const limiter = limiters.get(bucket) ?? createLimiter(limitOf(bucket), clock);
    limiters.set(bucket, limiter);
    return limiter;
  };

  return (next) => async (request, exchange) => {
    const limiter = limiterOf(request.bucket);
    for (let attempt = 1; ; attempt++) {
      await limiter.enter(exchange.signal, exchange.onHeld);
      try {
        exchange.signal?.throwIfAborted();
        const reply = await next(request, exchange).catch((error: unknown) => {
          if (attempt >= maxAttempts || !isUnsent(error)) throw error;
        });
        if (reply && reply.status !== 429) return reply;
        const askedMs = reply?.retryAfterMs ?? fullJitterMs(attempt, random);
        const pauseMs = Math.min(maxRetryAfterMs, Math.max(SHORTEST_PAUSE_MS, askedMs));
        limiter.pause(pauseMs, reply ? 'rate-limit' : 'offline');
        if (askedMs > maxRetryAfterMs) {
          const { endpoint, jobId } = request;
          throw new RateLimitedError(askedMs, { submission: 'rejected', httpStatus: 429, endpoint, jobId });
        }
      } finally {
        limiter.leave();
      }
    }
  };
}

const isUnsent = (error: unknown) => BriakitError.is(error) && error.submission === 'not-sent';
