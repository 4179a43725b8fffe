/** A request as `node:http` has it, as the web has it. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Incoming } from '../providers/exchange.ts';

/** A base64 picture of 12 MB is 16 MB of text; what is far beyond is not kept. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Of a URL what is looked at for every request; to ask a `URL` for a part of it costs each time. */
export type Address = Readonly<Pick<URL, 'href' | 'origin' | 'pathname'>>;

/** By the name that the client knows us by, so that the links in the answer work for it; undefined where it is none. */
export function parseUrl({ url = '/', headers, socket }: IncomingMessage): Address | undefined {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const scheme = 'encrypted' in socket ? 'https' : 'http';
  const parsed = URL.parse(url.startsWith('/') ? `${scheme}://${host}${url}` : url);
  if (!parsed) return undefined;
  const { href, origin, pathname } = parsed;
  return { href, origin, pathname };
}

/** The request is made of it when somebody wants to see more than these. @param body - null: there can be none. */
export function describeIncoming(
  url: Address,
  body: BodyInit | null,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Incoming {
  const { method = 'GET' } = incoming;
  let request: Request | undefined;
  return {
    method,
    url,
    headers: { get: (name) => incoming.headers[name.toLowerCase()]?.toString() ?? null },
    request: () =>
      (request ??= new Request(url.href, {
        method,
        headers: buildHeaders(incoming),
        signal: abortedBy(outgoing),
        body,
      })),
  };
}

export const hasBody = ({ method }: IncomingMessage): boolean => method !== 'GET' && method !== 'HEAD';

/** The whole body; undefined when it is too large. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  await once(incoming, 'end');
  return sizeBytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function buildHeaders({ headers }: IncomingMessage): Headers {
  const built = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const item of [value ?? []].flat()) built.append(name, item);
  }
  return built;
}

/** Aborts when the client goes away: the response is closed without having been ended. */
function abortedBy(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (outgoing.destroyed) controller.abort();
  outgoing.on('close', () => {
    if (!outgoing.writableEnded) controller.abort();
  });
  return controller.signal;
}
