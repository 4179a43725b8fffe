/** Where deliveries come to: they are verified, and given to all processes that are there. */
import type { ProviderId } from '@briakit/core';
import { parseDelivery, verifySignature } from '@briakit/core/webhook';
import type { Mock } from '@briakit/mock-server';
import type { Judge } from './judge.ts';
import type { Process } from './processes.ts';
import type { RequestWatch } from './watch-requests.ts';

export interface Receiver {
  readonly receive: (request: Request) => Promise<Response>;
  /** As if somebody else had sent a delivery about a job, with a result of his own. */
  readonly forge: (requestId: string, provider: ProviderId) => Promise<void>;
}

interface Surroundings {
  readonly judge: Judge;
  readonly mock: Mock;
  readonly requests: RequestWatch;
  readonly alive: (provider: ProviderId) => readonly Process[];
}

export function createReceiver(apiTokens: string, { judge, mock, requests, alive }: Surroundings): Receiver {
  const receive = async (request: Request): Promise<Response> => {
    const provider = new URL(request.url).pathname.slice(1) as ProviderId;
    const body = new Uint8Array(await request.arrayBuffer());
    if (provider === 'bria') {
      try {
        await verifySignature({ headers: request.headers, body, apiTokens });
      } catch {
        return new Response(null, { status: 401 });
      }
    }
    const delivery = parseDelivery(provider, body);
    const isForged = mock.state.deliveries.some(
      ({ requestId, fault, attempts }) =>
        fault?.kind === 'forge' && requestId === delivery.requestId && attempts.at(-1)?.result === 'waiting',
    );
    judge.hold(
      'forgery',
      provider === 'pixazo' || !isForged,
      () => `A forged delivery of ${delivery.requestId}`,
    );
    requests.hinted(delivery.requestId);
    const receivers = alive(provider);
    for (const { client } of receivers) client.deliver(delivery);
    return new Response(null, { status: receivers.length > 0 ? 204 : 503 });
  };

  return {
    receive,
    async forge(requestId, provider) {
      const link = 'https://forger.example/a.png';
      const body = JSON.stringify({
        request_id: requestId,
        status: 'COMPLETED',
        ...(provider === 'bria' ? { result: { image_url: link } } : { output: { media_url: [link] } }),
      });
      await receive(new Request(`https://app.test/${provider}`, { method: 'POST', body }));
    },
  };
}
