/**
 * Endpoints that answer at once with the links of files that do not exist yet (version 1 without `sync`).
 * There is no id and no status: a file that is served is ready, and one that is served empty was withheld by
 * moderation.
 */
import { JobNotFoundError } from '../errors/job-not-found-error.ts';
import { ModerationError } from '../errors/moderation-error.ts';
import type { Clock } from '../primitives/clock.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { accept } from '../schemas/schema.ts';
import { fetchMedia, type MediaFetch } from '../transport/fetch-media.ts';
import type { Endpoint } from './endpoint.ts';
import { parseJson } from './error-from-reply.ts';
import { UNDER_WAY, type Reading } from './read-reply.ts';

/** What the result of such an endpoint has. */
export interface PlaceholderResult {
  readonly images: readonly { readonly image_url: string }[];
  /** What was withheld by moderation, in the provider's words or by its link. */
  readonly blocked: readonly string[];
}

/** What a probe is made with. */
export interface ProbeContext {
  /** The job's name is the answer to its submit, as JSON. */
  readonly ref: JobRef;
  /** Carries no credential. */
  readonly fetch: MediaFetch;
  /** Where the provider is; its own files may be fetched wherever that is. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks for the files of a result once. */
export type Probe = (endpoint: Endpoint, context: ProbeContext) => Promise<Reading>;

/** How long one look at a file may take. */
const LOOK_TIMEOUT_MS = 15_000;
/** Version 1 keeps its files for an hour: what is not there by then never comes. */
const EXPIRED_MS = 60 * 60_000;

export const probePlaceholders: Probe = async ({ id: endpoint, result: schema }, context) => {
  const { requestId: jobId, acceptedAt } = context.ref;
  const told = { jobId, endpoint } as const;
  const outcome = accept(schema, parseJson(jobId));
  const isExpired = context.clock.now() - acceptedAt > EXPIRED_MS;
  if (!('value' in outcome) || isExpired)
    return { jobId, fact: { type: 'job-failed', error: new JobNotFoundError(told) } };
  const result = outcome.value as PlaceholderResult;
  const images: PlaceholderResult['images'][number][] = [];
  const blocked = [...result.blocked];
  for (const image of result.images) {
    const state = await lookAt(image.image_url, context);
    if (state === 'pending') return { jobId, fact: UNDER_WAY };
    if (state === 'ready') images.push(image);
    else blocked.push(image.image_url);
  }
  if (images.length > 0)
    return { jobId, fact: { type: 'job-completed', result: { ...result, images, blocked } } };
  const error = new ModerationError({ ...told, providerMessage: blocked.join('; ') });
  return { jobId, fact: { type: 'job-failed', error } };
};

const READY = Symbol('ready');

/** The first piece of a file says that it is there; the rest is not fetched. */
async function lookAt(
  link: string,
  { fetch, baseUrl, clock, signal }: ProbeContext,
): Promise<'ready' | 'empty' | 'pending'> {
  const late = new AbortController();
  const cancelTimer = clock.setTimer(() => late.abort(), LOOK_TIMEOUT_MS);
  const options = {
    fetch,
    signal: AbortSignal.any([signal, late.signal]),
    allowOrigins: URL.canParse(baseUrl) ? [baseUrl] : [],
  };
  try {
    await fetchMedia(link, options, () => {
      throw READY;
    });
    return 'pending';
  } catch (error) {
    signal.throwIfAborted();
    if (error === READY) return 'ready';
    return Object(error).httpStatus === 200 ? 'empty' : 'pending';
  } finally {
    cancelTimer();
  }
}
