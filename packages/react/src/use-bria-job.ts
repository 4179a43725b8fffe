'use client';

import type { Endpoint, Job, JobRef, Operation } from '@briakit/core';
import { useMemo, useState } from 'react';
import { useBriaClient } from './client-context.tsx';
import { actionsOf, watched, type JobActions, type Shown } from './job-actions.ts';
import {
  getProgressProps,
  getStatusProps,
  type DescribeJob,
  type ProgressProps,
  type StatusProps,
} from './job-props.ts';
import { NOTHING, sourceOfJob, sourceOfRef, type Outcomes } from './job-source.ts';
import type { JobView } from './job-view.ts';
import { useLatest } from './use-latest.ts';
import { useSelection, type Selection } from './use-selection.ts';

/** An endpoint of either provider, or an operation of both. */
export type JobTarget<Input, Result> =
  Endpoint<'bria', Input, Result> | Endpoint<'pixazo', Input, Result> | Operation<Input, Result>;

/** How `useBriaJob` behaves. All of it may change with each render, functions included. */
export interface UseBriaJobOptions<Result> extends Outcomes<Result> {
  /**
   * A job that exists, to be shown in place of none: from `job.accepted()`, a journal or your own storage. It is
   * followed once the component is mounted, and nothing is submitted. Told apart by `requestId`.
   */
  readonly ref?: JobRef | undefined;
  /** While false, `ref` is not followed. `submit` works all the same. Default true. */
  readonly enabled?: boolean | undefined;
  /**
   * Told of the result, once per job: not again after a remount, in StrictMode, or by another component that shows
   * the same job (the first one to see the end is told). Not called while unmounted, but at the next mount that
   * shows the job. It is kept with the handle, of which the last 1,000 of a client are known by their refs.
   */
  readonly onSuccess?: ((data: Result, job: Job<Result>) => void) | undefined;
  /** Told of a failure, once per job as `onSuccess`. That somebody stopped a job is no failure. */
  readonly onError?: Outcomes<Result>['onError'];
}

/** Props that make what is shown accessible; see the functions of the same names. */
export interface JobProps {
  /** Props of a live region that says how the job stands. */
  readonly getStatusProps: (describe?: DescribeJob) => StatusProps;
  /** Props of a progress bar. */
  readonly getProgressProps: (options?: Parameters<typeof getProgressProps>[1]) => ProgressProps;
}

/** What `useBriaJob` gives: the state of the job that is shown, and what can be done. */
export type UseBriaJob<Input, Result> = JobView<Result> & JobActions<Input, Result> & JobProps;

/** What `useBriaJob` gives where it is told what is shown. */
export interface UseSelectedBriaJob<Input, Result, Selected> extends JobActions<Input, Result> {
  /** The result of `select`, the same object until it looks different. */
  readonly selected: Selected;
}

/**
 * One job as state: submit it, show it. The job itself lives in the client, so a re-render, StrictMode or an
 * unmount neither repeats nor ends it.
 *
 * A component renders once for each change that its view shows, the progress included. With `select` it gets
 * `selected` in place of the view, and renders when that changes: without the progress four times per job at most.
 *
 * @param target - an endpoint of the client's provider, or an operation.
 * @returns the job's state and what can be done with it; the same object until something changes.
 * @throws {Error} outside of a `BriaClientProvider`.
 * @throws {TypeError} when `ref` is another provider's; `submit`, when `target` is.
 *
 * @example
 * function Cutter() {
 *   const job = useBriaJob(image.removeBackground, { onError: (error) => console.warn(error.code) });
 *   const cutOut = (files: FileList | null) => files?.[0] && job.submit({ image: files[0] });
 *   return (
 *     <>
 *       <input type="file" aria-label="Picture" onChange={(event) => cutOut(event.target.files)} />
 *       <p {...job.getStatusProps()} />
 *       {job.isPending && <div {...job.getProgressProps()} style={{ width: `${job.progress * 100}%` }} />}
 *       {job.isPending && <button onClick={job.stop}>Stop</button>}
 *       {job.phase === 'succeeded' && <img src={job.data.image_url} alt="Cut out" />}
 *     </>
 *   );
 * }
 *
 * @example A job of an earlier life of the page
 * function LastPicture({ saved }: { readonly saved: JobRef }) {
 *   const { phase, data } = useBriaJob(image.removeBackground, { ref: saved });
 *   return data ? <img src={data.image_url} alt="Cut out" /> : <p>{phase}</p>;
 * }
 *
 * @example Fewer renders
 * function Light() {
 *   const { submit, selected } = useBriaJob(image.generate, {
 *     select: ({ phase, data }) => ({ phase, data }),
 *   });
 *   if (selected.data) return <img src={selected.data.image_url} alt="A red fox" />;
 *   return <button onClick={() => submit({ prompt: 'A red fox' })}>{selected.phase}</button>;
 * }
 */
export function useBriaJob<Input, Result>(
  target: JobTarget<Input, Result>,
  options?: UseBriaJobOptions<Result> & { readonly select?: undefined },
): UseBriaJob<Input, Result>;
export function useBriaJob<Input, Result, Selected>(
  target: JobTarget<Input, Result>,
  options: UseBriaJobOptions<NoInfer<Result>> &
    Selection<NoInfer<Result>, Selected> & { readonly select: (view: JobView<NoInfer<Result>>) => Selected },
): UseSelectedBriaJob<Input, Result, Selected>;
export function useBriaJob<Input, Result>(
  target: JobTarget<Input, Result>,
  options: UseBriaJobOptions<Result> & Selection<Result, unknown> = {},
): UseBriaJob<Input, Result> | UseSelectedBriaJob<Input, Result, unknown> {
  const client = useBriaClient();
  const operation = target as Operation<Input, Result>;
  const { ref, enabled = true } = options;
  const asked = enabled ? ref : undefined;

  const [state, setShown] = useState<Shown<Result>>({ client, ref: asked });
  let shown = state;
  if (shown.client !== client || shown.ref?.requestId !== asked?.requestId) {
    // A job that was submitted here stays, when there is nothing else to show.
    shown = { client, ref: asked, job: asked || shown.client !== client ? undefined : shown.job };
    setShown(shown);
  }

  const { onSuccess, onError } = options;
  const given = useLatest({ client, operation, onSuccess, onError });
  const source = useMemo(() => {
    const { client: of, ref: toFollow, job } = shown;
    if (job === 'none' || (!job && !toFollow)) return NOTHING;
    const plain = job ? sourceOfJob(job) : sourceOfRef(of, toFollow!, () => given.current.operation);
    return watched(plain, of, given);
  }, [shown, given]);
  const shownSource = useLatest(source);

  const [actions] = useState(() => actionsOf(given, shownSource, setShown));
  const selected = useSelection(source, options);
  const isPicked = options.select !== undefined;
  return useMemo(() => {
    if (isPicked) return { ...actions, selected };
    const view = selected as JobView<Result>;
    return {
      ...view,
      ...actions,
      getStatusProps: (describe) => getStatusProps(view, describe),
      getProgressProps: (words) => getProgressProps(view, words),
    };
  }, [actions, isPicked, selected]);
}
