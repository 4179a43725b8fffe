/** Bria's API at `https://engine.prod.bria-api.com`, as documented in autumn 2026. */
import { statusAt } from '../../world/jobs.ts';
import type { Provider } from '../exchange.ts';
import { refuse, statusBody } from './bodies.ts';
import { readToken } from './checks.ts';
import { endpoints } from './endpoints.ts';
import { onboardingRoutes } from './onboarding/onboarding.ts';
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
  ],
  claims: (pathname) => /^\/v[12]\//.test(pathname) && !pathname.startsWith('/v2/requests/'),
  tokenOf: readToken,
  buildMessage,
  refuseBy,
  tellStatus: (exchange, job, now) => statusBody(exchange, job, statusAt(job.plan, now)),
  refuseUnrouted: (exchange, pathKnown) =>
    pathKnown
      ? refuse(exchange, 405, `${exchange.method} is not allowed here.`)
      : refuse(exchange, 404, `There is no ${exchange.url.pathname}.`),
};
