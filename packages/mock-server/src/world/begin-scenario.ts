import type { Scenario } from './scenario.ts';
import { beginningsIn, EVERYBODY, scenarioOf, tenantOf, type World } from './world.ts';

/** Begins a scenario for one tenant, or for all that have none of their own. The one before it ends. */
export function beginScenario(
  world: World,
  scenario: Scenario,
  tenant: string | undefined,
  now: number,
): void {
  const { scenarios, faults, outcomes, outbox } = world;
  const source = tenant ?? EVERYBODY;
  const before = scenarioOf(world, tenant);
  scenarios.set(source, scenario);
  if (tenant !== undefined) tenantOf(world, tenant, now);

  for (const rules of [faults, outcomes, outbox.faults]) rules.clear(source);
  const whose = tenant === undefined ? {} : { tenant };
  for (const rule of scenario.faults ?? []) faults.add({ ...rule, ...whose }, now, source);
  for (const rule of scenario.outcomes ?? []) outcomes.add({ ...rule, ...whose }, now, source);
  for (const rule of scenario.webhooks ?? []) outbox.faults.add({ ...rule, ...whose }, now, source);

  // What neither scenario speaks of stays as it is: somebody may have changed it.
  const speaksOf = (setting: 'plan' | 'balanceUsd') => (scenario[setting] ?? before[setting]) !== undefined;
  const { plan, balanceMicroUsd } = beginningsIn(world, scenario);
  for (const { token } of world.tenants.all()) {
    if (tenant === undefined ? scenarios.has(token) : token !== tenant) continue;
    if (speaksOf('plan')) world.tenants.set({ token, plan });
    if (speaksOf('balanceUsd')) world.ledger.setAvailable(token, balanceMicroUsd, now);
  }
}
