'use client';

import type { Endpoint, Job, Operation } from '@briakit/core';
import { useCallback, useMemo, useState } from 'react';
import { useBriaClient } from './client-context.tsx';
import { viewOf, type JobView } from './job-view.ts';
import { useJobState } from './use-job-state.ts';

/** An endpoint of either provider, or an operation of both. */
export type JobTarget<Input, Result> =
  Endpoint<'bria', Input, Result> | Endpoint<'pixazo', Input, Result> | Operation<Input, Result>;

interface Actions<Input, Result> {
  /** Submits a job and shows it from now on. Never throws for bad input: that is a job that failed. */
  readonly submit: (input: Input) => Job<Result>;
  /** Stops following the job. The provider may still finish it, and charge it. */
  readonly stop: () => void;
  /** Shows no job again. The one that was shown goes on. */
  readonly reset: () => void;
  /** The handle of the job that is shown. */
  readonly job: Job<Result> | undefined;
}

/** What `useBriaJob` gives: the state of the job that is shown, and what can be done. */
export type UseBriaJob<Input, Result> = JobView<Result> & Actions<Input, Result>;

/**
 * One job as state: submit it, show it. The job itself lives in the client, so a re-render, StrictMode or an
 * unmount neither repeats nor ends it.
 *
 * @param target - an endpoint of the client's provider, or an operation.
 * @returns the job's state and what can be done with it. `submit` and `reset` keep their identity; `stop` does
 * for as long as the same job is shown, because it is that job's.
 * @throws {Error} outside of a `BriaClientProvider`.
 *
 * @example
 * const { submit, phase, progress, data, error } = useBriaJob(image.removeBackground);
 * <input type="file" onChange={(event) => submit({ image: event.target.files![0]! })} />
 * {phase === 'succeeded' && <img src={data.image_url} alt="Cut out" />}
 */
export function useBriaJob<Input, Result>(target: JobTarget<Input, Result>): UseBriaJob<Input, Result> {
  const client = useBriaClient();
  const [job, setJob] = useState<Job<Result>>();
  const state = useJobState(job);

  const submit = useCallback(
    (input: Input) => {
      const submitted = client.submit(target as Operation<Input, Result>, input);
      setJob(submitted);
      return submitted;
    },
    [client, target],
  );
  const stop = useCallback(() => job?.stop(), [job]);
  const reset = useCallback(() => setJob(undefined), []);

  return useMemo(() => ({ ...viewOf(state), submit, stop, reset, job }), [state, submit, stop, reset, job]);
}
