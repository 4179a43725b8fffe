import type { JobRef } from '../schemas/job-ref.ts';
import {
  isTerminal,
  refOf,
  type FollowedState,
  type JobEffect,
  type JobEvent,
  type JobState,
} from './job-state.ts';

type Step<Result> = readonly [JobState<Result>, readonly JobEffect[]];

const POLL: readonly JobEffect[] = ['schedule-poll'];
const RELEASE: readonly JobEffect[] = ['release'];

/** A job before its first event, and what sets it going. */
export const submitted: Step<never> = [{ phase: 'submitting' }, ['send-submit']];

/** A job that was submitted earlier, perhaps by another process, and is followed again. */
export const resumed = (ref: JobRef): Step<never> => [accepted(ref), POLL];

const accepted = (ref: JobRef): FollowedState => ({
  phase: 'queued',
  ref,
  status: '',
  progress: 0,
  polls: 0,
  misses: 0,
  doubts: 0,
});

/**
 * What a fact changes. Pure: the same state and event give the same state and effects, and a fact that
 * does not belong to the phase changes nothing (and returns the very same state).
 */
export function transition<Result>(state: JobState<Result>, event: JobEvent<Result>): Step<Result> {
  const unchanged: Step<Result> = [state, []];
  const ref = refOf(state) ?? event.ref;
  if (isTerminal(state)) {
    // Late facts change nothing, but one: the id of a job that was stopped while its submit was under way.
    return state.phase === 'stopped' && ref !== state.ref ? [{ ...state, ref }, []] : unchanged;
  }
  const followed = 'polls' in state ? state : ref && accepted(ref);

  switch (event.type) {
    case 'submit-held': {
      const { waitReason, untilAt } = event;
      return followed ? unchanged : [{ phase: 'waiting', waitReason, untilAt }, []];
    }
    case 'submit-started':
      return state.phase === 'waiting' ? [{ phase: 'submitting' }, []] : unchanged;

    case 'status-returned': {
      if (!followed) return unchanged;
      const { type: _, ref: __, ...news } = event;
      const next: FollowedState = {
        ...followed,
        ...news,
        // Neither a late answer nor a confused provider moves a job backwards.
        phase: followed.phase === 'running' ? 'running' : news.phase,
        progress: Math.max(followed.progress, news.progress),
        polls: followed.polls + 1,
        misses: 0,
        doubts: 0,
      };
      return [next, POLL];
    }
    case 'poll-missed': {
      if (!followed) return unchanged;
      const { error, tolerance } = event;
      const doubts = followed.doubts + (error ? 1 / (tolerance! + 1) : 0);
      // Not 1, because of thirds.
      if (error && doubts > 0.99) return [{ phase: 'failed', ref, error }, RELEASE];
      return [{ ...followed, polls: followed.polls + 1, misses: followed.misses + 1, doubts }, POLL];
    }
    case 'job-completed': {
      if (!followed) return unchanged;
      // Where only the answer to the submit had it.
      const { warning } = followed;
      const result = warning ? { warning, ...event.result } : event.result;
      return [{ phase: 'succeeded', ref: ref!, result }, RELEASE];
    }

    case 'job-failed':
    case 'job-stopped': {
      const phase = event.type === 'job-failed' ? 'failed' : 'stopped';
      return [{ phase, ref, error: event.error }, RELEASE];
    }

    default:
      event satisfies never; // a new kind of event does not compile until it is decided here
      return unchanged;
  }
}
