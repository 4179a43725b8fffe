'use client';

import type { Job } from '@briakit/core';
import { useMemo } from 'react';
import { NOTHING, sourceOfJob } from './job-source.ts';
import type { JobView } from './job-view.ts';
import { useSelection, type Selection } from './use-selection.ts';

/**
 * A job whose handle is at hand, as state: a row of `useBriaJobs` or `useBriaBatch`.
 *
 * @param job - undefined shows as `idle`.
 * @param options.select - what is shown of it; the hook gives that, and renders again only when it changes.
 *
 * @example
 * const Row = memo(function Row({ job }: { readonly job: Job }) {
 *   const phase = useBriaJobView(job, { select: (view) => view.phase });
 *   return <li>{phase}</li>;
 * });
 */
export function useBriaJobView<Result, Selected = JobView<Result>>(
  job: Job<Result> | undefined,
  options: Selection<Result, Selected> = {},
): Selected {
  const source = useMemo(() => (job ? sourceOfJob(job) : NOTHING), [job]);
  return useSelection(source, options);
}
