/**
 * Floor 5 · providers: what one API's words mean. An adapter is data and pure functions; the one thing in
 * it that waits is the user's own `host`.
 */
import type { PollPolicy } from '../pacing/poll-delay.ts';
import type { RateLimit } from '../pacing/window-log.ts';
import type { TrustedOrigin } from '../transport/fetch-transport.ts';
import type { ProviderId } from './endpoint.ts';
import type { MediaContext } from './media.ts';
import type { Dialect } from './read-reply.ts';

/** Speaks for one provider. Made by `bria()` or `pixazo()`, given to `createClient`. */
export interface ProviderAdapter<P extends ProviderId = ProviderId> {
  readonly id: P;
  /** A function, so that a log of the adapter shows no credential. */
  readonly origin: () => TrustedOrigin;
  readonly dialect: Dialect;
  /** Where to ask how a job stands: a path on the base URL. Never throws, whatever somebody put into a ref. */
  readonly statusPath: (requestId: string | number) => string;
  /** The name of the limit that a submit to `endpoint` counts against; without one, a status request. */
  readonly bucketOf: (endpoint?: string) => string;
  /** How much a bucket allows; a limit of Infinity where nothing is counted, as for the one without a name. */
  readonly limitOf: (bucket: string) => RateLimit;
  readonly pollPolicy: PollPolicy;
  /** Whether its deliveries are signed, so that they can be believed. */
  readonly isSigned?: boolean;
  /** Puts a local file where the provider can fetch it, where it takes nothing but URLs. */
  readonly host?: MediaContext['host'];
  /**
   * How a submit to `endpoint` says where deliveries are to go.
   *
   * @throws {InputError} when it is not a URL that the provider takes.
   */
  readonly webhook: (url: string, endpoint?: string) => WebhookRequest;
}

/** What a submit with a webhook has more than one without. */
export interface WebhookRequest {
  readonly body?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}
