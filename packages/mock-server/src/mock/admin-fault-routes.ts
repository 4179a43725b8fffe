/** What goes wrong, over HTTP: fault by fault, or as a scenario. */
import * as z from 'zod/mini';
import { faultRuleSchema, type FaultRule } from '../world/faults.ts';
import { namedScenarios } from '../world/named-scenarios.ts';
import type { Armed } from '../world/rules.ts';
import { scenarioSchema, type Scenario } from '../world/scenario.ts';
import { tenantHint } from '../world/tenants.ts';
import { EVERYBODY } from '../world/world.ts';
import { adminRoute, attempt, done, explain, type AdminRoute } from './admin-route.ts';

const armedSchema = z.object({
  id: z.string(),
  rule: faultRuleSchema,
  addedAt: z.number(),
  seen: z.int(),
  struck: z.int(),
  source: z.optional(z.string()),
});

/** A token may be a real one: what leaves this process is a hint at it. */
function withHints(armed: Armed<FaultRule>): Armed<FaultRule> {
  const { rule, source } = armed;
  const { tenant } = rule;
  return {
    ...armed,
    rule: tenant === undefined ? rule : { ...rule, tenant: tenantHint(tenant) },
    ...(source !== undefined && { source: source === EVERYBODY ? source : tenantHint(source) }),
  };
}

export const faultRoutes: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/__admin/faults',
    summary: 'The faults that are not used up, in the order that they strike in.',
    answer: z.array(armedSchema),
    respond: ({ control }) => Response.json(control.faults.list().map(withHints)),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/faults',
    summary: 'Makes something go wrong.',
    body: faultRuleSchema,
    answer: z.object({ id: z.string() }),
    respond: ({ control, body }) => Response.json({ id: control.faults.add(body).id }, { status: 201 }),
  }),
  adminRoute({
    method: 'DELETE',
    path: '/__admin/faults',
    summary: 'Takes all faults away, those of the scenario too.',
    respond({ control }) {
      control.faults.clear();
      return done();
    },
  }),
  adminRoute({
    method: 'DELETE',
    path: '/__admin/faults/:id',
    summary: 'Takes one fault away.',
    respond({ control, params: { id = '' } }) {
      return control.faults.remove(id) ? done() : explain(404, `There is no fault ${id}, or no longer.`);
    },
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/scenarios',
    summary: 'The scenarios that come with the mock.',
    answer: z.array(scenarioSchema),
    respond: () => Response.json(Object.values(namedScenarios)),
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/scenario',
    summary: 'The scenario that is on: for the tenant that is named, or for everybody.',
    tenant: 'optional',
    answer: scenarioSchema,
    respond: ({ control, token }) => Response.json(control.scenario(undefined, { tenant: token })),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/scenario',
    summary:
      'Begins a scenario, for the tenant that is named or for everybody. One that has nothing but a name is one of those that come with the mock.',
    tenant: 'optional',
    body: scenarioSchema,
    answer: scenarioSchema,
    respond: ({ control, token, body }) =>
      attempt(() => Response.json(control.scenario(ownOrNamed(body), { tenant: token }))),
  }),
];

const ownOrNamed = (scenario: Scenario) =>
  Object.keys(scenario).length === 1 ? (scenario.name as keyof typeof namedScenarios) : scenario;
