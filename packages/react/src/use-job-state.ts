'use client';

import type { Job, JobState } from '@briakit/core';
import { useSyncExternalStore } from 'react';

/** A job's state, or that there is no job yet. */
export type HookState<Result> = JobState<Result> | { readonly phase: 'idle' };

/** One object for ever: a fresh one each time would re-render for ever. */
const IDLE = { phase: 'idle' } as const;
const getIdle = () => IDLE;
const subscribeToNothing = () => () => {};

/** The state of a job as React reads a store; on the server there is none. */
export const useJobState = <Result>(job: Job<Result> | undefined): HookState<Result> =>
  useSyncExternalStore<HookState<Result>>(
    job?.subscribe ?? subscribeToNothing,
    job?.getSnapshot ?? getIdle,
    getIdle,
  );
