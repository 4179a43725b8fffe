/** Which part of the mock a request is for, if it is for the mock at all. */
import { bria } from '../providers/bria/bria.ts';
import type { Exchange, Provider } from '../providers/exchange.ts';
import { matchPath } from '../providers/match-path.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import type { ProviderName } from '../world/jobs.ts';
import type { Operation } from '../world/journal.ts';
import { findFileRoute } from './file-routes.ts';
import { findMediaRoute } from './media-routes.ts';
import type { Renderer } from './renderer.ts';
import { findUploadRoute } from './upload-routes.ts';

export const MOCK_PREFIX = '/__mock/';

export interface Routed {
  readonly operation: Operation;
  readonly provider: Provider | undefined;
  readonly params: Exchange['params'];
  respond(exchange: Exchange, renderer: Renderer): Response | Promise<Response>;
}

export type Router = (method: string, url: URL) => Routed | undefined;

/** All that can be imitated. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = { bria, pixazo };

export function createRouter(names: readonly ProviderName[], mediaOrigin: string): Router {
  const providers = names.map((name) => PROVIDERS[name]);
  return (method, url) => {
    const { origin, pathname } = url;
    const media =
      findMediaRoute(method, pathname) ??
      findFileRoute(method, pathname) ??
      findUploadRoute(method, pathname);
    if (media) return { provider: undefined, ...media };
    if (origin === mediaOrigin || pathname.startsWith(MOCK_PREFIX))
      return { operation: 'unrouted', provider: undefined, params: {}, respond: refuseMedia };
    // On its own origin all is the provider's; on another, such as a server on this machine, the paths tell.
    const provider =
      providers.find((candidate) => candidate.origin === origin) ??
      (realOrigins.includes(origin) ? undefined : providers.find(({ claims }) => claims(pathname)));
    return provider && routeWithin(provider, method, pathname);
  };
}

export const providerOrigins = (names: readonly ProviderName[]): readonly string[] =>
  names.map((name) => PROVIDERS[name].origin);

/** The origins of all providers, imitated by this mock or not. */
export const realOrigins: readonly string[] = Object.values(PROVIDERS).map(({ origin }) => origin);

function routeWithin(provider: Provider, method: string, pathname: string): Routed {
  let pathKnown = false;
  for (const route of provider.routes) {
    const params = matchPath(route.path, pathname);
    if (!params) continue;
    if (route.method === method)
      return { operation: route.operation, provider, params, respond: (exchange) => route.respond(exchange) };
    pathKnown = true;
  }
  const respond = (exchange: Exchange) => provider.refuseUnrouted(exchange, pathKnown);
  return { operation: 'unrouted', provider, params: {}, respond };
}

const refuseMedia = () => Response.json({ error: 'There is nothing here.' }, { status: 404 });
