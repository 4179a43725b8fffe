import type { JobEvent } from '../job/job-state.ts';
import type { ProviderAdapter } from '../providers/adapter.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import type { Reading } from '../providers/read-reply.ts';
import type { MediaFetch } from '../transport/fetch-media.ts';
import type { Bucket, Traffic } from '../transport/bucket.ts';
import type { Transport } from '../transport/transport.ts';
import type { Wallet } from './wallet.ts';
import type { Job } from './job.ts';

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
  readonly followed: Map<string, Followed>;
}

/** A job that is asked about until it ends. */
export interface Followed {
  readonly job: Job;
  /** Takes what came by another way than a poll: the body of an answer, or without one a reason to ask now. */
  readonly learn: (body: string | undefined) => void;
}

/** One job, and what can be done to it. */
export interface JobAtWork {
  readonly endpoint: Endpoint;
  /** Where it is asked about. */
  readonly bucket: Bucket;
  readonly job: Job;
  readonly dispatch: (event: JobEvent<never>) => void;
  /** Tells the job what a reply says of it. */
  readonly tell: (reading: Reading, acceptedAt: number) => void;
  /** Aborts when the job has ended. */
  readonly signal: AbortSignal;
}
