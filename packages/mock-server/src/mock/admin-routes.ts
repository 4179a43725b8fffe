/**
 * The controls over HTTP, for whoever is not in this process. A tenant is named by the credential that the
 * request carries, as at the providers.
 */
import * as z from 'zod/mini';
import { matchPath } from '../providers/match-path.ts';
import { deliveryFaultRuleSchema } from '../world/deliveries.ts';
import { outcomeRuleSchema } from '../world/outcomes.ts';
import { tenantHint } from '../world/tenants.ts';
import { clockRoutes } from './admin-clock-routes.ts';
import { faultRoutes } from './admin-fault-routes.ts';
import { journalRoutes } from './admin-journal-routes.ts';
import { tenantRoutes } from './admin-tenant-routes.ts';
import { adminViewRoutes } from './admin-view-routes.ts';
import { adminRoute, answerAdmin, done, explain, type AdminRoute } from './admin-route.ts';
import type { Control } from './control.ts';

export const ADMIN_PREFIX = '/__admin/';

/** All of them, and what there is to say of each: `/__admin/openapi.json` is made from this list. */
export const adminRoutes: readonly AdminRoute[] = [
  ...faultRoutes,
  ...clockRoutes,
  ...journalRoutes,
  adminRoute({
    method: 'GET',
    path: '/__admin/health',
    summary: 'Says that the mock runs.',
    answer: z.object({ status: z.literal('ok') }),
    respond: () => Response.json({ status: 'ok' }),
  }),
  ...tenantRoutes,
  adminRoute({
    method: 'POST',
    path: '/__admin/outcomes',
    summary: 'Decides what becomes of the jobs that are submitted next.',
    body: outcomeRuleSchema,
    respond({ control, body: { outcome, ...options } }) {
      control.outcomes.next(outcome, options);
      return done();
    },
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/deliveries',
    summary: 'What webhooks were told, and what they are owed, oldest first.',
    tenant: 'optional',
    answer: z.array(z.looseObject({ id: z.string(), requestId: z.string(), state: z.string() })),
    respond: ({ control, token }) =>
      Response.json(
        control.webhooks
          .deliveries(token === undefined ? {} : { tenant: token })
          .map((delivery) => ({ ...delivery, tenant: tenantHint(delivery.tenant) })),
      ),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/webhooks',
    summary: 'Decides what goes wrong with the deliveries that leave next.',
    body: deliveryFaultRuleSchema,
    respond({ control, body: { fault, ...conditions } }) {
      control.webhooks.next(fault, conditions);
      return done();
    },
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/reset',
    summary: 'Forgets everything: jobs, tenants, journal, faults, outcomes, pictures, deliveries.',
    respond({ control }) {
      control.reset();
      return done();
    },
  }),
  ...adminViewRoutes,
  adminRoute({
    method: 'GET',
    path: '/__admin/openapi.json',
    summary: 'This list, as an OpenAPI document.',
    answer: z.looseObject({ openapi: z.string() }),
    async respond() {
      const { buildAdminOpenApi } = await import('./admin-openapi.ts');
      return Response.json(buildAdminOpenApi(adminRoutes));
    },
  }),
];

export async function respondAdmin(control: Control, request: Request, pathname: string): Promise<Response> {
  for (const route of adminRoutes) {
    const params = route.method === request.method ? matchPath(route.path, pathname) : undefined;
    if (params) return answerAdmin(route, control, request, params);
  }
  return explain(404, `There is no ${request.method} ${pathname}.`);
}
