/**
 * The controls over HTTP, for whoever is not in this process. A tenant is named by the credential that the
 * request carries, as at the providers.
 */
import * as z from 'zod/mini';
import { matchPath } from '../providers/match-path.ts';
import { deliveryFaultSchema } from '../world/deliveries.ts';
import { outcomes } from '../world/outcomes.ts';
import { plans } from '../world/tenants.ts';
import { adminRoute, answerAdmin, done, explain, type AdminRoute } from './admin-route.ts';
import type { Control } from './control.ts';

export const ADMIN_PREFIX = '/__admin/';

const tenantSchema = z.object({ plan: z.enum(plans), balanceUsd: z.number() });
const timesSchema = z.optional(z.int().check(z.positive()));

/** All of them, and what there is to say of each: `/__admin/openapi.json` is made from this list. */
export const adminRoutes: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/__admin/health',
    summary: 'Says that the mock runs.',
    answer: z.object({ status: z.literal('ok') }),
    respond: () => Response.json({ status: 'ok' }),
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/tenant',
    summary: 'The plan and the balance of a tenant.',
    tenant: 'required',
    answer: tenantSchema,
    respond: ({ control, token = '' }) => Response.json(control.tenants.get(token)),
  }),
  adminRoute({
    method: 'PATCH',
    path: '/__admin/tenant',
    summary: 'Changes the plan or the balance of a tenant.',
    tenant: 'required',
    body: z.strictObject({
      plan: z.optional(z.enum(plans)),
      balanceUsd: z.optional(z.number().check(z.nonnegative())),
    }),
    answer: tenantSchema,
    respond: ({ control, token = '', body }) => Response.json(control.tenants.set(token, body)),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/outcomes',
    summary: 'Decides what becomes of the jobs that are submitted next.',
    body: z.strictObject({
      outcome: z.enum(outcomes),
      times: timesSchema,
      message: z.optional(z.string()),
    }),
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
      Response.json(control.webhooks.deliveries(token === undefined ? {} : { tenant: token })),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/webhooks',
    summary: 'Decides what goes wrong with the deliveries that leave next.',
    body: z.strictObject({ fault: deliveryFaultSchema, times: timesSchema }),
    respond({ control, body: { fault, times } }) {
      control.webhooks.next(fault, { times });
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
];

export async function respondAdmin(control: Control, request: Request, pathname: string): Promise<Response> {
  for (const route of adminRoutes) {
    const params = route.method === request.method ? matchPath(route.path, pathname) : undefined;
    if (params) return answerAdmin(route, control, request, params);
  }
  return explain(404, `There is no ${request.method} ${pathname}.`);
}
