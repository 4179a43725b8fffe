import type { JobEffect, JobState } from '../job/job-state.ts';
import type { Submission } from '../errors/briakit-error.ts';
import type { Polled } from '../pacing/pacing.ts';
import type { Listened } from '../primitives/listeners.ts';
import type { ProviderAdapter } from '../providers/adapter.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Bucket, Traffic } from '../transport/bucket.ts';
import type { MediaFetch } from '../transport/media-fetch.ts';
import type { Transport } from '../transport/transport.ts';
import type { Job } from './job.ts';
import type { Wallet } from './wallet.ts';

/** What the jobs of one client share. */
export interface Engine extends Traffic {
  readonly adapter: ProviderAdapter;
  /** All requests that count against one limit. */
  readonly bucketOf: (name: string) => Bucket;
  /** How a submit is sent. */
  readonly send: Transport;
  readonly wallet: Wallet;
  /** Without the credential, for files. */
  readonly fetch: MediaFetch;
  readonly baseUrl: string;
  readonly onDrift: (endpoint: string, drift: string) => void;
  /** The jobs that are asked about until they end, by their ids. */
  readonly followed: Map<string, JobAtWork>;
  /** What was delivered before the answer to its submit was there, by the job's id: as `learn` takes it. */
  readonly early: Map<string, string | undefined>;
  /** Does what a job's state machine orders. Handed in, because those who do it dispatch in turn. */
  readonly carryOut: (work: JobAtWork, effect: JobEffect) => void;
}

/**
 * One job: its state, and what is known of it beside. One object and no functions of its own, because there may be
 * 100 000 of them.
 */
export interface JobAtWork extends Polled, Listened {
  readonly endpoint: Endpoint;
  /** Where it is asked about. */
  readonly bucket: Bucket;
  /** The handle that users hold. */
  job: Job;
  state: JobState;
  /** Set once it is followed. */
  ref: JobRef;
  /** Of the POST, until it is answered. */
  submission: Submission;
  isQueued: boolean;
  /** There is a reason to ask at once, whatever the last answer said. */
  isUrgent: boolean;
  /** Cuts the request that is under way for it, if there is one. */
  flight: AbortController | undefined;
}

/** What `parseDelivery` made of a delivery. */
export interface Delivered {
  readonly requestId: string;
  /** As it came. */
  readonly body: string;
}
