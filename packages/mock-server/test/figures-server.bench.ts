/**
 * One of the servers whose speed is compared, as a process of its own: `bare`, which answers a status request by
 * `node:http` and nothing else; `mock`, ours; `linear`, MSW's `getResponse` with a list of handlers. They all give
 * the same answer. The latter two have 100 routes or more, and 10,000 jobs. It tells its parent the port and the
 * jobs, and when asked how long it has worked.
 */
import { listen } from '@briakit/mock-server/node';
import { getResponse, http, HttpResponse } from 'msw';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked } from './figures/load.ts';

const JOBS = 10_000;
const ROUTES = 100;
const TOKENS = 50;
const SUBMIT_PATH = '/v2/image/edit/remove_background';

/** What a client has to know to ask a server. */
export interface Served {
  readonly port: number;
  /** The status of each job. */
  readonly asked: readonly Asked[];
}

const tokenOf = (job: number) => `token-${job % TOKENS}`;
const askFor = (ids: readonly string[]): readonly Asked[] =>
  ids.map((id, job) => ({ path: `/v2/status/${id}`, headers: { api_token: tokenOf(job) } }));

/** What the mock says of a job that is completed. */
const statusOf = (request_id: string, host: string | null | undefined) => ({
  request_id,
  status: 'COMPLETED',
  result: { image_url: `http://${host}/__mock/media/${request_id}/output.png` },
});
const headersFor = (body: string) => ({
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
});
const ids = Array.from({ length: JOBS }, (_, index) => index.toString(16).padStart(32, '0'));

const bare: RequestListener = ({ url = '', headers: { host } }, outgoing) => {
  const body = JSON.stringify(statusOf(url.slice(url.lastIndexOf('/') + 1), host));
  outgoing.writeHead(200, headersFor(body)).end(body);
};

function linear(): RequestListener {
  const origin = 'http://127.0.0.1';
  const jobs = new Set(ids);
  const others = Array.from({ length: ROUTES - 1 }, (_, index) =>
    http.post(`${origin}/v2/image/edit/tool-${index}`, () => HttpResponse.json({})),
  );
  const status = http.get<{ id: string }>(`${origin}/v2/status/:id`, ({ params: { id }, request }) =>
    jobs.has(id)
      ? HttpResponse.json(statusOf(id, request.headers.get('host')))
      : new HttpResponse(null, { status: 404 }),
  );
  const handlers = [...others, status];
  const answer: (...exchange: Parameters<RequestListener>) => Promise<void> = async (
    { url = '', headers: { host = '' } },
    outgoing,
  ) => {
    const response = await getResponse(handlers, new Request(origin + url, { headers: { host } }));
    const body = (await response?.text()) ?? '';
    outgoing.writeHead(response?.status ?? 404, headersFor(body)).end(body);
  };
  return (...exchange) => void answer(...exchange);
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, asked: askFor(ids) };
}

async function serveMock(): Promise<Served> {
  const { mock, port, origin } = await listen({ balanceUsd: 1000, plan: 'pro' });
  const mine: string[] = [];
  for (let job = 0; job < JOBS; job++) {
    const headers = { api_token: tokenOf(job), 'content-type': 'application/json' };
    const body = '{"image":"https://example.com/vase.jpg"}';
    const answer = await mock.handle(new Request(origin + SUBMIT_PATH, { method: 'POST', headers, body }));
    const { request_id } = (await answer!.json()) as { readonly request_id: string };
    mine.push(request_id);
  }
  await mock.control.advance(60_000);
  return { port, asked: askFor(mine) };
}

const KINDS: Readonly<Record<string, () => Promise<Served>>> = {
  bare: () => serve(bare),
  mock: serveMock,
  linear: () => serve(linear()),
};
const begin = KINDS[process.argv[2] ?? ''];
if (!begin) throw new RangeError(`Which server? One of ${Object.keys(KINDS).join(', ')}.`);
process.send?.(await begin());
process.on('message', () => process.send?.(process.cpuUsage()));
