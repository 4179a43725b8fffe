import { NetworkError } from '../errors/network-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { parseRetryAfterMs } from '../pacing/retry-after.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Transport } from './transport.ts';

/** The part of `fetch` that is used; any implementation of it will do (undici, a runtime's own, a test's). */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly signal: AbortSignal | null;
  readonly redirect: 'manual';
  /** Frameworks that keep answers, such as Next, would give the first word about a job for ever. */
  readonly cache: 'no-store';
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Where requests go, and what they carry there and nowhere else. */
export interface TrustedOrigin {
  /** Absolute, or relative to the page in a browser. Without a slash at its end. */
  readonly baseUrl: string;
  /** The credential among them. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The system's words for "no connection was made", each of which proves that nothing was sent. What else breaks TLS
 * may break it in the middle of an answer, and a host can become unreachable when a request was `read`.
 */
const UNSENT = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACHconnect|CONNECT_TIMEOUT|CERT/;

const isUnsent = (
  error: { readonly code?: string; readonly syscall?: string; readonly cause?: unknown } | undefined,
): boolean => !!error && (UNSENT.test(error.code! + error.syscall) || isUnsent(error.cause as typeof error));

/**
 * The only place that touches the network. The credential goes to `baseUrl` and nowhere else: a path cannot
 * name another host, and a redirect is not followed, because that would take the credential along. (It is a reply
 * as any other, and not an error of `fetch`, which not every runtime offers.)
 *
 * It also decides what a caller's abort does to a request that has left: a GET is cut at once, a POST runs to its
 * end, because its answer is the only way to learn the id of a job that may be paid for.
 *
 * @param timeoutMs - for one request, beside what the provider works on it.
 * @throws {NetworkError} with `not-sent` when no connection was made, else with `unknown`; `TimeoutError` when the
 * time is over; the signal's reason when it aborts.
 */
export function fetchTransport(
  fetch: Fetch,
  origin: TrustedOrigin,
  clock: Clock,
  timeoutMs: number = Infinity,
): Transport {
  return async ({ method, path, body, headers, endpoint, jobId, workMs = 0 }, { signal, onSent }) => {
    // A layer may have kept it for a while: what was called off meanwhile never leaves.
    signal?.throwIfAborted();
    onSent?.();
    // Nor does what a listener calls off when it is told.
    signal?.throwIfAborted();
    const isGet = method === 'GET';
    const context = { endpoint, jobId };
    const cut = new AbortController();
    const limitMs = timeoutMs + workMs;
    const cancelTimer = clock.setTimer(() => {
      // A GET buys nothing: it may be sent again as if it had never left.
      cut.abort(new TimeoutError(limitMs, { ...context, submission: isGet ? 'not-sent' : 'unknown' }));
    }, limitMs);
    const either = isGet && signal ? AbortSignal.any([cut.signal, signal]) : cut.signal;
    try {
      const response = await fetch(origin.baseUrl + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers, ...origin.headers },
        redirect: 'manual',
        cache: 'no-store',
        // oxlint-disable-next-line unicorn/no-invalid-fetch-options -- a GET comes without one
        body: body ?? null,
        signal: either,
      });
      let text = await response.text();
      // An answer that repeats the credential must not carry it into an error or a log of ours. What is
      // shorter could be a word of any answer, and is no token.
      for (const value of Object.values(origin.headers))
        if (value.length > 15) text = text.replaceAll(value, '…');
      const receivedAt = clock.now();
      return {
        status: response.status,
        text,
        retryAfterMs: parseRetryAfterMs(response.headers.get('retry-after'), receivedAt),
        receivedAt,
      };
    } catch (cause) {
      either.throwIfAborted();
      const submission = isGet || isUnsent(cause as Error) ? 'not-sent' : 'unknown';
      throw new NetworkError({ ...context, submission, cause });
    } finally {
      cancelTimer();
    }
  };
}
