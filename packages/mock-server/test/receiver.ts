/** Whoever is called by a webhook: it keeps what comes, and answers as it is told. */
import { verifySignature } from '@briakit/core/webhook';
import type { Clock } from '@briakit/core/testing';

export interface Received {
  readonly at: number;
  readonly url: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const HOOK_URL = 'https://app.test/hooks/1';

/** @param answers - taken one after the other; when they are used up, 204. */
export function createReceiver(
  clock: Pick<Clock, 'now'>,
  answers: (() => Response | Promise<Response>)[] = [],
) {
  const received: Received[] = [];
  return {
    received,
    deliver: async (request: Request): Promise<Response> => {
      const { url, headers } = request;
      received.push({ at: clock.now(), url, headers, bytes: new Uint8Array(await request.arrayBuffer()) });
      return answers.shift()?.() ?? new Response(null, { status: 204 });
    },
    bodies: () => received.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes))),
    /** By core's own judgement, within a second of the clock's time. */
    async verify(api_token = 'token-a') {
      for (const { at, headers, bytes } of received)
        await verifySignature({
          headers,
          body: bytes,
          apiTokens: api_token,
          toleranceMs: 1000,
          clock: { now: () => at },
        });
    },
  };
}
