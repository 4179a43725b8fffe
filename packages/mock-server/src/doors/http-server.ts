/**
 * The door for everybody else: a real server on a real port, for other processes, other languages and browsers.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { MockOptions } from '../mock/options.ts';
import type { Answer } from '../providers/exchange.ts';
import { createMock, responderOf, type Mock } from './create-mock.ts';
import { parseUrl, readIncoming } from './incoming-request.ts';
import { isLoopback } from './loopback.ts';

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any that is free. Default 0. */
  readonly port?: number;
  /** The address to listen at. Default `127.0.0.1`: nobody outside this machine can reach it. */
  readonly host?: string;
}

/** A mock on a port of this machine. */
export interface MockServer {
  /** `http://127.0.0.1:4010`: the base URL for the clients of both providers. */
  readonly origin: string;
  readonly port: number;
  readonly mock: Mock;
  /** Stops, and ends every connection, those that are idle or still wait for an answer too. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a mock over HTTP, both providers at their real paths.
 *
 * @param target - a mock, or the options of a new one.
 * @throws the system's own error when the port cannot be had; its `code` is `EADDRINUSE` when it is taken.
 */
export async function listen(
  target: Mock | MockOptions = {},
  options: ListenOptions = {},
): Promise<MockServer> {
  const mock = 'handle' in target ? target : createMock(target);
  const { port = 0, host = '127.0.0.1' } = options;
  const respond = responderOf(mock);
  const server = createServer((incoming, outgoing) => {
    serve(respond, incoming, outgoing).catch((error: unknown) => fail(outgoing, error));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    mock,
    close: () => (closing ??= close(server)),
  };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function serve(
  respond: ReturnType<typeof responderOf>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204, preflightHeaders(incoming)).end();
  const url = parseUrl(incoming);
  if (url.pathname.startsWith(ADMIN_PREFIX) && !isLoopback(incoming.socket.remoteAddress ?? ''))
    return explain(outgoing, 403, 'The controls are for this machine only.');
  const asked = await readIncoming(url, incoming, outgoing);
  if (!asked) return explain(outgoing, 413, 'The body is too large.');
  const response = await respond(asked);
  if (outgoing.destroyed) return;
  if (!response) return explain(outgoing, 404, `Nothing is imitated at ${url.pathname}.`);
  // A fault that breaks the connection breaks a real one here.
  if (response.type === 'error') return void incoming.socket.resetAndDestroy();
  await send(outgoing, response, incoming.method === 'HEAD');
}

/** In lower case, as those of a `Response` are: the names of one answer must not differ by that. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' } as const;

const preflightHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> => ({
  ...CORS,
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
  'Access-Control-Max-Age': '600',
});

async function send(outgoing: ServerResponse, answer: Answer, isHead: boolean): Promise<void> {
  // A text leaves in one piece with its headers, which is twice as fast as two.
  if (answer.type === 'json') return sendJson(outgoing, answer.status, answer.body);
  const headers: OutgoingHttpHeaders = { ...CORS };
  for (const [name, value] of answer.headers) headers[name] = value;
  if (isHead) return void outgoing.writeHead(answer.status, headers).end();
  const body = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, { ...headers, 'content-length': body.length }).end(body);
}

function sendJson(outgoing: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  outgoing.writeHead(status, { ...CORS, ...headers }).end(text);
}

const explain = (outgoing: ServerResponse, status: number, error: string): void =>
  sendJson(outgoing, status, { error });

function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.destroyed) return;
  if (outgoing.headersSent) return void outgoing.destroy();
  explain(outgoing, 500, `The mock itself failed: ${error instanceof Error ? error.message : String(error)}`);
}
