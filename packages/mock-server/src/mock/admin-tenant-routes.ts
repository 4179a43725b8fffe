/** Who there is over HTTP, and what they may spend: by their token, or by the hint at it that others are shown. */
import * as z from 'zod/mini';
import { usdSchema } from '../world/ledger.ts';
import { plans } from '../world/tenants.ts';
import { adminRoute, explain, type AdminRoute } from './admin-route.ts';

const tenantSchema = z.object({ plan: z.enum(plans), balanceUsd: z.number() });
const changeSchema = z.strictObject({
  plan: z.optional(z.enum(plans)),
  balanceUsd: z.optional(usdSchema),
});

export const tenantRoutes: readonly AdminRoute[] = [
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
    body: changeSchema,
    answer: tenantSchema,
    respond: ({ control, token = '', body }) => Response.json(control.tenants.set(token, body)),
  }),
  adminRoute({
    method: 'PATCH',
    path: '/__admin/tenants/:tenant',
    summary: 'Changes the plan or the balance of a tenant, by the hint at its token that the overview gives.',
    body: changeSchema,
    answer: tenantSchema,
    respond({ control, params, body }) {
      const token = control.tokenBehind(params['tenant'] ?? '');
      return token === undefined
        ? explain(404, 'There is no such tenant, or no longer.')
        : Response.json(control.tenants.set(token, body));
    },
  }),
];
