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
import type { MediaFetch } from '../transport/media-fetch.ts';
import { isPublicLink } from '../transport/public-link.ts';
import { V1_RETENTION_MS } from './bria/retention.ts';
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
/** How often in a row a look may say that there is no hope: a network that is down can look like that. */
const TOLERATED = 2;
/** After so long, what has come is handed out without the rest: all of it is deleted after an hour. */
const PATIENCE_MS = 600_000;

export const probePlaceholders: Probe = async ({ id: endpoint, result: schema }, context) => {
  const { requestId: jobId, acceptedAt } = context.ref;
  const told = { jobId, endpoint } as const;
  const failed = (error: BriakitError, type: 'job-failed' | 'poll-missed'): Reading => ({
    jobId,
    fact: { type, error, tolerance: TOLERATED },
  });
  const outcome = accept(schema, parseJson(jobId));
  if (!('value' in outcome)) return failed(new JobNotFoundError(told), 'job-failed');
  const result = outcome.value as PlaceholderResult;
  const underWay: Reading = { jobId, fact: UNDER_WAY };
  const ageMs = context.clock.now() - acceptedAt;
  const images: PlaceholderImage[] = [];
  const blocked = [...result.blocked];
  // What it comes to, where there is no image at all.
  let failure = failed(new ModerationError({ ...told, providerMessage: blocked.join('; ') }), 'job-failed');
  for (const image of result.images) {
    const { image_url: link } = image;
    // Null where that cannot be known.
    let isEmpty: boolean | undefined | null = true;
    if (isTrusted(link, context.baseUrl)) isEmpty = await lookAt(link, context).catch(() => null);
    else {
      const error = new DownloadError('forbidden', 'The link is not https, or not of a public host.', told);
      failure = failed(error, 'poll-missed');
    }
    context.signal.throwIfAborted();
    if (isEmpty === false) images.push(image);
    else blocked.push(link);
    if (isEmpty == null) {
      if (ageMs <= (isEmpty === null ? V1_RETENTION_MS : PATIENCE_MS)) return underWay;
      // What has not come may come as long as it would be kept.
      failure = ageMs <= V1_RETENTION_MS ? underWay : failed(new JobNotFoundError(told), 'poll-missed');
    }
  }
  return images[0]
    ? { jobId, fact: { type: 'job-completed', result: { ...result, images, blocked } } }
    : failure;
};

/** Whether a link may be looked at: one into the public internet, or to where the provider is, wherever that may be. */
const isTrusted = (link: string, baseUrl: string): boolean =>
  isPublicLink(link) ||
  (URL.canParse(baseUrl) ? link.startsWith(`${new URL(baseUrl).origin}/`) : isLocalPage());

/** Behind a path of a page that is not public itself is a mock near by, or what the page may reach anyway. */
const isLocalPage = () => 'location' in globalThis && !isPublicLink(location.href);

/**
 * Whether the file is served empty; undefined where it is not there (yet); null where nobody has said so: storage
 * fails, or a page of somebody else is there. Its first bytes are enough. A redirect is not followed: storage has no
 * need of any.
 */
async function lookAt(
  link: string,
  { fetch, clock, signal }: ProbeContext,
): Promise<boolean | undefined | null> {
  const enough = new AbortController();
  const cancelTimer = clock.setTimer(() => enough.abort(), LOOK_TIMEOUT_MS);
  try {
    const { status, headers, body } = await fetch(link, {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.any([signal, enough.signal]),
    });
    if (/40[34]|410/.test(`${status}`)) return undefined;
    if (!(status > 199 && status < 300) || /html/.test(`${headers.get('content-type')}`)) return null;
    const reader = body?.getReader();
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (value?.length || done) return done;
    }
  } finally {
    cancelTimer();
    // Ends the rest of the file, too.
    enough.abort();
  }
}
