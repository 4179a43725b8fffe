import { BriakitError } from '../errors/briakit-error.ts';
import { fullJitterMs } from '../pacing/backoff.ts';
import type { Pacing } from '../pacing/pacing.ts';
import type { RateLimit } from '../pacing/window-log.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Random } from '../primitives/random.ts';
import { createBucket, type Bucket } from './bucket.ts';
import type { Exchange, HttpReply, HttpRequest, Transport } from './transport.ts';

export interface TrafficPolicy {
  readonly pacing: Pacing;
  readonly limitOf: (bucket: string) => RateLimit;
  /** Tries of one request where no connection was made, the first included. */
  readonly maxAttempts: number;
  /** A 429 that asks for a longer wait is an answer at once, not a sleep. */
  readonly maxRetryAfterMs: number;
}

/** All requests of a client, each in the place that its limit has for it. */
export interface Traffic {
  readonly bucketOf: (name: string) => Bucket;
  /**
   * Waits for a place and sends. Repeats only where that cannot buy a job twice: after a 429 (refused unread; the
   * account is used elsewhere too) and when no connection was made. A 429 that asks for more than
   * `maxRetryAfterMs` is given back as it is; a shorter one is waited out.
   */
  readonly send: Transport;
  /**
   * Sends once, in a place that is taken already, and gives it back.
   *
   * @returns undefined where it was refused or not sent: the whole bucket pauses, not this request alone, for as
   * long as the provider asks, else with backoff and full jitter.
   */
  readonly attempt: (
    request: HttpRequest,
    exchange: Exchange,
    attempt: number,
    maxAttempts?: number,
  ) => Promise<HttpReply | undefined>;
}

/** However short a pause is asked for or drawn: a refusal is never met with a hot loop. */
const SHORTEST_PAUSE_MS = 500;

export function createTraffic(
  next: Transport,
  { pacing, limitOf, maxAttempts, maxRetryAfterMs }: TrafficPolicy,
  clock: Clock,
  random: Random,
): Traffic {
  const buckets = new Map<string, Bucket>();
  const held = new Set();

  const traffic: Traffic = {
    bucketOf(name) {
      const bucket = buckets.get(name) ?? createBucket(pacing(limitOf(name), name), clock, held);
      buckets.set(name, bucket);
      return bucket;
    },
    async send(request, exchange) {
      for (let attempt = 1; ; attempt++) {
        const { signal, onHeld, priority } = exchange;
        await traffic.bucketOf(request.bucket).enter(signal, onHeld, priority);
        const reply = await traffic.attempt(request, exchange, attempt, maxAttempts);
        if (reply) return reply;
      }
    },
    async attempt(request, exchange, attempt, lastAttempt = Infinity) {
      const bucket = traffic.bucketOf(request.bucket);
      const sentAt = clock.now();
      let refusedAt: number | undefined;
      try {
        exchange.signal?.throwIfAborted();
        const reply = await next(request, exchange).catch((error: unknown) => {
          if (attempt >= lastAttempt || !isUnsent(error)) throw error;
          return undefined;
        });
        if (reply && reply.status !== 429) return reply;
        if (reply) refusedAt = sentAt;
        const askedMs = reply?.retryAfterMs ?? fullJitterMs(attempt, random);
        const pauseMs = Math.min(maxRetryAfterMs, Math.max(SHORTEST_PAUSE_MS, askedMs));
        bucket.pause(pauseMs, reply ? 'rate-limit' : 'offline');
        if (askedMs > maxRetryAfterMs) return reply;
      } finally {
        bucket.leave(refusedAt);
      }
      return undefined;
    },
  };
  return traffic;
}

const isUnsent = (error: unknown) => BriakitError.is(error) && error.submission === 'not-sent';
