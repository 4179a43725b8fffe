import { resumed, submitted } from '../job/transition.ts';
import { systemClock, type Clock } from '../primitives/clock.ts';
import { systemRandom, type Random } from '../primitives/random.ts';
import type { ProviderAdapter } from '../providers/adapter.ts';
import {
  endpointFor,
  type Endpoint,
  type ProviderId,
  type ResultOf,
  type Target,
} from '../providers/endpoint.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { unknown } from '../schemas/z.ts';
import type { MediaFetch } from '../transport/fetch-media.ts';
import { fetchTransport, type Fetch } from '../transport/fetch-transport.ts';
import type { Layer } from '../transport/transport.ts';
import { withPacing } from '../transport/with-pacing.ts';
import { withTimeout } from '../transport/with-timeout.ts';
import { createJob, type Job, type WaitOptions } from './job.ts';
import { createRunEffect, type Engine, type Order } from './run-effect.ts';

/** How a client reaches its provider, and how patient it is. */
export interface ClientOptions<P extends ProviderId> {
  /** `bria({ … })` or `pixazo({ … })`. */
  readonly provider: ProviderAdapter<P>;
  /** How requests are sent. Default: the platform's `fetch`, looked up at each request. */
  readonly fetch?: Fetch;
  /** How long one request may take, in milliseconds. Default 30 000. */
  readonly attemptTimeoutMs?: number;
  /** Tries of one request where no connection was made, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** A 429 that asks for a longer wait, in milliseconds, is an error at once. Default 60 000. */
  readonly maxRetryAfterMs?: number;
  /** Told once per form when a provider says something that the contract does not know. */
  readonly onSchemaDrift?: (drift: SchemaDrift) => void;
  /** Wrapped around each try of a request, outermost first: `observe(…)`, or one of your own. Default none. */
  readonly layers?: readonly Layer[];
  /** The only source of time. Default: the platform's. */
  readonly clock?: Clock;
  /** The only source of chance. Default: the platform's. */
  readonly random?: Random;
}

/** Something in a reply that the contract does not know; the job is not harmed by it. */
export interface SchemaDrift {
  readonly endpoint: string;
  /** In one line, without values of yours. */
  readonly drift: string;
}

/** What goes along with one submit. */
export interface SubmitOptions {
  /** Stops the job when it aborts, as `job.stop()` does. */
  readonly signal?: AbortSignal;
  /**
   * Where the provider is to send the outcome, a public URL: Bria's `webhook_url`, Pixazo's `X-Webhook-URL`
   * (https only). Not taken by endpoints with `webhook: false`; the job is polled for all the same.
   */
  readonly webhookUrl?: string;
}

/** Jobs at one provider. All jobs of a client share one budget of requests: make one client per account. */
export interface Client<P extends ProviderId = ProviderId> {
  readonly provider: P;
  /**
   * Submits a job and returns its handle at once. Never throws for bad input: that is a job that failed,
   * with an `InputError`, before anything was sent.
   *
   * @throws {TypeError} when `target` is another provider's.
   */
  readonly submit: <Input, Result>(
    target: Target<P, Input, Result>,
    input: NoInfer<Input>,
    options?: SubmitOptions,
  ) => Job<Result>;
  /**
   * Submits a job and waits for its result. An abort stops the job too, since nobody else holds it.
   *
   * @throws as `job.result()` does.
   */
  readonly run: <Input, Result>(
    target: Target<P, Input, Result>,
    input: NoInfer<Input>,
    options?: WaitOptions,
  ) => Promise<Result>;
  /**
   * Follows a job that exists, from its ref alone, and submits nothing. Two calls for one job share one
   * handle while it is followed.
   *
   * @param target - what was submitted, for a typed and checked result; without it the result is as on the wire.
   * @throws {TypeError} when `ref` is not of this provider.
   */
  readonly resume: <Result = unknown>(ref: JobRef, target?: Target<P, unknown, Result>) => Job<Result>;
}

/**
 * A client for one provider.
 *
 * @example
 * const client = createClient({ provider: bria({ apiToken: process.env.BRIA_API_TOKEN! }) });
 * const { image_url } = await client.run(image.removeBackground, { image: file });
 */
export function createClient<P extends ProviderId>({
  provider: adapter,
  fetch = (url, init) => globalThis.fetch(url, init),
  attemptTimeoutMs = 30_000,
  maxAttempts = 4,
  maxRetryAfterMs = 60_000,
  onSchemaDrift,
  layers = [],
  clock = systemClock,
  random = systemRandom,
}: ClientOptions<P>): Client<P> {
  const origin = adapter.origin();
  // Outermost first: each try takes a place of its own under the limit, and the timeout counts one try only.
  const transport = [
    withPacing({ limitOf: adapter.limitOf, maxAttempts, maxRetryAfterMs }, clock, random),
    ...layers,
    withTimeout(attemptTimeoutMs, clock),
  ].reduceRight((next, layer) => layer(next), fetchTransport(fetch, origin, clock));

  const told = new Set<string>();
  const engine: Engine = {
    adapter,
    transport,
    fetch: fetch as unknown as MediaFetch,
    baseUrl: origin.baseUrl,
    clock,
    random,
    onDrift(endpoint, drift) {
      // A mistake of the listener's must be seen, and must not cost the job.
      if (told.size < told.add(endpoint + drift).size)
        queueMicrotask(() => onSchemaDrift?.({ endpoint, drift }));
    },
  };
  /** Resumed jobs under way, by their ids: a second resume joins the first. */
  const followed = new Map<string, Job>();

  const start = <Result>(endpoint: Endpoint, from: typeof submitted, order: Order, ended: AbortController) =>
    createJob<Result>(
      endpoint.id,
      from,
      createRunEffect(engine, endpoint, order, ended.signal),
      ended,
      clock,
    );

  const client: Client<P> = {
    provider: adapter.id,
    submit(target, input, { signal, webhookUrl } = {}) {
      const ended = new AbortController();
      const job = start<ResultOf<typeof target>>(
        endpointFor(target, adapter.id),
        submitted,
        { input, webhookUrl },
        ended,
      );
      if (signal?.aborted) job.stop();
      signal?.addEventListener('abort', job.stop, { signal: ended.signal });
      return job;
    },
    async run(target, input, wait) {
      wait?.signal?.throwIfAborted();
      const job = client.submit(target, input);
      try {
        return await job.result(wait);
      } finally {
        if (wait?.signal?.aborted) job.stop();
      }
    },
    resume(ref, target) {
      const { requestId } = ref;
      const onTheWire = endpointFor(asOnTheWire(ref), adapter.id);
      const known = followed.get(requestId);
      if (known) return known as Job<never>;
      const ended = new AbortController();
      const endpoint = target ? endpointFor(target, adapter.id) : onTheWire;
      const job = start<never>(endpoint, resumed(ref), {}, ended);
      followed.set(requestId, job);
      ended.signal.addEventListener('abort', () => followed.delete(requestId));
      return job;
    },
  };
  return client;
}

/** A job that is known by its ref only: it is followed, never submitted, and its result is handed out as it comes. */
const asOnTheWire = ({ endpoint: id, provider }: JobRef) =>
  ({ provider, id, mode: 'job', path: '', result: unknown(), typicalMs: 10_000 }) as Endpoint;
