/** The mock's controls, as the page uses them. */
import type { ClockState } from '../src/mock/control-clock.ts';
import type { Overview } from '../src/mock/overview.ts';
import type { FaultRule } from '../src/world/faults.ts';
import type { Armed } from '../src/world/rules.ts';
import type { Scenario } from '../src/world/scenario.ts';

/** All that the page shows. */
export interface View {
  readonly overview: Overview;
  readonly faults: readonly Armed<FaultRule>[];
  readonly clock: ClockState;
  readonly scenario: Scenario;
}

/** @throws {Error} with what the mock says, when it says no. */
export async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`/__admin/${path}`, init);
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.error ?? `The mock answered with ${response.status}.`);
  return answer;
}

export async function readView(): Promise<View> {
  const [overview, faults, clock, scenario] = await Promise.all([
    ask<Overview>('GET', 'overview'),
    ask<View['faults']>('GET', 'faults'),
    ask<ClockState>('GET', 'clock'),
    ask<Scenario>('GET', 'scenario'),
  ]);
  return { overview, faults, clock, scenario };
}

export const readScenarios = (): Promise<readonly Scenario[]> => ask('GET', 'scenarios');
