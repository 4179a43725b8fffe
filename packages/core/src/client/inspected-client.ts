import type { ErrorCode } from '../errors/error-codes.ts';
import { refOf, type JobPhase } from '../job/job-state.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import { watchedPacing, type BucketSnapshot, type WatchedBucket } from '../pacing/watched-pacing.ts';
import { systemClock } from '../primitives/clock.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import type { ProviderId } from '../providers/endpoint.ts';
import { observe } from '../transport/observe.ts';
import { createClient, type Client, type ClientOptions } from './client.ts';
import type { Job } from './job.ts';
import { timedStore } from './timed-store.ts';
import { withJobs, type Jobs, type Store } from './with-jobs.ts';

/** One decision of a client, or one thing that it saw. Plain data: nothing of an input or a result, and no token. */
export type ClientEvent = { readonly at: number } & (
  | ({ readonly type: 'job-changed' } & JobLine)
  | {
      readonly type: 'poll-planned';
      readonly bucket: string;
      readonly endpoint: string;
      readonly requestId: string;
      readonly dueAt: number | undefined;
    }
  | {
      readonly type: 'poll-chosen';
      readonly bucket: string;
      readonly endpoint: string;
      readonly requestId: string;
    }
  | {
      readonly type: 'request-ended';
      readonly method: string;
      readonly endpoint: string;
      readonly requestId: string | undefined;
      /** Undefined where no answer came. */
      readonly status: number | undefined;
      readonly durationMs: number;
    }
  | { readonly type: 'bucket-paused'; readonly bucket: string; readonly untilAt: number }
  | { readonly type: 'balance-changed'; readonly isEmpty: boolean }
);

/** A job, in a line of a log or a table. */
export interface JobLine {
  readonly endpoint: string;
  /** Undefined until the provider has accepted it; `(links)` of a placeholder job, whose name is its links. */
  readonly requestId: string | undefined;
  readonly phase: JobPhase;
  /** Why it waits, and until when, where it does. */
  readonly waitReason: WaitReason | undefined;
  readonly untilAt: number | undefined;
  /** When it is asked about next, as things stand. */
  readonly dueAt: number | undefined;
  readonly polls: number;
  readonly misses: number;
  readonly progress: number;
  readonly etaMs: number | undefined;
  readonly errorCode: ErrorCode | undefined;
}

/** All that a client is doing. JSON, for a devtools panel or a report of a bug. */
export interface ClientSnapshot {
  readonly at: number;
  readonly jobs: readonly JobLine[];
  readonly buckets: readonly BucketSnapshot[];
  readonly balance: { readonly isEmpty: boolean };
}

/** What an inspected client shows. */
export interface Inspection extends Jobs {
  /** What is left of each limit that was used. Changes when places are taken, and when they fall free. */
  readonly budget: Store<readonly BucketSnapshot[]>;
  /** All that the client is doing now. */
  readonly inspect: () => ClientSnapshot;
  /** Tells of every decision from now on; returns the way to stop that. */
  readonly onEvent: (listener: (event: ClientEvent) => void) => () => void;
}

/**
 * A client as `createClient` makes it, that shows what it does and why: for devtools, logs, meters and tests. It
 * costs a bundle about 1.4 kB.
 *
 * @example
 * const client = createInspectedClient({ provider, pacing: adaptivePacing() });
 * client.onEvent((event) => console.log(event.type, event));
 * console.table(client.inspect().jobs);
 */
export function createInspectedClient<P extends ProviderId>(
  options: ClientOptions<P>,
): Client<P> & Inspection {
  const { clock = systemClock, pacing = steadyPacing, layers = [] } = options;
  const buckets = new Map<string, WatchedBucket>();
  const tellers = new Set<(event: ClientEvent) => void>();
  let wasEmpty = false;

  /** After the step that it tells of, so that no listener can disturb it. */
  const tell = (event: ClientEvent) => {
    for (const teller of tellers) queueMicrotask(() => teller(event));
  };
  const look = () => [...buckets.values()].map((bucket) => bucket.look());
  const budget = timedStore(
    look,
    (now) => now.map(({ refillsAt, pausedUntil }) => pausedUntil ?? refillsAt),
    clock,
  );

  const lineOf = (job: Job): JobLine => {
    const state = job.getSnapshot();
    const name = refOf(state)?.requestId;
    const dueAt = [...buckets.values()].map((bucket) => name && bucket.dueAt(name)).find(Number.isFinite) as
      number | undefined;
    return {
      endpoint: job.endpoint,
      requestId: shown(name),
      phase: state.phase,
      waitReason: 'waitReason' in state ? state.waitReason : undefined,
      untilAt: 'untilAt' in state ? state.untilAt : undefined,
      dueAt,
      polls: 'polls' in state ? state.polls : 0,
      misses: 'misses' in state ? state.misses : 0,
      progress: 'progress' in state ? state.progress : 0,
      etaMs: 'etaMs' in state ? state.etaMs : undefined,
      errorCode: 'error' in state ? state.error.code : undefined,
    };
  };

  const client = withJobs<P, Client<P>>(
    createClient({
      ...options,
      pacing: watchedPacing(
        pacing,
        clock,
        (bucket) => buckets.set(bucket.bucket, bucket),
        (bucket, event) => {
          if (event.type === 'bucket-changed') return budget.changed();
          if (event.type === 'bucket-paused') {
            budget.changed();
            return tell({ ...event, at: clock.now(), bucket });
          }
          const { job, ...told } = event;
          return tell({
            at: clock.now(),
            bucket,
            endpoint: job.endpoint.id,
            requestId: shown(job.ref.requestId),
            ...told,
          } as ClientEvent);
        },
      ),
      layers: [
        observe(({ method, endpoint, jobId, status, durationMs }) => {
          tell({
            type: 'request-ended',
            at: clock.now(),
            method,
            endpoint,
            requestId: shown(jobId),
            status,
            durationMs,
          });
        }, clock),
        ...layers,
      ],
    }),
  );

  const tellOfBalance = () => {
    const { isEmpty } = client.balance;
    if (isEmpty !== wasEmpty) tell({ type: 'balance-changed', at: clock.now(), isEmpty });
    wasEmpty = isEmpty;
  };

  // The list changes when a job is added to it, and only then.
  client.jobs.subscribe(() => {
    const job = client.jobs.getSnapshot().at(-1)!;
    const changed = () => {
      tell({ type: 'job-changed', at: clock.now(), ...lineOf(job) });
      tellOfBalance();
    };
    job.subscribe(changed);
    changed();
  });

  return {
    ...client,
    balance: {
      get isEmpty() {
        return client.balance.isEmpty;
      },
      reopen() {
        client.balance.reopen();
        tellOfBalance();
      },
    },
    budget: { getSnapshot: budget.getSnapshot, subscribe: budget.subscribe },
    inspect: () => ({
      at: clock.now(),
      jobs: client.jobs.getSnapshot().map(lineOf),
      buckets: look(),
      balance: { isEmpty: client.balance.isEmpty },
    }),
    onEvent(listener) {
      tellers.add(listener);
      return () => void tellers.delete(listener);
    },
  };
}

/** Whoever has the links that a placeholder job is named by has its files: they are nothing for a log. */
const shown = (requestId: string | undefined) => (requestId?.includes('"') ? '(links)' : requestId);
