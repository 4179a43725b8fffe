/** Bria's API at `https://engine.prod.bria-api.com`, as documented in autumn 2026. */
import { statusAt } from '../../world/jobs.ts';
import type { Provider } from '../exchange.ts';
import { refuse, statusBody } from './bodies.ts';
import { readBearer, readToken } from './checks.ts';
import { endpoints } from './endpoints.ts';
import { legacyAnnouncedRoutes } from './legacy-announced.ts';
import { legacyPictureRoutes } from './legacy-pictures.ts';
import { legacySearchRoutes } from './legacy-search.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { onboardingRoutes } from './onboarding/onboarding.ts';
import { PLATFORM_ORIGIN, platformRoutes } from './platform-routes.ts';
import { refuseBy } from './refuse-by.ts';
import { STATUS_PATH, respondStatus } from './status.ts';
import { respondSubmit } from './submit.ts';
import { tailoredRoutes } from './tailored/tailored.ts';
import { uploadRoutes } from './upload/upload.ts';
import { adRoutes } from './v1/ads.ts';
import { productRoutes } from './v1/product.ts';
import { shotRoutes } from './v1/shots.ts';
import { vehicleRoutes } from './v1/vehicle.ts';
import { buildMessage } from './webhook.ts';

const bearerPaths = new Set(endpoints.flatMap(({ path, takesBearer }) => (takesBearer ? [path] : [])));

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
    ...productRoutes,
    ...shotRoutes,
    ...vehicleRoutes,
    ...adRoutes,
    ...onboardingRoutes,
    ...uploadRoutes,
    ...tailoredRoutes,
    ...legacyPictureRoutes,
    ...legacySearchRoutes,
    ...legacyAnnouncedRoutes,
    ...oauthRoutes,
  ],
  annexes: [{ origin: PLATFORM_ORIGIN, routes: platformRoutes }],
  claims: (pathname) =>
    /^\/v[12]\/|^\/upload-(?:image|video)\//.test(pathname) && !pathname.startsWith('/v2/requests/'),
  tokenOf: (headers, pathname = '') =>
    readToken(headers) ?? (bearerPaths.has(pathname) ? readBearer(headers) : null),
  buildMessage,
  refuseBy,
  tellStatus: (exchange, job, now) => statusBody(exchange, job, statusAt(job.plan, now)),
  refuseUnrouted: (exchange, pathKnown) =>
    pathKnown
      ? refuse(exchange, 405, `${exchange.method} is not allowed here.`)
      : refuse(exchange, 404, `There is no ${exchange.url.pathname}.`),
};
