/** One life of a program that uses a client, and the calls that it makes. */
import type { Batches, BriakitError, Client, JobRef, Jobs, JobState, ProviderId } from '@briakit/core';
import type { JournaledJob, Journaling } from '@briakit/core/journal';
import type { ScriptedPage } from './scripted-page.ts';
import type { Target } from './targets.ts';
import type { DeviceClock } from './timeline.ts';

export interface Process {
  readonly name: string;
  readonly provider: ProviderId;
  readonly client: Omit<Client, keyof Journaling<ProviderId>> &
    Journaling<ProviderId> &
    Batches<ProviderId> &
    Jobs;
  readonly clock: DeviceClock;
  /** What it runs in, where it knows. */
  readonly page: ScriptedPage;
  /** Whether it is the one of its tabs that asks about a job. Undefined where each is on its own. */
  readonly leads: ((requestId: string) => boolean) | undefined;
  /** Those that the engine's requests were given. */
  readonly signals: Set<AbortSignal>;
  isAlive: boolean;
  /** How many times over it takes up jobs, whose handles it has not given to us yet. */
  resuming: number;
}

/** One call of `submit`. */
export interface Call {
  /** Are in what is submitted, and so in the job that the mock makes of it. */
  readonly words: string;
  readonly target: Target;
  readonly process: Process;
  readonly priority: number;
  readonly webhook: boolean;
  readonly abort: AbortController;
  /** Its POSTs, oldest first. */
  readonly posts: Post[];
  handle: Handle | undefined;
}

export interface Post {
  /** `open`: no answer was seen by us. `refused`: by a 429. `unsent`: no connection was made. */
  outcome: 'open' | 'refused' | 'unsent' | 'answered';
}

/** One handle on a job, and all that was seen of it. */
export interface Handle {
  readonly job: JournaledJob;
  readonly process: Process;
  /** Of a job that was submitted; one that is resumed has none. */
  readonly call: Call | undefined;
  /** Whether anybody reads it before the end. */
  readonly isRead: boolean;
  /** Whether somebody else takes the result, and we only look. */
  readonly isBatched: boolean;
  /** When we got it, in true time. */
  readonly since: number;
  /** As last read. */
  state: JobState;
  /** The provider's name for the job, as soon as it is known. */
  requestId: string | undefined;
  /** When it last came to the line of its limit, and when it last left that line, in true time. */
  inLineSince: number;
  leftLineAt: number;
  readonly promises: Settling[];
}

/** A promise of the engine's, and what has come of it. */
export interface Settling {
  readonly of: 'result' | 'accepted' | 'iterator';
  readonly signal: AbortSignal | undefined;
  outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
}

/** Whether it stands in the line of its limit. */
export const isInLine = (state: JobState): boolean =>
  state.phase === 'waiting' && state.waitReason !== 'concurrency';

/** The state, and nobody has taken the result. */
export const peek = (job: JournaledJob): JobState => (job.peek ?? job.getSnapshot)();

export const idOf = (state: JobState): string | undefined =>
  'ref' in state ? state.ref?.requestId : undefined;
export const refOf = (state: JobState): JobRef | undefined => ('ref' in state ? state.ref : undefined);
export const errorOf = (state: JobState): BriakitError | undefined =>
  'error' in state ? state.error : undefined;
