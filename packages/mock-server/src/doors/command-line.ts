/** What was asked for on the command line. It says what to do and does nothing, but that it reads files. */
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { checkData } from '../mock/check-data.ts';
import type { MockClockOptions } from '../mock/mock-clock.ts';
import type { MockOptions } from '../mock/options.ts';
import { isScenarioName } from '../mock/resolve-scenario.ts';
import type { BalanceRefusal } from '../providers/exchange.ts';
import { faultRuleSchema, type FaultRule } from '../world/faults.ts';
import { providerNames } from '../world/jobs.ts';
import { windowKinds } from '../world/limiter.ts';
import { scenarioNames, type ScenarioName } from '../world/named-scenarios.ts';
import { scenarioSchema, type Scenario } from '../world/scenario.ts';
import { plans } from '../world/tenants.ts';
import { HELP } from './command-help.ts';
import type { AdminAccess } from './admin-guard.ts';
import type { ListenOptions } from './http-server.ts';

export type Command =
  | {
      readonly kind: 'serve';
      readonly mock: MockOptions;
      readonly clock: MockClockOptions;
      readonly listen: Required<Pick<ListenOptions, 'port' | 'host' | 'admin' | 'adminToken'>>;
      readonly faults: readonly FaultRule[];
      /** Where what it remembers is read from, and kept. */
      readonly state: string | undefined;
      readonly log: LogForm;
    }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'say-version' }
  | { readonly kind: 'misused'; readonly reason: string };

/** How requests are told of. */
export type LogForm = (typeof logForms)[number];

const logForms = ['pretty', 'json', 'off'] as const;
const adminAccesses = ['loopback', 'anywhere', 'off'] as const satisfies readonly AdminAccess[];
const retryAfterStyles = ['seconds', 'http-date', 'absent'] as const;
const BALANCE_REFUSALS = [402, '402-with-amount', 403] as const satisfies readonly BalanceRefusal[];
const UNKNOWN_JOBS = [404, 'UNKNOWN'] as const;

/** All that there are, as `parseArgs` takes them. */
export const FLAGS = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  'public-url': { type: 'string' },
  admin: { type: 'string', default: 'loopback' },
  'admin-token': { type: 'string' },
  plan: { type: 'string', default: 'starter' },
  balance: { type: 'string', default: '5' },
  seed: { type: 'string', default: '1' },
  clock: { type: 'string', default: 'system' },
  latency: { type: 'string', default: 'real' },
  scenario: { type: 'string', default: 'happy' },
  faults: { type: 'string' },
  state: { type: 'string' },
  'rate-limit': { type: 'string', default: 'sliding' },
  'retry-after': { type: 'string', default: 'seconds' },
  'count-status-calls': { type: 'boolean', default: false },
  'insufficient-balance': { type: 'string', default: '402' },
  'unknown-job': { type: 'string', default: '404' },
  'webhook-allow-http': { type: 'boolean', default: false },
  log: { type: 'string', default: 'off' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

const LATENCIES = {
  real: undefined,
  fast: { queuedMs: [50, 100], runningMs: [100, 400] },
  none: { queuedMs: [0, 0], runningMs: [0, 0] },
} as const satisfies Readonly<Record<string, MockOptions['latency']>>;

/** @param readText - the text of a file; throws when there is none. */
export function parseCommandLine(args: readonly string[], readText: (path: string) => string): Command {
  try {
    const { values: flags, positionals } = parseArgs({
      args: [...args],
      options: FLAGS,
      allowPositionals: true,
    });
    if (flags.help) return { kind: 'say', text: HELP };
    if (flags.version) return { kind: 'say-version' };
    const { 'public-url': publicUrl, faults } = flags;
    const mock: MockOptions = {
      providers: parseProviders(positionals),
      plan: oneOf('--plan', flags.plan, plans),
      balanceUsd: parseBalance(flags.balance),
      seed: parseSeed(flags.seed),
      scenario: parseScenario(flags.scenario, readText),
      rateLimit: {
        window: oneOf('--rate-limit', flags['rate-limit'], windowKinds),
        countStatusCalls: flags['count-status-calls'],
        retryAfter: oneOf('--retry-after', flags['retry-after'], retryAfterStyles),
      },
      insufficientBalance: oneOf('--insufficient-balance', flags['insufficient-balance'], BALANCE_REFUSALS),
      unknownJob: oneOf('--unknown-job', flags['unknown-job'], UNKNOWN_JOBS),
      webhookAllowHttp: flags['webhook-allow-http'],
    };
    const latency = LATENCIES[oneOf('--latency', flags.latency, ['real', 'fast', 'none'])];
    return {
      kind: 'serve',
      mock: {
        ...mock,
        ...(latency && { latency }),
        ...(publicUrl !== undefined && { mediaOrigin: parseOrigin(publicUrl) }),
      },
      clock: parseClock(flags.clock),
      listen: {
        port: parsePort(flags.port),
        host: flags.host === '' ? misuse('--host must not be empty.') : flags.host,
        admin: oneOf('--admin', flags.admin, adminAccesses),
        adminToken:
          flags['admin-token'] === '' ? misuse('--admin-token must not be empty.') : flags['admin-token'],
      },
      faults: faults === undefined ? [] : readData('--faults', faults, z.array(faultRuleSchema), readText),
      state: flags.state === '' ? misuse('--state must name a file.') : flags.state,
      log: flags.json ? 'json' : oneOf('--log', flags.log, logForms),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error instanceof Misuse ? error.message : `${error.message.split('. ')[0]}.`;
    return { kind: 'misused', reason: `${reason} See briakit-mock --help.` };
  }
}

/** Not an error of the program's: what was asked for makes no sense. */
class Misuse extends Error {}

const misuse = (reason: string): never => {
  throw new Misuse(reason);
};

const oneOf = <const Choice extends string | number>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice =>
  choices.find((choice) => String(choice) === text) ??
  misuse(`${flag} must be ${choices.join(', ')}, got '${text}'.`);

function parseProviders([name = 'all', ...more]: readonly string[]): MockOptions['providers'] & {} {
  const [extra] = more;
  if (extra !== undefined) return misuse(`Unexpected argument '${extra}'.`);
  if (name === 'all') return providerNames;
  return [
    providerNames.find((provider) => provider === name) ??
      misuse(`Unexpected argument '${name}': it may be bria, pixazo or all.`),
  ];
}

function parsePort(text: string): number {
  const port = parseNumber(text);
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? port
    : misuse(`--port must be an integer from 0 to 65535, got '${text}'.`);
}

function parseBalance(text: string): number {
  const balanceUsd = parseNumber(text);
  return balanceUsd >= 0
    ? balanceUsd
    : misuse(`--balance must be a number of dollars, 0 or more, got '${text}'.`);
}

function parseSeed(text: string): number {
  const seed = parseNumber(text);
  return Number.isInteger(seed) ? seed : misuse(`--seed must be an integer, got '${text}'.`);
}

function parseClock(text: string): MockClockOptions {
  if (text === 'system') return {};
  if (text === 'frozen') return { rate: 0 };
  const rate = /^x(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (rate !== undefined) return { rate: Number(rate) };
  return /^\d{4}-\d\d-\d\d/.test(text) && Number.isFinite(Date.parse(text))
    ? { startAt: text }
    : misuse(`--clock must be system, frozen, x60 or a time such as 2026-01-01T00:00:00Z, got '${text}'.`);
}

function parseOrigin(text: string): string {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol)
    ? url.origin
    : misuse(`--public-url must be an http or https URL, got '${text}'.`);
}

function parseScenario(text: string, readText: (path: string) => string): ScenarioName | Scenario {
  if (isScenarioName(text)) return text;
  return /[./\\]/.test(text)
    ? readData('--scenario', text, scenarioSchema, readText)
    : misuse(`--scenario must be ${scenarioNames.join(', ')}, or a JSON file, got '${text}'.`);
}

function readData<Data>(
  flag: string,
  path: string,
  schema: z.ZodMiniType<Data>,
  readText: (path: string) => string,
): Data {
  const text = attempt(() => readText(path), `${flag}: the file ${path} cannot be read.`);
  const data = attempt((): unknown => JSON.parse(text), `${flag}: the file ${path} is not JSON.`);
  const checked = checkData(schema, data, 'the whole');
  return 'flaw' in checked ? misuse(`${flag}: in ${path}, ${checked.flaw}`) : checked.value;
}

function attempt<Result>(act: () => Result, otherwise: string): Result {
  try {
    return act();
  } catch {
    return misuse(otherwise);
  }
}

/** NaN for what is not wholly a plain decimal number, the empty text included. */
const parseNumber = (text: string): number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
