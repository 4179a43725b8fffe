/** Where deliveries come to: they are verified, and given to all processes that are there. */
import type { Delivered, ProviderId } from '@briakit/core';
import { parseDelivery, verifySignature } from '@briakit/core/webhook';
import type { Mock } from '@briakit/mock-server';
import type { Judge } from './judge.ts';
import type { Call, Handle, Process } from './processes.ts';
import { wordsIn } from './targets.ts';
import type { RequestWatch } from './watch-requests.ts';

export interface Receiver {
  readonly receive: (request: Request) => Promise<Response>;
  /** As if somebody else had sent a delivery about a job, with a result of his own. */
  readonly forge: (requestId: string, provider: ProviderId) => Promise<void>;
  /** Whether its process was told of the job's end by one who has signed it, be it before its submit was answered. */
  readonly hasToldEnd: (handle: Handle) => boolean;
}

interface Surroundings {
  readonly judge: Judge;
  readonly mock: Mock;
  readonly requests: RequestWatch;
  readonly alive: (provider: ProviderId) => readonly Process[];
  readonly calls: ReadonlyMap<string, Call>;
  readonly handles: readonly Handle[];
}

export function createReceiver(apiTokens: string, world: Surroundings): Receiver {
  const { judge, mock, requests, alive, calls, handles } = world;
  const told = new Set<Handle | Call>();
  /** The submit that has made this job, whose answer is not here yet. */
  const isUnderWay = (call: Call, requestId: string) =>
    call.posts.at(-1)?.outcome === 'open' &&
    call.words === wordsIn(JSON.stringify(mock.state.jobs.get(requestId)?.files));
  const remember = (to: Process, { requestId, body }: Delivered) => {
    const { status } = JSON.parse(body) as { readonly status?: unknown };
    if (status !== 'ERROR' && !(status === 'COMPLETED' && body.includes('http'))) return;
    for (const handle of handles)
      if (handle.process === to && handle.requestId === requestId) told.add(handle);
    for (const call of calls.values()) if (call.process === to && isUnderWay(call, requestId)) told.add(call);
  };

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
    for (const process of receivers) {
      if (provider === 'bria') remember(process, delivery);
      process.client.deliver(delivery);
    }
    return new Response(null, { status: receivers.length > 0 ? 204 : 503 });
  };

  return {
    receive,
    hasToldEnd: (handle) => told.has(handle) || (!!handle.call && told.has(handle.call)),
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
