import type { JobState, Submission } from '@briakit/core';

const REASONS: Readonly<Record<Submission, string | undefined>> = {
  'not-sent': undefined,
  rejected: undefined,
  accepted: 'The job exists: follow it by its ref, or submit a new one.',
  unknown: 'The submit may have arrived: look for a job before you submit again.',
};

/** Why submitting the same input again would be wrong; undefined where it cannot buy twice. */
export const whyNoRetry = (state: JobState | { readonly phase: 'idle' }): string | undefined =>
  'error' in state ? REASONS[state.error.submission] : `The job has not failed: it is ${state.phase}.`;
