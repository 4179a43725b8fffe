/** `briakit-mock start`, and without any word: what is to be served, and how. */
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import type { MockClockOptions } from '../mock/mock-clock.ts';
import type { MockOptions } from '../mock/options.ts';
import type { BalanceRefusal, Validation } from '../providers/exchange.ts';
import { faultRuleSchema, type FaultRule } from '../world/faults.ts';
import { providerNames } from '../world/jobs.ts';
import { windowKinds } from '../world/limiter.ts';
import { plans } from '../world/tenants.ts';
import type { AdminAccess } from './admin-guard.ts';
import { MAKE_CERTIFICATE } from './command-help.ts';
import * as values from './command-values.ts';
import { misuse, oneOf, type ReadText } from './command-values.ts';
import type { ListenOptions } from './http-server.ts';

export interface StartCommand {
  readonly kind: 'start';
  readonly mock: MockOptions;
  readonly clock: MockClockOptions;
  readonly listen: Required<Omit<ListenOptions, 'onAnswered'>>;
  readonly faults: readonly FaultRule[];
  /** Where what it remembers is read from, and kept. */
  readonly state: string | undefined;
  readonly log: LogForm;
  /** Whether stdout has what a client needs, as lines for a shell or a `.env`, and nothing else. */
  readonly printEnv: boolean;
}

/** How requests are told of. */
export type LogForm = (typeof logForms)[number];

const logForms = ['pretty', 'json', 'off'] as const;
const adminAccesses = ['loopback', 'anywhere', 'off'] as const satisfies readonly AdminAccess[];
const retryAfterStyles = ['seconds', 'http-date', 'absent'] as const;
const validations = ['lenient', 'strict'] as const satisfies readonly Validation[];
const BALANCE_REFUSALS = [402, '402-with-amount', 403] as const satisfies readonly BalanceRefusal[];
const UNKNOWN_JOBS = [404, 'UNKNOWN'] as const;

/** All that there are, as `parseArgs` takes them. */
export const START_FLAGS = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  https: { type: 'string' },
  cors: { type: 'string', default: '*' },
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
  validation: { type: 'string', default: 'lenient' },
  state: { type: 'string' },
  'journal-max': { type: 'string', default: '10000' },
  'rate-limit': { type: 'string', default: 'sliding' },
  'retry-after': { type: 'string', default: 'seconds' },
  'count-status-calls': { type: 'boolean', default: false },
  'insufficient-balance': { type: 'string', default: '402' },
  'unknown-job': { type: 'string', default: '404' },
  'webhook-allow-http': { type: 'boolean', default: false },
  log: { type: 'string', default: 'off' },
  json: { type: 'boolean', default: false },
  'print-env': { type: 'boolean', default: false },
} as const;

/** With what makes them. */
export const HTTPS_MISUSE = `--https must be two files, cert.pem,key.pem. To make them: ${MAKE_CERTIFICATE}.`;

const LATENCIES = {
  real: undefined,
  fast: { queuedMs: [50, 100], runningMs: [100, 400] },
  none: { queuedMs: [0, 0], runningMs: [0, 0] },
} as const satisfies Readonly<Record<string, MockOptions['latency']>>;

/** @throws {Misuse} when it makes no sense. */
export function parseStart(args: readonly string[], readText: ReadText): StartCommand {
  const { values: flags, positionals } = parseArgs({
    args: [...args],
    options: START_FLAGS,
    allowPositionals: true,
  });
  const latency = LATENCIES[oneOf('--latency', flags.latency, ['real', 'fast', 'none'])];
  const { 'public-url': publicUrl, faults, https } = flags;
  return {
    kind: 'start',
    mock: {
      providers: parseProviders(positionals),
      plan: oneOf('--plan', flags.plan, plans),
      balanceUsd: values.parseDollars('--balance', flags.balance),
      seed: values.parseSeed(flags.seed),
      scenario: values.parseScenario(flags.scenario, readText),
      rateLimit: {
        window: oneOf('--rate-limit', flags['rate-limit'], windowKinds),
        countStatusCalls: flags['count-status-calls'],
        retryAfter: oneOf('--retry-after', flags['retry-after'], retryAfterStyles),
      },
      insufficientBalance: oneOf('--insufficient-balance', flags['insufficient-balance'], BALANCE_REFUSALS),
      unknownJob: oneOf('--unknown-job', flags['unknown-job'], UNKNOWN_JOBS),
      webhookAllowHttp: flags['webhook-allow-http'],
      validation: oneOf('--validation', flags.validation, validations),
      journalMax: values.parseWhole('--journal-max', flags['journal-max'], 1),
      ...(latency && { latency }),
      ...(publicUrl !== undefined && { mediaOrigin: values.parseHttpUrl('--public-url', publicUrl).origin }),
    },
    clock: parseClock(flags.clock),
    listen: {
      port: values.parseWhole('--port', flags.port, 0, 65_535),
      host: flags.host === '' ? misuse('--host must not be empty.') : flags.host,
      cors: parseCors(flags.cors),
      tls: https === undefined ? undefined : readTls(https, readText),
      admin: oneOf('--admin', flags.admin, adminAccesses),
      adminToken: values.filled(flags['admin-token'], '--admin-token must not be empty.'),
    },
    faults:
      faults === undefined ? [] : values.readData('--faults', faults, z.array(faultRuleSchema), readText),
    state: values.filled(flags.state, '--state must name a file.'),
    log: flags.json ? 'json' : oneOf('--log', flags.log, logForms),
    printEnv: flags['print-env'],
  };
}

function parseProviders([name = 'all', ...more]: readonly string[]): MockOptions['providers'] & {} {
  const [extra] = more;
  if (extra !== undefined) return misuse(`Unexpected argument '${extra}'.`);
  if (name === 'all') return providerNames;
  return [
    providerNames.find((provider) => provider === name) ??
      misuse(`Unexpected argument '${name}': it may be bria, pixazo or all, and a command comes first.`),
  ];
}

function parseClock(text: string): MockClockOptions {
  if (text === 'system') return {};
  if (text === 'frozen') return { rate: 0 };
  const rate = /^x(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (rate !== undefined) return { rate: Number(rate) };
  return isInstant(text)
    ? { startAt: text }
    : misuse(`--clock must be system, frozen, x60 or a time such as 2026-01-01T00:00:00Z, got '${text}'.`);
}

/** `Date.parse` alone would take the 31st of February for a day in March. */
function isInstant(text: string): boolean {
  const [day = ''] = /^\d{4}-\d\d-\d\d/.exec(text) ?? [];
  const midnight = Date.parse(day);
  if (Number.isNaN(midnight) || Number.isNaN(Date.parse(text))) return false;
  return new Date(midnight).toISOString().startsWith(day);
}

const parseCors = (text: string): string =>
  text === '*' || text === 'off' || (/^https?:/.test(text) && URL.parse(text)?.origin === text)
    ? text
    : misuse(`--cors must be *, off or an origin such as http://localhost:3000, got '${text}'.`);

function readTls(text: string, readText: ReadText): StartCommand['listen']['tls'] {
  const [cert = '', key = '', ...more] = text.split(',');
  if (cert === '' || key === '' || more.length > 0) return misuse(HTTPS_MISUSE);
  return {
    cert: values.readFile('--https', cert, readText),
    key: values.readFile('--https', key, readText),
  };
}
