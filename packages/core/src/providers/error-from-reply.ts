import { AuthenticationError } from '../errors/authentication-error.ts';
import type { BriakitError, ErrorContext } from '../errors/briakit-error.ts';
import { EdgeBlockedError } from '../errors/edge-blocked-error.ts';
import { InputError } from '../errors/input-error.ts';
import { InsufficientBalanceError } from '../errors/insufficient-balance-error.ts';
import { MediaError } from '../errors/media-error.ts';
import { ModelUnavailableError } from '../errors/model-unavailable-error.ts';
import { ModerationError } from '../errors/moderation-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitedError } from '../errors/rate-limited-error.ts';
import { ServerError } from '../errors/server-error.ts';
import type { HttpReply } from '../transport/transport.ts';
import type { Asked } from './endpoint.ts';

/**
 * The error that a reply outside 2xx means. One table for both providers: where they use one status for
 * two things, the words decide.
 *
 * @param endpoint - what was asked; of one with a method of its own, 404 is no word about a file.
 * @param jobId - the job that was asked about; undefined for a submit.
 */
export function errorFromReply(
  reply: HttpReply,
  { id: endpoint, method }: Asked,
  jobId?: string,
): BriakitError {
  const { status, text, retryAfterMs } = reply;
  const body = parseJson(text) as Partial<Record<'request_id' | 'activityId', string>> | null | undefined;
  const words = wordsOf(body ?? (/^\s*</.test(text) ? '' : text)).slice(0, 500);
  // 506 is not about the server here: Bria says with it that it cannot use an input.
  const isTheirs = status === 408 || (status >= 500 && status !== 506);
  const context: ErrorContext = {
    // A refusal bought nothing; a failing server leaves open whether it made the job first.
    submission: isTheirs && method !== 'GET' ? 'unknown' : 'rejected',
    jobId,
    endpoint,
    httpStatus: status,
    providerMessage: words,
    requestId: body?.request_id ?? body?.activityId,
  };

  if (isTheirs) return new ServerError(context);
  if (status === 401) return new AuthenticationError(context);
  if (status === 402) return new InsufficientBalanceError(context);
  // The gateway's own quota refills by itself; a plan's quota and a wallet do not.
  if (status === 429 || /quota will be/i.test(words)) return new RateLimitedError(retryAfterMs, context);
  // A redirect, to a page where one would log in, is an edge's, too.
  if (status < 400 || (status === 403 && !words)) return new EdgeBlockedError(context);
  if (status === 403) {
    const isMoney = /balance(?!r)|wallet|credit|billing|payment|quota/i.test(words);
    return isMoney ? new InsufficientBalanceError(context) : new PermissionError(context);
  }
  // A page or nothing is not the API's 404: the path leads elsewhere.
  if (/model .*(not found|disabled)|resource not found/i.test(words) || (status === 404 && !body && !words))
    return new ModelUnavailableError(context);
  // Bria answers a submit with 404 for an input that it cannot find, with 460 for one that it cannot fetch.
  if ([method || 404, 413, 415, 460, 506].includes(status)) return new MediaError(context);
  return MODERATION.test(words)
    ? new ModerationError(context)
    : new InputError('The input was refused.', context);
}

/** What the providers say when moderation refused a picture, before or after it was made. */
export const MODERATION = /(?<!_)moderat|safety system|protected content/i;

/**
 * The provider's words, wherever its many dialects keep them: `error` as text, as `{code, message, details}`
 * or next to `message`; `detail` as text or as a list, with the field that each item is about; a bare JSON string.
 */
export function wordsOf(body: unknown, depth = 0): string {
  if (typeof body === 'string') return body.trim();
  if (Object(body) !== body || depth > 5) return '';
  const named = body as Readonly<Record<string, unknown>>;
  const parts = Array.isArray(body)
    ? body
    : ['error', 'field', 'loc', 'message', 'detail', 'details', 'msg'].map((name) => named[name]);
  return parts
    .map((part) => wordsOf(part, depth + 1))
    .filter(Boolean)
    .join(': ');
}

/** Undefined where `text` is not JSON. An edge answers in HTML whenever it likes. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
