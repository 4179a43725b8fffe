/**
 * Endpoints that answer at once with the links of files that do not exist yet (version 1 without `sync`).
 * There is no id and no status: a file that is served is ready, and one that is served empty was withheld by
 * moderation.
 */
import { DownloadError } from '../errors/download-error.ts';
import { JobNotFoundError } from '../errors/job-not-found-error.ts';
import { ModerationError } from '../errors/moderation-error.ts';
import type { Clock } from '../primitives/clock.ts';
import type { PlaceholderImage, PlaceholderResult } from '../schemas/bria/placeholder-result.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { accept } from '../schemas/schema.ts';
import { fetchMedia, type MediaFetch } from '../transport/fetch-media.ts';
import type { Endpoint } from './endpoint.ts';
import { parseJson } from './error-from-reply.ts';
import { UNDER_WAY, type Reading } from './read-reply.ts';

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
/** How often in a row nothing may be there, after that time: a network that is down says the same. */
const TOLERATED_MISSING = 2;

export const probePlaceholders: Probe = async ({ id: endpoint, result: schema }, context) => {
  const { requestId: jobId, acceptedAt } = context.ref;
  const told = { jobId, endpoint } as const;
  const outcome = accept(schema, parseJson(jobId));
  if (!('value' in outcome))
    return { jobId, fact: { type: 'job-failed', error: new JobNotFoundError(told) } };
  const result = outcome.value as PlaceholderResult;
  const isExpired = context.clock.now() - acceptedAt > EXPIRED_MS;
  const images: PlaceholderImage[] = [];
  const missing: string[] = [];
  const empty: string[] = [];
  for (const image of result.images) {
    const { image_url: link } = image;
    const state = await lookAt(link, context);
    if (state === 'pending' && !isExpired) return { jobId, fact: UNDER_WAY };
    if (state === 'ready') images.push(image);
    else (state === 'empty' ? empty : missing).push(link);
  }
  if (images.length > 0) {
    const blocked = [...result.blocked, ...empty, ...missing];
    return { jobId, fact: { type: 'job-completed', result: { ...result, images, blocked } } };
  }
  if (missing.length > 0) {
    const error = new JobNotFoundError(told);
    return { jobId, fact: { type: 'poll-missed', error, tolerance: TOLERATED_MISSING } };
  }
  const error = new ModerationError({ ...told, providerMessage: result.blocked.join('; ') });
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
    return error instanceof DownloadError && error.fault === 'empty' ? 'empty' : 'pending';
  } finally {
    cancelTimer();
  }
}
