/**
 * Floor 3 · pacing: when a request may leave, and which job is asked about next. Pure: it is told the time (one that
 * never goes back, though clocks are set back), arms no timer, and sends nothing. The bucket (floor 4) carries out
 * what is decided here.
 */
import type { JobRef } from '../schemas/job-ref.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import type { PollPolicy } from './poll-delay.ts';
import type { Estimate } from './progress.ts';
import type { RateLimit, WindowLog } from './window-log.ts';

/** A job that is asked about until it has ended, as pacing sees it. One object for the whole of its life. */
export interface Polled {
  readonly endpoint: PolledEndpoint;
  readonly ref: Pick<JobRef, 'requestId'>;
  readonly policy: PollPolicy;
}

/** The kind of job that it is. */
export interface PolledEndpoint {
  /** What durations are learned by. */
  readonly id: string;
  /** What such a job takes, as far as is known before anything is learned, in milliseconds. */
  readonly typicalMs: number;
}

/** What the last answer about a job brought: it goes on, or nothing that could be believed. */
export interface Standing {
  /** Answers so far, that of the submit included; 0 for a job that is taken up again. */
  readonly polls: number;
  /** How many of the last ones in a row brought no news. */
  readonly misses: number;
}

/** The jobs whose status requests count against one bucket, and whose turn it is. */
export interface PollQueue<J extends Polled = Polled> {
  /**
   * When the next one is to be asked about, epoch milliseconds; Infinity while nobody waits. May lie in the past.
   * Asked again after each change.
   *
   * @param heldSubmits - how many submits of the client wait for their turn: jobs to come.
   */
  readonly nextAt: (now: number, heldSubmits: number) => number;
  /** Takes out the one whose turn it is: the request about it leaves now. To be called only when `nextAt` has come. */
  readonly take: (now: number) => J;
  /**
   * From now on it waits to be asked about: it was just accepted or taken up, or it was taken and goes on.
   *
   * @param ageMs - since it was accepted.
   * @returns when it is asked about, where that is settled by now.
   */
  readonly add: (job: J, standing: Standing, now: number, ageMs: number) => number | void;
  /**
   * It is no longer asked about, be it in the queue, taken, or neither.
   *
   * @param isDone - its end was seen now; else we only stopped looking.
   */
  readonly remove: (job: J, now: number, isDone: boolean) => void;
  /** When this job is asked about, as things stand; undefined where it does not wait, or nobody can say. */
  readonly dueAt?: (job: J, now: number) => number | undefined;
  /** What can be said of the progress of such a job that is under way at this age. */
  readonly estimate: (endpoint: PolledEndpoint, ageMs: number) => Estimate;
}

/** How one bucket paces: the places under its limit, and the order of the jobs that it asks about. */
export interface Lane {
  readonly window: WindowLog;
  readonly queue: PollQueue;
  /** Why nobody may leave now, where that is not the limit. */
  readonly waitReason?: () => WaitReason | undefined;
  /** While somebody waits: calls back when `earliestAt` or `nextAt` has changed by itself; returns the way to stop. */
  readonly watch?: (changed: () => void) => () => void;
}

/**
 * Makes the pacing of a bucket: `steadyPacing`, or `adaptivePacing()`. Called once per bucket of a client.
 *
 * @param bucket - its name: an endpoint's, or that of what many requests share. Empty for what no limit is for.
 */
export type Pacing = (limit: RateLimit, bucket: string) => Lane;
