/** Pages of which sites may read what the APIs answer. Files are for everybody in any case, as on any CDN. */
import type { IncomingMessage } from 'node:http';
import { MOCK_PREFIX } from '../mock/router.ts';

/** Beside those of an answer. In lower case, as those of a `Response` are: they must not differ by that. */
export type CorsHeaders = Readonly<Record<string, string>>;

/** @param allowed - `*` for all, one origin, or `off` for none. */
export function corsHeadersFor(allowed: string): CorsHeaders {
  if (allowed === 'off') return {};
  return {
    'access-control-allow-origin': allowed,
    'access-control-expose-headers': 'Retry-After',
    ...(allowed !== '*' && { vary: 'origin' }),
  };
}

const FOR_ALL = corsHeadersFor('*');

export function preflightHeaders(cors: CorsHeaders, { url = '/', headers }: IncomingMessage): CorsHeaders {
  const allowed = url.startsWith(MOCK_PREFIX) ? FOR_ALL : cors;
  if (!('access-control-allow-origin' in allowed)) return allowed;
  return {
    ...allowed,
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': '600',
  };
}
