/**
 * Floor 3 · job: the life of one job, as data. Events are facts (noun-verb, past), effects are orders
 * (verb-noun). No clock, no network and no provider may be imported in this folder.
 */
import type { BriakitError } from '../errors/briakit-error.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import type { JobRef } from '../schemas/job-ref.ts';

/** Held here; nothing is sent yet. */
export interface WaitingState {
  readonly phase: 'waiting';
  readonly waitReason: WaitReason;
  /** When the next try is due, epoch milliseconds; undefined where that is not known. */
  readonly untilAt: number | undefined;
}

/** The POST is under way. */
export interface SubmittingState {
  readonly phase: 'submitting';
}

/** The provider has the job (`queued`: not started; `running`: being worked on), and we follow it. */
export interface FollowedState {
  readonly phase: 'queued' | 'running';
  readonly ref: JobRef;
  /** The provider's own word, in capitals: `IN_PROGRESS`, `QUEUED`, … Empty before its first. */
  readonly status: string;
  /** Estimated share of the work, 0 ≤ progress < 1, never falling. */
  readonly progress: number;
  /** Estimated milliseconds until the end, as of the last answer; undefined when it is overdue. */
  readonly etaMs?: number | undefined;
  /** With this much, 9 of 10 such jobs have ended; undefined where nothing was learned. */
  readonly etaP90Ms?: number | undefined;
  /** What the provider has to say beside: of `ip_signal`, whose property it seems to be. In the result, too. */
  readonly warning?: string | undefined;
  /** Answers about the job so far, that of the submit included. */
  readonly polls: number;
  /** How many of the last polls in a row brought no news (no answer, or one that could not be believed). */
  readonly misses: number;
  /**
   * How much these put the job itself in doubt (`UNKNOWN`, 404, a result that cannot be read): at 1 the doubt is
   * believed. What is tolerated more often weighs less.
   */
  readonly doubts: number;
}

/** Finished: `result` is what `endpoint.result` makes of the answer. No event leaves it. */
export interface SucceededState<Result = unknown> {
  readonly phase: 'succeeded';
  readonly ref: JobRef;
  readonly result: Result;
}

/** Ended without a result: `error` says why, and whether anything was bought. No event leaves it. */
export interface FailedState {
  readonly phase: 'failed';
  /** Undefined where no job was made. */
  readonly ref: JobRef | undefined;
  readonly error: BriakitError;
}

/** No longer followed by us. The provider may still finish the job, and charge it. */
export interface StoppedState {
  readonly phase: 'stopped';
  /** Undefined where nothing was submitted, or until the answer to the submit under way brings it. */
  readonly ref: JobRef | undefined;
  readonly error: BriakitError;
}

/** A phase that no event can leave. */
export type TerminalState<Result = unknown> = SucceededState<Result> | FailedState | StoppedState;

/** A job's whole state: exactly one phase, with the data that this phase has. */
export type JobState<Result = unknown> =
  WaitingState | SubmittingState | FollowedState | TerminalState<Result>;

/** Our word for where a job stands. */
export type JobPhase = JobState['phase'];

/** What can become known of a job. The first event with a `ref` says, too, that the provider has accepted it. */
export type JobEvent<Result = unknown> = { readonly ref?: JobRef | undefined } & (
  | { readonly type: 'submit-held'; readonly waitReason: WaitReason; readonly untilAt: number | undefined }
  | { readonly type: 'submit-started' }
  | {
      readonly type: 'status-returned';
      readonly phase: 'queued' | 'running';
      readonly status: string;
      readonly progress: number;
      readonly etaMs?: number | undefined;
      readonly etaP90Ms?: number | undefined;
      readonly warning?: string | undefined;
    }
  /** No news. With an error, it is believed once it has come more than `tolerance` times in a row. */
  | {
      readonly type: 'poll-missed';
      readonly error?: BriakitError | undefined;
      readonly tolerance?: number | undefined;
    }
  | { readonly type: 'job-completed'; readonly result: Result }
  | { readonly type: 'job-failed'; readonly error: BriakitError }
  | { readonly type: 'job-stopped'; readonly error: BriakitError }
);

/**
 * What is to be done about it. `release` is the end: everything that the job still has armed or in flight
 * is to be called off.
 */
export type JobEffect = 'send-submit' | 'schedule-poll' | 'release';

/** Whether a job is over, as far as we follow it: only then a state has a result or an error. */
export const isTerminal = <Result>(state: JobState<Result>): state is TerminalState<Result> =>
  'result' in state || 'error' in state;

/** The provider's name for the job, where one was made. */
export const refOf = (state: JobState): JobRef | undefined => ('ref' in state ? state.ref : undefined);
