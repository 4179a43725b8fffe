import type { ErrorContext } from '../errors/briakit-error.ts';
import { fullJitterMs } from '../pacing/backoff.ts';
import type { Lane, Polled, PollQueue } from '../pacing/pacing.ts';
import { cancellable } from '../primitives/cancellable.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Random } from '../primitives/random.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import type { Exchange, HttpReply, HttpRequest, Transport } from './transport.ts';

/** What the buckets of a client have in common. */
export interface Traffic {
  readonly next: Transport;
  /** Tries of one request where no connection was made, the first included. */
  readonly maxAttempts: number;
  /** A 429 that asks for a longer wait is an answer at once, not a sleep. */
  readonly maxRetryAfterMs: number;
  readonly clock: Clock;
  /** What a bucket reckons in: its clock's time, which is never set back. Epoch milliseconds, as a rule. */
  readonly time: () => number;
  /** It is the turn of this job, and its place is taken: `sendNow` or `leave` must follow. */
  readonly ask: (job: Polled) => void;
  readonly random: Random;
  /** All who stand in a line, whichever bucket's it is. */
  readonly held: Set<unknown>;
}

/**
 * All requests that count against one limit pass here, when its window has room: those that stand in line, and in
 * turn with them the questions about jobs, of which only the next is chosen, and only at the moment in which it may
 * leave.
 */
export interface Bucket {
  /**
   * Waits for a place and sends. Repeats only where that cannot buy a job twice: after a 429 (refused unread; the
   * account is used elsewhere too) and when no connection was made. A 429 that asks for more than
   * `maxRetryAfterMs` is given back as it is; a shorter one is waited out.
   */
  readonly send: Transport;
  /**
   * Sends once, in a place that is taken already, and gives it back.
   *
   * @param onUnsent - told why it was not sent; may throw that where it is not to be tried again.
   * @returns undefined where it was refused or not sent: the whole bucket pauses, not this request alone, for as
   * long as the provider asks, else with backoff and full jitter.
   */
  readonly sendNow: (
    request: HttpRequest,
    exchange: Exchange,
    onUnsent?: (error: unknown) => void,
  ) => Promise<HttpReply | undefined>;
  /** Gives a place back; `refusedAt` where the answer was a 429: when the request had left. */
  readonly leave: (refusedAt?: number) => void;
  /** The jobs that are asked about; after a change `pump` must follow. */
  readonly queue: PollQueue;
  /** Lets pass who may, and sets the timer for the next. */
  readonly pump: () => void;
}

interface Waiter {
  readonly priority: number;
  readonly pass: () => void;
  readonly onHeld: Exchange['onHeld'];
}

/** However short a pause is asked for or drawn: never a hot loop. Grows with each failure. */
const SHORTEST_PAUSE_MS = 500;

/** Holds one timer, and only while somebody waits. */
export function createBucket(
  { window, queue, ...lane }: Lane,
  { next, maxAttempts, maxRetryAfterMs, clock, time, ask, random, held }: Traffic,
): Bucket {
  /** By priority, and then in the order in which they came. */
  const line: Waiter[] = [];
  let waitReason: WaitReason = 'rate-limit';
  let toldAt: number | undefined;
  let cancelTimer: (() => void) | undefined;
  let unwatch: (() => void) | undefined | void;
  let wasPoll = false;
  /** Requests in a row that were refused or not sent: one bad job among good ones holds nobody up for long. */
  let failures = 0;
  /** Those that were under way together are one failure. */
  let failedAt = -Infinity;
  /** Where in the line the one stands who came last. */
  let newest = 0;

  const pump = () => {
    for (;;) {
      // In the loop, because whoever passes may come back here before the next turn.
      cancelTimer?.();
      cancelTimer = undefined;
      const now = time();
      const pollAt = queue.nextAt(now, held.size);
      const at = Math.max(window.earliestAt(now), line[0] ? now : pollAt);
      if (at > now) {
        // Infinity: nobody wants to, or every place is in flight, and the next answer pumps again.
        const isKnown = at < Infinity;
        if (line[0] || pollAt < Infinity) unwatch ??= lane.watch?.(pump);
        else unwatch = unwatch?.();
        if (isKnown) cancelTimer = clock.setTimer(pump, at - now);
        // Where that is no news, only the one who has just come has to be told: they may be 10 000.
        const told = at === toldAt ? line.slice(newest, newest + 1) : [...line];
        toldAt = at;
        const untilAt = isKnown ? clock.now() + at - now : undefined;
        for (const { onHeld } of told) onHeld?.(lane.waitReason?.() ?? waitReason, untilAt);
        return;
      }
      window.sent(now);
      // Neither starves the other.
      wasPoll = pollAt <= now && !(line[0] && wasPoll);
      if (wasPoll) ask(queue.take(now));
      else {
        waitReason = 'rate-limit';
        line.shift()!.pass();
      }
    }
  };

  const enter = ({ signal, onHeld, priority = 0 }: Exchange) =>
    cancellable<void>(signal, (pass) => {
      const waiter = { priority, pass, onHeld };
      newest = line.findLastIndex((other) => other.priority >= priority) + 1;
      line.splice(newest, 0, waiter);
      held.add(waiter);
      pump();
      return () => {
        held.delete(waiter);
        const at = line.indexOf(waiter);
        if (at >= 0) {
          line.splice(at, 1);
          pump();
        }
      };
    });

  const leave = (refusedAt?: number) => {
    window.settled(time(), refusedAt);
    pump();
  };

  const sendNow: Bucket['sendNow'] = async (request, exchange, onUnsent) => {
    const sentAt = time();
    let refusedAt: number | undefined;
    try {
      exchange.signal?.throwIfAborted();
      const reply = await next(request, exchange).catch((error: Partial<ErrorContext> | undefined) => {
        if (error?.submission !== 'not-sent') throw error;
        onUnsent?.(error);
        return undefined;
      });
      if (reply && reply.status !== 429) {
        failures = 0;
        return reply;
      }
      refusedAt = reply && sentAt;
      waitReason = reply ? 'rate-limit' : 'offline';
      const now = time();
      if (sentAt > failedAt) {
        failures++;
        failedAt = now;
      }
      const askedMs = reply?.retryAfterMs;
      const pauseMs = Math.max(SHORTEST_PAUSE_MS * failures, askedMs ?? fullJitterMs(failures, random));
      window.pauseUntil(now + Math.max(SHORTEST_PAUSE_MS, Math.min(maxRetryAfterMs, pauseMs)));
      return askedMs! > maxRetryAfterMs ? reply : undefined;
    } finally {
      leave(refusedAt);
    }
  };

  return {
    queue,
    pump,
    leave,
    sendNow,
    async send(request, exchange) {
      let unsent = 0;
      for (;;) {
        await enter(exchange);
        const reply = await sendNow(request, exchange, (error) => {
          if (++unsent >= maxAttempts) throw error;
        });
        if (reply) return reply;
      }
    },
  };
}
