import { namedScenarios, scenarioNames, type ScenarioName } from '../world/named-scenarios.ts';
import { scenarioSchema, type Scenario } from '../world/scenario.ts';
import { checkData } from './check-data.ts';

/** @throws {TypeError} for a name that no scenario has, or data that is none. */
export function resolveScenario(scenario: ScenarioName | Scenario): Scenario {
  if (typeof scenario === 'string') {
    const name: string = scenario;
    if (isScenarioName(name)) return namedScenarios[name];
    throw new TypeError(`There is no scenario '${name}', only ${scenarioNames.join(', ')}.`);
  }
  const checked = checkData(scenarioSchema, scenario, 'the scenario');
  if ('flaw' in checked) throw new TypeError(`This is no scenario: ${checked.flaw}`);
  return checked.value;
}

export const isScenarioName = (text: string): text is ScenarioName => Object.hasOwn(namedScenarios, text);
