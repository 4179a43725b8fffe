/** Answers to whoever has a link: no token is needed, and one that arrives has leaked. */
import { bria } from '../providers/bria/bria.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import { partOf } from './byte-range.ts';
import type { MediaRoute } from './media-routes.ts';

export const PUBLIC = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

export const explain = (
  status: number,
  error: string,
  more: Readonly<Record<string, string>> = {},
): Response => Response.json({ error }, { status, headers: { ...PUBLIC, ...more } });

export const send = (
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  more: Readonly<Record<string, string>> = {},
): Response =>
  new Response(bytes, {
    headers: { ...PUBLIC, ...more, 'Content-Type': contentType, 'Content-Length': String(bytes.length) },
  });

/** As storage does it: whole or in part, for whoever has the link. */
export const withoutToken =
  (respond: MediaRoute['respond']): MediaRoute['respond'] =>
  async (exchange, renderer) => {
    const { headers } = exchange;
    return (bria.tokenOf(headers) ?? pixazo.tokenOf(headers)) === null
      ? partOf(await respond(exchange, renderer), headers.get('range'))
      : explain(400, 'This request carries an API token. It must never be sent to a media URL.');
  };
