import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';
import { BriakitError } from '../errors/briakit-error.ts';
import { DownloadError } from '../errors/download-error.ts';
import type { MediaFetch } from './media-fetch.ts';
import { isPublicHost } from './public-link.ts';

/** Which private addresses are allowed all the same, and how names are resolved. */
export interface PublicFetchOptions {
  /** Origins that may resolve to a private address, as in `download`. Default none. */
  readonly allowOrigins?: readonly string[];
  /** How names are resolved. Default: the system's way, `dns.lookup`. */
  readonly lookup?: LookupFunction;
}

/**
 * A `fetch` for downloads that refuses names which resolve to a private address. The addresses that were
 * judged are the ones that are connected to, so a name cannot change its mind in between (DNS rebinding).
 * It connects by itself: through an HTTP proxy, names are resolved by the proxy, and only that can judge them.
 * Addresses written as such are never looked up; `download` judges those.
 */
export function publicFetch({
  allowOrigins = [],
  lookup = systemLookup,
}: PublicFetchOptions = {}): MediaFetch {
  const allowed = new Set(allowOrigins.map((origin) => new URL(origin).origin));
  const connectAnywhere = buildConnector({ lookup });
  const connectInPublic = buildConnector({ lookup: publicLookup(lookup) });
  const dispatcher = new Agent({
    connect(target, callback) {
      const { origin } = new URL(`${target.protocol}//${target.host}`);
      return (allowed.has(origin) ? connectAnywhere : connectInPublic)(target, callback);
    },
  });
  return async (url, init) => {
    try {
      return await fetch(url, { ...init, dispatcher });
    } catch (error) {
      const { cause } = error as Error;
      throw BriakitError.is(cause) ? cause : error;
    }
  };
}

/** One private address among several is enough: which of them is taken is not ours to say. */
export const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, answer, inFamily = 4) => {
      if (error) return callback(error, []);
      const addresses = typeof answer === 'string' ? [{ address: answer, family: inFamily }] : answer;
      const isPublic = addresses.every(({ address, family }) => {
        const host = family === 6 ? `[${address}]` : address;
        return URL.canParse(`https://${host}`) && isPublicHost(new URL(`https://${host}`).hostname);
      });
      const [first] = addresses;
      if (!first || !isPublic)
        return callback(
          new DownloadError('forbidden', `The link leads to a private address (${name}).`, {}),
          [],
        );
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
