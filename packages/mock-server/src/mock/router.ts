/** Which part of the mock a request is for, if it is for the mock at all. */
import { bria } from '../providers/bria/bria.ts';
import type { Answer, Exchange, Provider, Route, Site } from '../providers/exchange.ts';
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
  /** The path of the endpoint, with its `:name`s. */
  readonly route?: string;
  respond(exchange: Exchange, renderer: Renderer): Answer | Promise<Answer>;
}

export type Router = (method: string, url: Exchange['url']) => Routed | undefined;

/** All that can be imitated. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = { bria, pixazo };

export function createRouter(names: readonly ProviderName[], mediaOrigin: string): Router {
  const providers = names.map((name) => PROVIDERS[name]);
  const sites = new Map(
    providers.flatMap((provider) =>
      sitesOf(provider).map(({ origin, routes }) => [origin, { provider, routesAt: indexRoutes(routes) }]),
    ),
  );
  const elsewhere = new Map(
    providers.map((provider) => [provider, indexRoutes(sitesOf(provider).flatMap(({ routes }) => routes))]),
  );
  return (method, url) => {
    const { origin, pathname } = url;
    if (pathname.startsWith(MOCK_PREFIX)) return routeToMedia(method, pathname);
    if (origin === mediaOrigin) return NOWHERE;
    // On its own origin all is the provider's; on another, such as a server on this machine, the paths tell.
    const site = sites.get(origin);
    if (site) return routeWithin(site.provider, site.routesAt(pathname), method, pathname);
    const provider = realOrigins.includes(origin)
      ? undefined
      : providers.find(({ claims }) => claims(pathname));
    return provider && routeWithin(provider, elsewhere.get(provider)?.(pathname) ?? [], method, pathname);
  };
}

export const providerOrigins = (names: readonly ProviderName[]): readonly string[] =>
  names.flatMap((name) => sitesOf(PROVIDERS[name]).map(({ origin }) => origin));

/** The origins of all providers, imitated by this mock or not. */
export const realOrigins: readonly string[] = providerOrigins(
  Object.values(PROVIDERS).map(({ name }) => name),
);

function sitesOf(provider: Provider): readonly Site[] {
  return [provider, ...(provider.annexes ?? [])];
}

/** The routes that may serve a path: those that have no `:name` in theirs are found at once, and come first. */
function indexRoutes(routes: readonly Route[]): (pathname: string) => readonly Route[] {
  const open = routes.filter(({ path }) => path.includes(':'));
  const fixed = new Map(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, found]) => [path, [...found, ...open]]),
  );
  return (pathname) => fixed.get(pathname) ?? open;
}

function routeWithin(provider: Provider, routes: readonly Route[], method: string, pathname: string): Routed {
  let pathKnown = false;
  for (const route of routes) {
    const params = matchPath(route.path, pathname);
    if (!params) continue;
    if (route.method === method)
      return {
        operation: route.operation,
        provider,
        params,
        route: route.path,
        respond: (exchange) => route.respond(exchange),
      };
    pathKnown = true;
  }
  const respond = (exchange: Exchange) => provider.refuseUnrouted(exchange, pathKnown);
  return { operation: 'unrouted', provider, params: {}, respond };
}

/** All paths of the mock's own are under `MOCK_PREFIX`. */
function routeToMedia(method: string, pathname: string): Routed {
  const media =
    findMediaRoute(method, pathname) ?? findFileRoute(method, pathname) ?? findUploadRoute(method, pathname);
  return media ? { provider: undefined, ...media } : NOWHERE;
}

const NOWHERE: Routed = {
  operation: 'unrouted',
  provider: undefined,
  params: {},
  respond: () => Response.json({ error: 'There is nothing here.' }, { status: 404 }),
};
