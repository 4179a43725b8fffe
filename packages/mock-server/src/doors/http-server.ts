/**
 * The door for everybody else: a real server on a real port, for other processes, other languages and browsers.
 */
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { MockOptions } from '../mock/options.ts';
import { isPaced } from '../mock/pace.ts';
import type { Answer } from '../providers/exchange.ts';
import { guardAdmin, type AdminAccess, type AdminGuard } from './admin-guard.ts';
import { createMock, responderOf, type Mock } from './create-mock.ts';
import { corsHeadersFor, preflightHeaders, type CorsHeaders } from './cross-origin.ts';
import { describeIncoming, hasBody, parseUrl, readBody } from './incoming-request.ts';

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any that is free. Default 0. */
  readonly port?: number;
  /** The address to listen at. Default `127.0.0.1`: nobody outside this machine can reach it. */
  readonly host?: string;
  /**
   * Who may use the controls at `/__admin/`. `loopback`: this machine, and no page from elsewhere that is open on
   * it. `off`: nobody. Default `loopback`.
   */
  readonly admin?: AdminAccess;
  /**
   * What whoever uses the controls has to know besides: `Authorization: Bearer …`, or the password that a browser asks
   * for. Default: nothing.
   */
  readonly adminToken?: string | undefined;
  /**
   * Pages of which origin may read what the APIs answer: `*` for all, one such as `http://localhost:3000`, or `off` for
   * none, which shows whether a page asks the provider past your server. Default `*`.
   */
  readonly cors?: string;
  /** Serves `https`, with this certificate and its key, both in PEM. Default: `http`. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Is told of every request when it is over. */
  readonly onAnswered?: (answered: AnsweredRequest) => void;
}

/** One request and its answer, for a log. */
export interface AnsweredRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** 0: the connection broke before there was an answer. */
  readonly status: number;
  /** In real time. */
  readonly durationMs: number;
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
 * @throws the system's own error when the port cannot be had; its `code` is `EADDRINUSE` when it is taken. OpenSSL's
 *   when `tls` is no certificate with its key.
 */
export async function listen(
  target: Mock | MockOptions = {},
  options: ListenOptions = {},
): Promise<MockServer> {
  const mock = 'handle' in target ? target : createMock(target);
  const {
    port = 0,
    host = '127.0.0.1',
    admin = 'loopback',
    adminToken,
    cors = '*',
    tls,
    onAnswered,
  } = options;
  const respond = responderOf(mock);
  const guard = guardAdmin(admin, adminToken);
  const corsHeaders = corsHeadersFor(cors);
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (onAnswered) observe(incoming, outgoing, onAnswered);
    serve(respond, guard, corsHeaders, incoming, outgoing).catch((error: unknown) =>
      fail(outgoing, corsHeaders, error),
    );
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const name = NAMES_OF_ALL.get(host) ?? host;
  let closing: Promise<void> | undefined;
  return {
    origin: `${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${taken}`,
    port: taken,
    mock,
    close: () => (closing ??= close(server)),
  };
}

/** What stands for every address of this machine can be listened at; whoever asks has to name one. */
const NAMES_OF_ALL: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function serve(
  respond: ReturnType<typeof responderOf>,
  guard: AdminGuard,
  cors: CorsHeaders,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.method === 'OPTIONS')
    return void outgoing.writeHead(204, preflightHeaders(cors, incoming)).end();
  const url = parseUrl(incoming);
  if (!url) return explain(outgoing, cors, 400, 'There is no such address.');
  // Of the methods that get here the only one that no `Request` may have.
  if (incoming.method === 'TRACE') return explain(outgoing, cors, 405, 'TRACE is not allowed here.');
  if (`${url.pathname}/` === ADMIN_PREFIX)
    return void outgoing.writeHead(308, { ...cors, location: ADMIN_PREFIX }).end();
  const refusal = guard(incoming, url);
  if (refusal) return sendJson(outgoing, cors, refusal.status, { error: refusal.why }, refusal.headers);
  const body = hasBody(incoming) ? await readBody(incoming) : null;
  // The gateway refuses it in words of its own, before either provider has seen it.
  if (body === undefined) return sendJson(outgoing, cors, 413, { message: 'Request Too Long' });
  const response = await respond(describeIncoming(url, body, incoming, outgoing));
  if (outgoing.destroyed) return;
  if (!response) return explain(outgoing, cors, 404, `Nothing is imitated at ${url.pathname}.`);
  // A fault that breaks the connection breaks a real one here.
  if (response.type === 'error') return void breakOff(incoming.socket);
  await send(outgoing, cors, response, incoming.method === 'HEAD');
}

/** What is encrypted has no reset of its own: there the connection ends in the middle. */
const breakOff = (socket: Socket) => ('encrypted' in socket ? socket.destroy() : socket.resetAndDestroy());

function observe(
  { method = 'GET', url = '/' }: IncomingMessage,
  outgoing: ServerResponse,
  onAnswered: (answered: AnsweredRequest) => void,
): void {
  const begunAt = performance.now();
  const path = url.replace(/\?.*$/s, '');
  outgoing.on('close', () => {
    const status = outgoing.headersSent ? outgoing.statusCode : 0;
    onAnswered({ method, path, status, durationMs: Math.round(performance.now() - begunAt) });
  });
}

async function send(
  outgoing: ServerResponse,
  cors: CorsHeaders,
  answer: Answer,
  isHead: boolean,
): Promise<void> {
  // A text leaves in one piece with its headers, which is twice as fast as two.
  if (answer.type === 'json') return sendJson(outgoing, cors, answer.status, answer.body);
  const headers: OutgoingHttpHeaders = { ...cors };
  for (const [name, value] of answer.headers) headers[name] = value;
  if (isHead) return void outgoing.writeHead(answer.status, headers).end();
  if (answer.body && (isPaced(answer) || headers['content-type'] === 'text/event-stream')) {
    outgoing.writeHead(answer.status, headers).flushHeaders();
    // Whichever end goes away first, the other is told.
    return pipeline(Readable.fromWeb(answer.body as ReadableStream), outgoing);
  }
  const body = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, { ...headers, 'content-length': body.length }).end(body);
}

function sendJson(
  outgoing: ServerResponse,
  cors: CorsHeaders,
  status: number,
  body: object,
  more?: OutgoingHttpHeaders,
): void {
  const text = JSON.stringify(body);
  const headers: OutgoingHttpHeaders = {
    ...cors,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...more,
  };
  outgoing.writeHead(status, headers).end(text);
}

const explain = (outgoing: ServerResponse, cors: CorsHeaders, status: number, error: string): void =>
  sendJson(outgoing, cors, status, { error });

function fail(outgoing: ServerResponse, cors: CorsHeaders, error: unknown): void {
  if (outgoing.destroyed) return;
  if (outgoing.headersSent) return void outgoing.destroy();
  explain(
    outgoing,
    cors,
    500,
    `The mock itself failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}
