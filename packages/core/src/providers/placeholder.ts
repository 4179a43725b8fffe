/**
 * Endpoints that answer at once with the links of files that do not exist yet (version 1 without `sync`).
 * There is no id and no status: a file that is served is ready, and one that is served empty was withheld by
 * moderation.
 */
import type { BriakitError } from '../errors/briakit-error.ts';
import { DownloadError } from '../errors/download-error.ts';
import { JobNotFoundError } from '../errors/job-not-found-error.ts';
import { ModerationError } from '../errors/moderation-error.ts';
import type { Clock } from '../primitives/clock.ts';
import type { PlaceholderImage, PlaceholderResult } from '../schemas/bria/placeholder-result.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { accept } from '../schemas/schema.ts';
import { fetchMedia, type MediaFetch } from '../transport/fetch-media.ts';
import { SNIFFED_BYTES } from '../transport/sniff-media.ts';
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
/** How often in a row a look may say that there is no hope: a network that is down can look like that. */
const TOLERATED = 2;

export const probePlaceholders: Probe = async ({ id: endpoint, result: schema }, context) => {
  const { requestId: jobId, acceptedAt } = context.ref;
  const told = { jobId, endpoint } as const;
  const failed = (error: BriakitError): Reading => ({ jobId, fact: { type: 'job-failed', error } });
  const doubted = (error: BriakitError): Reading => ({
    jobId,
    fact: { type: 'poll-missed', error, tolerance: TOLERATED },
  });
  const outcome = accept(schema, parseJson(jobId));
  if (!('value' in outcome)) return failed(new JobNotFoundError(told));
  const result = outcome.value as PlaceholderResult;
  const isExpired = context.clock.now() - acceptedAt > EXPIRED_MS;
  const images: PlaceholderImage[] = [];
  const empty: string[] = [];
  const missing: string[] = [];
  for (const image of result.images) {
    const { image_url: link } = image;
    const finding = await lookAt(link, context);
    if (finding === 'ready') images.push(image);
    else if (finding === 'empty') empty.push(link);
    else if (finding !== 'pending') return doubted(new DownloadError(finding.fault, finding.message, told));
    else if (isExpired) missing.push(link);
    else return { jobId, fact: UNDER_WAY };
  }
  if (images.length > 0) {
    const blocked = [...result.blocked, ...empty, ...missing];
    return { jobId, fact: { type: 'job-completed', result: { ...result, images, blocked } } };
  }
  return missing.length > 0
    ? doubted(new JobNotFoundError(told))
    : failed(new ModerationError({ ...told, providerMessage: result.blocked.join('; ') }));
};

/** The first bytes of a file say that it is there, and no page of somebody else; the rest is not fetched. */
async function lookAt(
  link: string,
  { fetch, baseUrl, clock, signal }: ProbeContext,
): Promise<'ready' | 'empty' | 'pending' | DownloadError> {
  const enough = new AbortController();
  const cancelTimer = clock.setTimer(() => enough.abort(), LOOK_TIMEOUT_MS);
  const options = {
    fetch,
    signal: AbortSignal.any([signal, enough.signal]),
    allowOrigins: URL.canParse(baseUrl) ? [baseUrl] : [],
    maxBytes: Infinity,
  };
  let receivedBytes = 0;
  try {
    await fetchMedia(link, options, ({ length }) => {
      receivedBytes += length;
      if (receivedBytes >= SNIFFED_BYTES) enough.abort();
    });
  } catch (error) {
    signal.throwIfAborted();
    if (receivedBytes >= SNIFFED_BYTES) return 'ready';
    if (!(error instanceof DownloadError)) return 'pending';
    return error.fault === 'empty' ? 'empty' : error.fault === 'forbidden' ? error : 'pending';
  } finally {
    cancelTimer();
  }
  return 'ready';
}
