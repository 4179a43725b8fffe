/**
 * The controls over HTTP, for whoever is not in this process. A tenant is named by the credential that the
 * request carries, as at the providers.
 */
import { check } from '@briakit/core/schemas';
import * as z from 'zod/mini';
import { bria } from '../providers/bria/bria.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import { readJson } from '../providers/read-json.ts';
import { deliveryFaultSchema, type DeliveryFilter } from '../world/deliveries.ts';
import { outcomes } from '../world/outcomes.ts';
import { plans } from '../world/tenants.ts';
import type { Control } from './control.ts';

export const ADMIN_PREFIX = '/__admin/';

const tenantChangeSchema = z.strictObject({
  plan: z.optional(z.enum(plans)),
  balanceUsd: z.optional(z.number().check(z.nonnegative())),
});
const outcomeSchema = z.strictObject({
  outcome: z.enum(outcomes),
  times: z.optional(z.int().check(z.positive())),
  message: z.optional(z.string()),
});

const webhooksSchema = z.strictObject({
  fault: deliveryFaultSchema,
  times: z.optional(z.int().check(z.positive())),
});

const explain = (status: number, error: string) => Response.json({ error }, { status });

export async function respondAdmin(control: Control, request: Request, pathname: string): Promise<Response> {
  switch (`${request.method} ${pathname}`) {
    case 'GET /__admin/health':
      return Response.json({ status: 'ok' });
    case 'GET /__admin/tenant':
      return withToken(request, (token) => Response.json(control.tenants.get(token)));
    case 'PATCH /__admin/tenant':
      return withToken(request, (token) =>
        withBody(request, tenantChangeSchema, (change) => Response.json(control.tenants.set(token, change))),
      );
    case 'POST /__admin/outcomes':
      return withBody(request, outcomeSchema, ({ outcome, ...options }) => {
        control.outcomes.next(outcome, options);
        return new Response(null, { status: 204 });
      });
    case 'GET /__admin/deliveries':
      return Response.json(control.webhooks.deliveries(tenantFilter(request)));
    case 'POST /__admin/webhooks':
      return withBody(request, webhooksSchema, ({ fault, times }) => {
        control.webhooks.next(fault, { times });
        return new Response(null, { status: 204 });
      });
    case 'POST /__admin/reset':
      control.reset();
      return new Response(null, { status: 204 });
    default:
      return explain(404, `There is no ${request.method} ${pathname}.`);
  }
}

type Answer = Response | Promise<Response>;

const tokenOf = ({ headers }: Request) => bria.tokenOf(headers) || pixazo.tokenOf(headers) || undefined;

/** Without a credential everybody's. */
function tenantFilter(request: Request): DeliveryFilter {
  const tenant = tokenOf(request);
  return tenant === undefined ? {} : { tenant };
}

function withToken(request: Request, respond: (token: string) => Answer): Answer {
  const token = tokenOf(request);
  return token
    ? respond(token)
    : explain(401, 'Name the tenant by its token, in the header of either provider.');
}

async function withBody<Body>(
  request: Request,
  schema: z.ZodMiniType<Body>,
  respond: (body: Body) => Answer,
): Promise<Response> {
  const body = check(schema, await readJson(request));
  return 'value' in body ? respond(body.value) : explain(400, body.fault);
}
