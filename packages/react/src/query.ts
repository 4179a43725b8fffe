/**
 * `@briakit/react/query`: options for TanStack Query v5, over the same jobs as the hooks. Who uses TanStack Query
 * needs no second cache.
 *
 * @module @briakit/react/query
 */
import {
  isTerminal,
  type BriakitError,
  type Client,
  type Job,
  type JobRef,
  type Operation,
  type ProviderId,
  type SubmitOptions,
  type Target,
} from '@briakit/core';
import type { JournalEntry } from '@briakit/core/journal';
import type { DataTag } from '@tanstack/react-query';
import { forgetJob, sourceOfRef } from './job-source.ts';

/**
 * What all options have in common. The client repeats what may be repeated, and waits for the network if its pacing
 * is `pageAware`: a second layer of both would buy twice, or hide why a job waits.
 */
export interface LeftToTheClient<Fault> {
  /** False, whatever the defaults of the `QueryClient` are. */
  readonly retry: boolean | ((failures: number, error: Fault) => boolean);
  /** Nothing is ever paused by TanStack Query, and so nothing that is paused can be persisted and sent again. */
  readonly networkMode: 'always';
}

const LEFT_TO_THE_CLIENT = { retry: false, networkMode: 'always' } as const;

/** What goes along with each submit of a mutation, and who is told of its job. */
export interface JobMutationExtras<Input, Result> extends SubmitOptions {
  /** Kept in the journal of a client of `withJournal`; others pass it by. */
  readonly label?: string | undefined;
  /** Given the handle at once, to show its progress (`useBriaJobView`), to stop it, or to keep its ref. */
  readonly onJob?: ((job: Job<Result>, input: Input) => void) | undefined;
}

/** For `useMutation` and `queryClient.setMutationDefaults`. */
export interface JobMutationOptions<Input, Result> extends LeftToTheClient<BriakitError> {
  readonly mutationKey: readonly ['briakit', ProviderId, 'submit', endpoint: string];
  /** Submits, and waits. */
  readonly mutationFn: (input: Input) => Promise<Result>;
}

/**
 * Submits a job with `mutate(input)` and waits for its result. Never buys twice: it is not retried, and not paused.
 * An unmount ends neither the job nor the mutation.
 *
 * @param target - an endpoint of the client's provider, or an operation.
 *
 * @example
 * function Cutter({ client }: { readonly client: Client<'bria'> }) {
 *   const [job, setJob] = useState<Job>();
 *   const progress = useBriaJobView(job, { select: (view) => view.progress });
 *   const cutOut = useMutation(jobMutationOptions(client, image.removeBackground, { onJob: setJob }));
 *   if (cutOut.data) return <img src={cutOut.data.image_url} alt="Cut out" />;
 *   if (cutOut.isPending) return <progress value={progress} />;
 *   return <button onClick={() => cutOut.mutate({ image: 'https://example.com/cat.jpg' })}>Cut out</button>;
 * }
 */
export function jobMutationOptions<P extends ProviderId, Input, Result>(
  client: Client<P>,
  target: Target<P, Input, Result>,
  { onJob, ...submitOptions }: JobMutationExtras<NoInfer<Input>, NoInfer<Result>> = {},
): JobMutationOptions<Input, Result> {
  const { id } = 'path' in target ? target : (target as Operation)[client.provider];
  return {
    ...LEFT_TO_THE_CLIENT,
    mutationKey: ['briakit', client.provider, 'submit', id],
    async mutationFn(input) {
      const job = client.submit(target, input, submitOptions);
      onJob?.(job, input);
      return job.result();
    },
  };
}

/** What the outcome of a job is cached under: whichever endpoint it was read with, it is one job. */
export type JobQueryKey = readonly ['briakit', ProviderId, 'job', requestId: string];

/** For `useQuery`, `useSuspenseQuery`, `prefetchQuery` and whatever else takes the options of a query. */
export interface JobQueryOptions<Result> extends LeftToTheClient<BriakitError> {
  readonly queryKey: DataTag<JobQueryKey, Result>;
  /** Follows, and waits; the signal ends the wait. */
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Result>;
  /** `Infinity`: a result does not change. */
  readonly staleTime: number;
  /** False: nor does a failure, when somebody looks at the window. `refetch()` follows the job anew. */
  readonly refetchOnWindowFocus: false;
  readonly refetchOnReconnect: false;
}

/**
 * Follows a job that exists, and gives its result; submits nothing. All queries and hooks of a page that ask for one
 * job share one handle. Who is no longer interested ends the wait, not the job, which the next one finds further on.
 * A result that this page has is not asked for again, not even by `invalidateQueries`.
 *
 * @param ref - from `job.accepted()`, a journal or your own storage.
 * @param target - what was submitted, for a typed and checked result; without it the result is as on the wire.
 *
 * @example
 * function Saved({ client, saved }: { readonly client: Client<'bria'>; readonly saved: JobRef }) {
 *   const { data, error } = useQuery(jobQueryOptions(client, saved, image.removeBackground));
 *   if (error) return <p role="alert">{error.message}</p>;
 *   return data ? <img src={data.image_url} alt="Cut out" /> : <p>One moment …</p>;
 * }
 */
export function jobQueryOptions<P extends ProviderId, Result = unknown>(
  client: Client<P>,
  ref: JobRef,
  target?: Target<P, unknown, Result>,
): JobQueryOptions<Result> {
  const key: JobQueryKey = ['briakit', client.provider, 'job', ref.requestId];
  return {
    ...LEFT_TO_THE_CLIENT,
    queryKey: key as DataTag<JobQueryKey, Result>,
    async queryFn({ signal }) {
      return follow(client, ref, target).result({ signal });
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  };
}

/** The handle that the page has; another one where that has ended without a result. */
function follow<P extends ProviderId, Result>(
  client: Client<P>,
  ref: JobRef,
  target: Target<P, unknown, Result> | undefined,
): Job<Result> {
  const plain = client as unknown as Client;
  const source = () => sourceOfRef(plain, ref, () => target as Operation<unknown, Result> | undefined);
  const state = source().job()?.getSnapshot();
  if (state && isTerminal(state) && state.phase !== 'succeeded') forgetJob(plain, ref);
  return source().follow();
}

/** For `useQuery` and whatever else takes the options of a query. */
export interface PendingJobsOptions extends LeftToTheClient<Error> {
  readonly queryKey: DataTag<readonly ['briakit', ProviderId, 'pending-jobs'], readonly JournalEntry[]>;
  /** Reads the journal. */
  readonly queryFn: () => Promise<readonly JournalEntry[]>;
}

/**
 * The jobs that the journal knows of: accepted, and not ended yet. Read again when somebody looks at the window, by
 * the defaults of TanStack Query; invalidate its key after a submit.
 *
 * @param client - of `withJournal`.
 *
 * @example
 * function Pending({ client }: { readonly client: Client<'bria'> & Journaling<'bria'> }) {
 *   const { data: entries = [] } = useQuery(pendingJobsOptions(client));
 *   return entries.map(({ ref, label }) => (
 *     <div key={ref.requestId}>
 *       {label} <Saved client={client} saved={ref} />
 *     </div>
 *   ));
 * }
 */
export function pendingJobsOptions(client: {
  readonly provider: ProviderId;
  readonly pending: () => Promise<readonly JournalEntry[]>;
}): PendingJobsOptions {
  const key = ['briakit', client.provider, 'pending-jobs'] as const;
  return {
    ...LEFT_TO_THE_CLIENT,
    queryKey: key as PendingJobsOptions['queryKey'],
    queryFn: client.pending,
  };
}
