import type { Clock } from '../primitives/clock.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import type { Pacing, Polled } from './pacing.ts';

/** One limit, and what is left of it. Times are epoch milliseconds. */
export interface BucketSnapshot {
  /** An endpoint's name, or that of what many requests share (`status`, `key`). */
  readonly bucket: string;
  /** Requests per window, as configured; Infinity where nothing is counted. */
  readonly limit: number;
  readonly windowMs: number;
  /** What the limit is taken for by now, where the pacing learns it; else as configured. */
  readonly learnedLimit: number;
  /** Requests that may leave now. */
  readonly free: number;
  /** When the next place falls free; undefined where none is taken, or all are still under way. */
  readonly refillsAt: number | undefined;
  /** Until when the provider has asked us to wait; undefined where it has not. */
  readonly pausedUntil: number | undefined;
  /** Why nobody may leave, where that is not the limit. */
  readonly waitReason: WaitReason | undefined;
  /** How many jobs wait to be asked about. */
  readonly polled: number;
}

/** What happens in a bucket. */
export type BucketEvent =
  | { readonly type: 'poll-planned'; readonly job: Polled; readonly dueAt: number | undefined }
  | { readonly type: 'poll-chosen'; readonly job: Polled }
  | { readonly type: 'bucket-changed' }
  | { readonly type: 'bucket-paused'; readonly untilAt: number };

export interface WatchedBucket {
  readonly bucket: string;
  readonly look: () => BucketSnapshot;
  /** When the job of this name is asked about, as things stand. */
  readonly dueAt: (requestId: string) => number | undefined;
}

interface PlannedPoll {
  readonly job: Polled;
  /** Where nothing is learned: that is not changed by what happens. */
  readonly plannedAt: number | undefined;
}

/** A pacing that does as it did, and shows it. It decides nothing. */
export const watchedPacing =
  (
    pacing: Pacing,
    clock: Clock,
    onBucket: (bucket: WatchedBucket) => void,
    onEvent: (bucket: string, event: BucketEvent) => void,
  ): Pacing =>
  (rate, bucket) => {
    const lane = pacing(rate, bucket);
    const { window, queue } = lane;
    const { limit, windowMs } = rate;
    /** When each answer came; the oldest first. */
    let answeredAt: number[] = [];
    let inFlight = 0;
    let pausedUntil = -Infinity;
    /** How far a lane's time, which never goes back, is ahead of the clock, which may. */
    let aheadMs = 0;
    let toldAt = -Infinity;
    /** Who waits, and when its turn is where nothing is learned. */
    const polled = new Map<string, PlannedPoll>();

    const told = (now: number) => {
      aheadMs = now - clock.now();
      toldAt = now;
    };
    /** Where nothing was sent since the clock was set back, nobody has told us. */
    const ahead = () => (aheadMs = Math.max(aheadMs, toldAt - clock.now()));
    const byTheClock = (at: number | undefined) => (at === undefined ? at : at - ahead());
    const dueOf = ({ job, plannedAt }: PlannedPoll) =>
      byTheClock(plannedAt ?? queue.dueAt?.(job, clock.now() + ahead()));
    const changed = () => onEvent(bucket, { type: 'bucket-changed' });
    const forgetBefore = (now: number) => {
      answeredAt = answeredAt.filter((at) => at > now - windowMs);
    };

    onBucket({
      bucket,
      dueAt(requestId) {
        const known = polled.get(requestId);
        return known && dueOf(known);
      },
      look() {
        const now = clock.now() + ahead();
        forgetBefore(now);
        const learnedLimit = window.limitAt?.(now) ?? limit;
        return {
          bucket,
          limit,
          windowMs,
          learnedLimit,
          free: now < pausedUntil ? 0 : Math.max(0, learnedLimit - inFlight - answeredAt.length),
          refillsAt: answeredAt[0] === undefined ? undefined : byTheClock(answeredAt[0] + windowMs),
          pausedUntil: now < pausedUntil ? byTheClock(pausedUntil) : undefined,
          waitReason: lane.waitReason?.(),
          polled: polled.size,
        };
      },
    });
    return {
      ...lane,
      window: {
        ...window,
        sent(now) {
          told(now);
          inFlight++;
          window.sent(now);
          changed();
        },
        settled(now, refusedAt) {
          told(now);
          inFlight--;
          // Here, too: nobody may ever look.
          forgetBefore(now);
          answeredAt.push(now);
          window.settled(now, refusedAt);
          changed();
        },
        pauseUntil(at) {
          pausedUntil = Math.max(pausedUntil, at);
          window.pauseUntil(at);
          onEvent(bucket, { type: 'bucket-paused', untilAt: at - ahead() });
        },
      },
      queue: {
        ...queue,
        add(job, standing, now, ageMs) {
          told(now);
          const known = { job, plannedAt: queue.add(job, standing, now, ageMs) as number | undefined };
          polled.set(job.ref.requestId, known);
          onEvent(bucket, { type: 'poll-planned', job, dueAt: dueOf(known) });
        },
        take(now) {
          const job = queue.take(now);
          polled.delete(job.ref.requestId);
          onEvent(bucket, { type: 'poll-chosen', job });
          return job;
        },
        remove(job, now, isDone) {
          polled.delete(job.ref.requestId);
          queue.remove(job, now, isDone);
        },
      },
    };
  };
