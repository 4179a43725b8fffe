'use client';

import { isTerminal, type Job, type JobRef, type Operation } from '@briakit/core';
import { useMemo, useSyncExternalStore } from 'react';
import { useBriaClient, type BriaClientProviderProps } from './client-context.tsx';
import { forgetJob, sourceOfRef } from './job-source.ts';
import type { JobTarget } from './use-bria-job.ts';

const ends = new WeakMap<Job, Promise<unknown>>();

/** One promise for a job, however often its components are thrown away. */
function endOf(job: Job): Promise<unknown> {
  const end = ends.get(job) ?? job.result().catch(() => {});
  ends.set(job, end);
  return end;
}

/** Next's word for what is meant to be left to the browser: no fault, and nothing that ends a build. */
const BAILOUT = 'BAILOUT_TO_CLIENT_SIDE_RENDERING';

const notOnTheServer = (): never => {
  throw Object.assign(new Error(BAILOUT), { digest: BAILOUT });
};

/**
 * The result of a job that exists; suspends until it is there. A component that is thrown away meanwhile, unmounted
 * and mounted again, waits for the same job. On the server it shows the fallback, and asks for nothing.
 *
 * @param ref - of the job. Told apart by `requestId`.
 * @param target - what was submitted, for a typed and checked result; without it the result is as on the wire.
 * @returns the result.
 * @throws {BriakitError} to the next error boundary, when the job failed or was stopped; `resetSuspenseBriaJob`
 * lets it be followed anew.
 *
 * @example
 * function Saved({ saved }: { readonly saved: JobRef }) {
 *   return (
 *     <Suspense fallback={<p>One moment …</p>}>
 *       <SavedPicture saved={saved} />
 *     </Suspense>
 *   );
 * }
 *
 * function SavedPicture({ saved }: { readonly saved: JobRef }) {
 *   const { image_url } = useSuspenseBriaJob(saved, image.removeBackground);
 *   return <img src={image_url} alt="Cut out" />;
 * }
 */
export function useSuspenseBriaJob<Result = unknown>(
  ref: JobRef,
  target?: JobTarget<unknown, Result>,
): Result {
  const client = useBriaClient();
  const operation = target as Operation<unknown, Result> | undefined;
  const source = useMemo(() => sourceOfRef(client, ref, () => operation), [client, ref, operation]);
  useSyncExternalStore(source.subscribe, source.getSnapshot, notOnTheServer);

  const job = source.follow();
  const state = job.getSnapshot();
  // What is thrown is for React, which waits for it: `use` would do the same, and is not in React 18.
  // oxlint-disable-next-line typescript/only-throw-error
  if (!isTerminal(state)) throw endOf(job);
  if (state.phase === 'succeeded') return state.result;
  throw state.error;
}

/**
 * Lets a job that has ended be followed anew, where an error boundary is reset: after a stop, or a failure that is
 * not the job's own. Submits nothing.
 *
 * @example
 * function TryAgain({ saved, reset }: { readonly saved: JobRef; readonly reset: () => void }) {
 *   const briaClient = useBriaClient();
 *   const again = () => {
 *     resetSuspenseBriaJob(briaClient, saved);
 *     reset();
 *   };
 *   return <button onClick={again}>Try again</button>;
 * }
 */
export const resetSuspenseBriaJob = forgetJob as (
  client: BriaClientProviderProps['client'],
  ref: JobRef,
) => void;
