import type { Fetch, FetchInit } from '../transport/fetch-transport.ts';

/** What a script answers: status, body (an object is sent as JSON) and headers; or an error to throw. */
export type ScriptedAnswer =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | Error
  /** Never answers; settles only when the request is aborted. */
  | 'hang';

export interface ScriptedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A `fetch` that answers by script and remembers what it was asked. */
export interface ScriptedTransport {
  readonly fetch: Fetch;
  readonly requests: readonly ScriptedRequest[];
}

/**
 * For tests of one odd answer after another, without a mock server.
 *
 * @param answers - one per request, in order; a request beyond the last one gets the last one again.
 */
export function scriptedTransport(...answers: readonly ScriptedAnswer[]): ScriptedTransport {
  const requests: ScriptedRequest[] = [];
  const fetch = async (url: string, init: FetchInit) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    requests.push({ url, method: init.method, headers: init.headers, body: init.body ?? undefined });
    if (answer instanceof Error) throw answer;
    if (answer === 'hang') return hang(init.signal);
    const { status = 200, body = '', headers } = answer;
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { ...headers },
    });
  };
  return { fetch, requests };
}

const hang = (signal: AbortSignal | null) =>
  new Promise<never>((_, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
