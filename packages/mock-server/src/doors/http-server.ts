/**
 * The door for everybody else: a real server on a real port, for other processes, other languages and browsers.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { MockOptions } from '../mock/options.ts';
import { createMock, type Mock } from './create-mock.ts';
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

/** A base64 picture of 12 MB is 16 MB of text; what is far beyond is not kept. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

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
  const server = createServer((incoming, outgoing) => {
    serve(mock, incoming, outgoing).catch((error: unknown) => fail(outgoing, error));
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

async function serve(mock: Mock, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(corsHeaders(incoming))) outgoing.setHeader(name, value);
  if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204).end();
  const url = parseUrl(incoming);
  if (url.pathname.startsWith(ADMIN_PREFIX) && !isLoopback(incoming.socket.remoteAddress ?? ''))
    return explain(outgoing, 403, 'The controls are for this machine only.');
  const body = await readBody(incoming);
  if (!body) return explain(outgoing, 413, 'The body is too large.');

  const request = buildRequest(url, incoming, body, abortedBy(outgoing));
  const response = await mock.handle(request);
  if (outgoing.destroyed) return;
  if (!response) return explain(outgoing, 404, `Nothing is imitated at ${url.pathname}.`);
  // A fault that breaks the connection breaks a real one here.
  if (response.type === 'error') return void incoming.socket.resetAndDestroy();
  await send(outgoing, response, incoming.method === 'HEAD');
}

const corsHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> => ({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '600',
});

/** The whole body; undefined when it is too large. */
async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return sizeBytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

/** By the name that the client knows us by, so that the links in the answer work for it. */
function parseUrl({ url = '/', headers, socket }: IncomingMessage): URL {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  return new URL(url.startsWith('/') ? `http://${host}${url}` : url);
}

function buildRequest(
  url: URL,
  { method = 'GET', headers }: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  signal: AbortSignal,
): Request {
  const init: RequestInit = { method, headers: buildHeaders(headers), signal };
  if (method !== 'GET' && method !== 'HEAD') init.body = body;
  return new Request(url, init);
}

function buildHeaders(headers: IncomingMessage['headers']): Headers {
  const built = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const item of [value ?? []].flat()) built.append(name, item);
  }
  return built;
}

/** Aborts when the client goes away: the response is closed without having been ended. */
function abortedBy(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.on('close', () => {
    if (!outgoing.writableEnded) controller.abort();
  });
  return controller.signal;
}

async function send(outgoing: ServerResponse, response: Response, isHead: boolean): Promise<void> {
  const bytes = isHead ? undefined : Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (bytes) outgoing.setHeader('Content-Length', bytes.length);
  outgoing.writeHead(response.status).end(bytes);
}

function explain(outgoing: ServerResponse, status: number, error: string): void {
  outgoing.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error }));
}

function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.destroyed) return;
  if (outgoing.headersSent) return void outgoing.destroy();
  explain(outgoing, 500, `The mock itself failed: ${error instanceof Error ? error.message : String(error)}`);
}
