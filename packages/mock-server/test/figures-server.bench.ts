/**
 * One of the servers whose speed is compared, as a process of its own: `bare`, the least that answers a status
 * request; `mock`, ours; `linear`, MSW's `getResponse` with a list of handlers. The latter two have 100 routes or
 * more, and 10,000 jobs. It tells its parent the port and the jobs.
 */
import { listen } from '@briakit/mock-server/node';
import { getResponse, http, HttpResponse } from 'msw';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const JOBS = 10_000;
const ROUTES = 100;
const TOKENS = 50;
const SUBMIT_PATH = '/v2/image/edit/remove_background';

/** What a client has to know to ask a server. */
export interface Served {
  readonly port: number;
  readonly ids: readonly string[];
}

const statusOf = (request_id: string) => ({ request_id, status: 'IN_PROGRESS' });
const ids = Array.from({ length: JOBS }, (_, index) => index.toString(16).padStart(32, '0'));

const bare: RequestListener = ({ url = '' }, outgoing) => {
  const body = JSON.stringify(statusOf(url.slice(url.lastIndexOf('/') + 1)));
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
};

function linear(): RequestListener {
  const origin = 'http://127.0.0.1';
  const jobs = new Map(ids.map((id) => [id, statusOf(id)]));
  const others = Array.from({ length: ROUTES - 1 }, (_, index) =>
    http.post(`${origin}/v2/image/edit/tool-${index}`, () => HttpResponse.json({})),
  );
  const status = http.get<{ id: string }>(`${origin}/v2/status/:id`, ({ params }) =>
    HttpResponse.json(jobs.get(params.id)),
  );
  const handlers = [...others, status];
  return ({ url = '' }, outgoing) => {
    void getResponse(handlers, new Request(origin + url)).then(async (response) => {
      const body = (await response?.text()) ?? '';
      const length = { 'content-length': Buffer.byteLength(body) };
      outgoing.writeHead(response?.status ?? 404, length).end(body);
    });
  };
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, ids };
}

async function serveMock(): Promise<Served> {
  const { mock, port, origin } = await listen({ balanceUsd: 1000, plan: 'pro' });
  const mine: string[] = [];
  for (let job = 0; job < JOBS; job++) {
    const headers = { api_token: `token-${job % TOKENS}`, 'content-type': 'application/json' };
    const body = '{"image":"https://example.com/vase.jpg"}';
    const answer = await mock.handle(new Request(origin + SUBMIT_PATH, { method: 'POST', headers, body }));
    const { request_id } = (await answer!.json()) as { readonly request_id: string };
    if (job % TOKENS === 0) mine.push(request_id);
  }
  return { port, ids: mine };
}

const KINDS: Readonly<Record<string, () => Promise<Served>>> = {
  bare: () => serve(bare),
  mock: serveMock,
  linear: () => serve(linear()),
};
const begin = KINDS[process.argv[2] ?? ''];
if (!begin) throw new RangeError(`Which server? One of ${Object.keys(KINDS).join(', ')}.`);
process.send?.(await begin());
