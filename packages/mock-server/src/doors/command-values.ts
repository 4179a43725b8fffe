/** What stands behind a flag, as a value: each of these takes what was typed, or says in a sentence what it must be. */
import type * as z from 'zod/mini';
import { checkData } from '../mock/check-data.ts';
import { isScenarioName } from '../mock/resolve-scenario.ts';
import { MAX_USD } from '../world/ledger.ts';
import { scenarioNames, type ScenarioName } from '../world/named-scenarios.ts';
import { scenarioSchema, type Scenario } from '../world/scenario.ts';

/** Gives the text of a file; throws when there is none. */
export type ReadText = (path: string) => string;

/** Not an error of the program's: what was asked for makes no sense. */
export class Misuse extends Error {}

/** @throws {Misuse} always. */
export const misuse = (reason: string): never => {
  throw new Misuse(reason);
};

export const oneOf = <const Choice extends string | number>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice =>
  choices.find((choice) => String(choice) === text) ??
  misuse(`${flag} must be ${choices.join(', ')}, got '${text}'.`);

/** Undefined when it was not given. */
export const filled = (text: string | undefined, otherwise: string): string | undefined =>
  text === '' ? misuse(otherwise) : text;

/** @param most - no bound unless it is said. */
export function parseWhole(flag: string, text: string, least: number, most = Infinity): number {
  const number = parseNumber(text);
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  return Number.isInteger(number) && number >= least && number <= most
    ? number
    : misuse(`${flag} must be an integer ${range}, got '${text}'.`);
}

export function parseSeed(text: string): number {
  const seed = parseNumber(text);
  return Number.isInteger(seed) ? seed : misuse(`--seed must be an integer, got '${text}'.`);
}

export function parseDollars(flag: string, text: string): number {
  const dollars = parseNumber(text);
  return dollars >= 0 && dollars <= MAX_USD
    ? dollars
    : misuse(`${flag} must be a number of dollars from 0 to a billion, got '${text}'.`);
}

export function parseHttpUrl(flag: string, text: string): URL {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol)
    ? url
    : misuse(`${flag} must be an http or https URL, got '${text}'.`);
}

/** One by its name, or one in a file. */
export function parseScenario(text: string, readText: ReadText): ScenarioName | Scenario {
  if (isScenarioName(text)) return text;
  return /[./\\]/.test(text)
    ? readData('--scenario', text, scenarioSchema, readText)
    : misuse(`--scenario must be ${scenarioNames.join(', ')}, or a JSON file, got '${text}'.`);
}

/** @param by - who names the file, for the sentence that says what is wrong with it. */
export function readData<Data>(
  by: string,
  path: string,
  schema: z.ZodMiniType<Data>,
  readText: ReadText,
): Data {
  const text = readFile(by, path, readText);
  const checked = checkData(schema, parseJson(text, `${by}: the file ${path} is not JSON.`), 'the whole');
  return 'flaw' in checked ? misuse(`${by}: in ${path}, ${checked.flaw}`) : checked.value;
}

export const readFile = (by: string, path: string, readText: ReadText): string =>
  attempt(() => readText(path), `${by}: the file ${path} cannot be read.`);

const parseJson = (text: string, otherwise: string): unknown =>
  attempt((): unknown => JSON.parse(text), otherwise);

function attempt<Result>(act: () => Result, otherwise: string): Result {
  try {
    return act();
  } catch {
    return misuse(otherwise);
  }
}

/** NaN for what is not wholly a plain decimal number, the empty text included. */
const parseNumber = (text: string): number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
