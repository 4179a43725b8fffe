import { Agent, fetch } from 'undici';
import type { Fetch } from './fetch-transport.ts';

/** How many connections are kept, and for how long. */
export interface UndiciFetchOptions {
  /** Connections kept open to the provider. Default 16. */
  readonly connections?: number;
  /** How long an idle one is kept, in milliseconds. Default 30 000. */
  readonly keepAliveMs?: number;
}

/**
 * A `fetch` on a pool of its own, for `createClient({ fetch })`. It retries nothing by itself: what may be
 * sent twice is decided in one place, and a hidden retry would break the count under the rate limit.
 */
export function undiciFetch({ connections = 16, keepAliveMs = 30_000 }: UndiciFetchOptions = {}): Fetch {
  const dispatcher = new Agent({ connections, keepAliveTimeout: keepAliveMs });
  return (url, init) => fetch(url, { ...init, dispatcher });
}
