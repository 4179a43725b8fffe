/**
 * `@briakit/core`: jobs at asynchronous image APIs. Providers and their endpoints are in `./bria` and
 * `./pixazo`.
 *
 * @module @briakit/core
 */

/* Client */
export {
  createClient,
  type Client,
  type ClientOptions,
  type SchemaDrift,
  type SubmitOptions,
} from './client/client.ts';
export type { Delivered } from './client/engine.ts';
export type { Balance } from './client/wallet.ts';

/* Jobs */
export type { Job, WaitOptions } from './client/job.ts';
export {
  isTerminal,
  type FailedState,
  type FollowedState,
  type JobPhase,
  type JobState,
  type StoppedState,
  type SubmittingState,
  type SucceededState,
  type TerminalState,
  type WaitingState,
} from './job/job-state.ts';
export { estimateProgress, type Estimate } from './pacing/progress.ts';
export type { WaitReason } from './primitives/wait-reason.ts';
export type { JobRef } from './schemas/job-ref.ts';
export type { MediaInput } from './schemas/media-input.ts';

/* Providers */
export type { ProviderAdapter } from './providers/adapter.ts';
export type { Endpoint, InputOf, Operation, ProviderId, ResultOf, Target } from './providers/endpoint.ts';
export type { Schema } from './schemas/schema.ts';

/* What a client does, and why */
export { withJobs, type Jobs, type Store } from './client/with-jobs.ts';
export {
  createInspectedClient,
  type ClientEvent,
  type ClientSnapshot,
  type Inspection,
  type JobLine,
} from './client/inspected-client.ts';
export type { BucketSnapshot } from './pacing/watched-pacing.ts';

/* Pacing */
export type { Lane, Pacing, Polled, PolledEndpoint, PollQueue, Standing } from './pacing/pacing.ts';
export type { PollPolicy } from './pacing/poll-delay.ts';
export type { RateLimit, WindowLog } from './pacing/window-log.ts';
export { steadyPacing } from './pacing/steady-pacing.ts';
export { adaptivePacing, type AdaptivePacing, type AdaptivePacingOptions } from './pacing/adaptive-pacing.ts';
export type { Evidence } from './pacing/duration-law.ts';
export type { LearnedDurations } from './pacing/learned-durations.ts';
export { pageAware, browserPage, type Page } from './pacing/page-aware.ts';
export { maxConcurrency } from './transport/max-concurrency.ts';

/* Batches */
export { withBatches, type Batches } from './client/with-batches.ts';
export type { Batch, BatchOptions } from './client/batch.ts';
export type { BatchItem } from './client/batch-item.ts';

/* Files of results */
export {
  download,
  downloadBytes,
  linksOf,
  type DownloadSource,
  type MediaResult,
} from './client/download.ts';
export type { Downloaded, DownloadOptions, DownloadProgress } from './transport/fetch-media.ts';
export type { MediaFetch, MediaFetchInit, MediaReader, MediaResponse } from './transport/media-fetch.ts';

/* Transport */
export type { Fetch } from './transport/fetch-transport.ts';
export { observe, type RequestObservation } from './transport/observe.ts';
export type { Exchange, HttpReply, HttpRequest, Layer, Transport } from './transport/transport.ts';
export type { Clock } from './primitives/clock.ts';

/* Errors */
export { BriakitError, type ErrorContext, type Submission } from './errors/briakit-error.ts';
export { ERROR_CODES, type ErrorCode } from './errors/error-codes.ts';
export { AuthenticationError } from './errors/authentication-error.ts';
export { DownloadError, type DownloadFault } from './errors/download-error.ts';
export { EdgeBlockedError } from './errors/edge-blocked-error.ts';
export { InputError } from './errors/input-error.ts';
export { InsufficientBalanceError } from './errors/insufficient-balance-error.ts';
export { JobFailedError } from './errors/job-failed-error.ts';
export { JobNotFoundError } from './errors/job-not-found-error.ts';
export { JobStoppedError } from './errors/job-stopped-error.ts';
export { JobWaitTimeoutError } from './errors/job-wait-timeout-error.ts';
export { MediaError } from './errors/media-error.ts';
export { ModelUnavailableError } from './errors/model-unavailable-error.ts';
export { ModerationError } from './errors/moderation-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { PermissionError } from './errors/permission-error.ts';
export { RateLimitedError } from './errors/rate-limited-error.ts';
export { SchemaDriftError } from './errors/schema-drift-error.ts';
export { ServerError } from './errors/server-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { WebhookSignatureError, type SignatureFault } from './errors/webhook-signature-error.ts';
