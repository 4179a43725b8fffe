/** Bria's API at `https://engine.prod.bria-api.com`, as documented in autumn 2026. */
import type { Provider } from '../exchange.ts';
import { refuse } from './bodies.ts';
import { readToken } from './checks.ts';
import { endpoints } from './endpoints.ts';
import { STATUS_PATH, respondStatus } from './status.ts';
import { respondSubmit } from './submit.ts';

export const bria: Provider = {
  name: 'bria',
  origin: 'https://engine.prod.bria-api.com',
  routes: [
    { operation: 'status', method: 'GET', path: STATUS_PATH, respond: respondStatus },
    ...endpoints.map((endpoint) => ({
      operation: 'submit' as const,
      method: 'POST' as const,
      path: endpoint.path,
      respond: respondSubmit(endpoint),
    })),
  ],
  claims: (pathname) => /^\/v[12]\//.test(pathname) && !pathname.startsWith('/v2/requests/'),
  tokenOf: readToken,
  refuseUnrouted: (exchange, pathKnown) =>
    pathKnown
      ? refuse(exchange, 405, `${exchange.request.method} is not allowed here.`)
      : refuse(exchange, 404, `There is no ${exchange.url.pathname}.`),
};
