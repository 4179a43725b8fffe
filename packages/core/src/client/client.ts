import { resumed, submitted } from '../job/transition.ts';
import type { Pacing } from '../pacing/pacing.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import { systemClock, type Clock } from '../primitives/clock.ts';
import { forwardTime } from '../primitives/forward-time.ts';
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
import { createBucket, type Bucket } from '../transport/bucket.ts';
import type { MediaFetch } from '../transport/media-fetch.ts';
import { fetchTransport, type Fetch } from '../transport/fetch-transport.ts';
import type { Layer, Transport } from '../transport/transport.ts';
import type { Delivered, Engine, JobAtWork } from './engine.ts';
import { carryOut } from './carry-out.ts';
import { ask, deliver } from './follow-job.ts';
import { onceEnded, type Job, type WaitOptions } from './job.ts';
import { runJob } from './run-job.ts';
import { startJob } from './start-job.ts';
import { createWallet, type Balance } from './wallet.ts';

/** How a client reaches its provider, and how patient it is. */
export interface ClientOptions<P extends ProviderId> {
  /** `bria({ … })` or `pixazo({ … })`. */
  readonly provider: ProviderAdapter<P>;
  /** How requests are sent. Default: the platform's `fetch`, looked up at each request. */
  readonly fetch?: Fetch | undefined;
  /**
   * How long one request may take, in milliseconds. Default 30 000. Where the answer is the result (`sync`, and
   * endpoints that answer at once), ten times what that typically takes is added.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /** Tries of one request where no connection was made, the first included. Default 4. */
  readonly maxAttempts?: number | undefined;
  /** A 429 that asks for a longer wait, in milliseconds, is an error at once. Default 60 000. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Told once per form when a provider says something that the contract does not know. */
  readonly onSchemaDrift?: ((drift: SchemaDrift) => void) | undefined;
  /** Wrapped around each try of a request, outermost first: `observe(…)`, or one of your own. Default none. */
  readonly layers?: readonly Layer[] | undefined;
  /** Wrapped around each submit as a whole, its waiting included: `maxConcurrency(8)`. Default none. */
  readonly submitLayers?: readonly Layer[] | undefined;
  /**
   * When requests may leave, and which job is asked about next: `adaptivePacing()` learns how long jobs take, and
   * what the limit really is. Default `steadyPacing`, which is small and learns nothing.
   */
  readonly pacing?: Pacing | undefined;
  /** The only source of time. Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** The only source of chance. Default: the platform's. */
  readonly random?: Random | undefined;
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
  readonly signal?: AbortSignal | undefined;
  /**
   * Where the provider is to send the outcome, a public URL: Bria's `webhook_url`, Pixazo's `X-Webhook-URL`
   * (https only). Not taken by endpoints with `webhook: false`; the job is polled for all the same.
   */
  readonly webhookUrl?: string | undefined;
  /** Of submits that wait for their limit, who has more goes first. Any number. Default 0. */
  readonly priority?: number | undefined;
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
   * Takes no `webhookUrl`: who waits here needs nobody to bring the result, and a job with one is asked about rarely.
   * `submit` takes it, and `priority`.
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
  /**
   * Takes a webhook's delivery as if a poll had brought it. Whichever comes first wins; what comes twice or late
   * changes nothing. One of Bria's is believed as it is: call `verifySignature` first, always. Pixazo does not
   * sign, so that one of theirs is believed in nothing: it is a reason to ask now.
   *
   * @returns whether this client follows the job; if not, `resume` it. Not yet, either, while the answer to its
   * submit is under way; the delivery is kept until then.
   */
  readonly deliver: (delivery: Delivered) => boolean;
  /** What is known of the account's wallet. */
  readonly balance: Balance;
}

/**
 * A client for one provider.
 *
 * @example
 * const client = createClient({ provider: bria({ apiToken: process.env.BRIA_API_TOKEN }) });
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
  submitLayers = [],
  pacing = steadyPacing,
  clock = systemClock,
  random = systemRandom,
}: ClientOptions<P>): Client<P> {
  const origin = adapter.origin();
  // Outermost first. Each try has a place of its own under the limit, and the timeout counts one try only.
  const wrap = (inner: Transport, around: readonly Layer[]) =>
    around.reduceRight((next, layer) => layer(next), inner);
  const told = new Set<string>();
  const buckets = new Map<string, Bucket>();
  const engine: Engine = {
    adapter,
    next: wrap(fetchTransport(fetch, origin, clock, attemptTimeoutMs), layers),
    send: wrap((request, exchange) => engine.bucketOf(request.bucket).send(request, exchange), submitLayers),
    bucketOf(name) {
      const bucket = buckets.get(name) ?? createBucket(pacing(adapter.limitOf(name), name), engine);
      buckets.set(name, bucket);
      return bucket;
    },
    maxAttempts,
    maxRetryAfterMs,
    held: new Set(),
    wallet: createWallet(clock),
    followed: new Map(),
    early: new Map(),
    time: forwardTime(clock),
    ask: (job) => void ask(engine, job as JobAtWork),
    carryOut: (work, effect) => carryOut(engine, work, effect),
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

  const client: Client<P> = {
    provider: adapter.id,
    submit(target, input, options = {}) {
      const { signal } = options;
      const work = startJob(engine, endpointFor(target, adapter.id), submitted, { ...options, input });
      const { stop } = work.job;
      if (signal?.aborted) stop();
      else if (signal) {
        signal.addEventListener('abort', stop);
        onceEnded(work, () => signal.removeEventListener('abort', stop));
      }
      return work.job as Job<ResultOf<typeof target>>;
    },
    run: (target, input, wait) => runJob(() => client.submit(target, input), wait),
    resume(ref, target) {
      const onTheWire = endpointFor(asOnTheWire(ref), adapter.id);
      const known = engine.followed.get(ref.requestId);
      const endpoint = target ? endpointFor(target, adapter.id) : onTheWire;
      const { acceptedAt } = ref;
      // A ref that was kept by hand may be without it.
      const whole = { ...ref, acceptedAt: acceptedAt ?? clock.now() };
      return (known ?? startJob(engine, endpoint, resumed(whole))).job as Job<never>;
    },
    deliver: (delivery) => deliver(engine, delivery),
    balance: engine.wallet,
  };
  return client;
}

/** Made once: a schema is larger than a job. */
const ANYTHING = /* @__PURE__ */ unknown();

/** A job that is known by its ref only: it is followed, never submitted, and its result is handed out as it comes. */
const asOnTheWire = ({ endpoint: id, provider }: JobRef) =>
  ({ provider, id, mode: 'job', path: '', result: ANYTHING, typicalMs: 10_000 }) as Endpoint;
