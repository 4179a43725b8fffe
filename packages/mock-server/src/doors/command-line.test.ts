import { expect, it } from 'vitest';
import { namedScenarios } from '../world/named-scenarios.ts';
import { parseCommandLine } from './command-line.ts';

const FILES: Readonly<Record<string, string>> = {
  'monday.json': '{"name":"monday","faults":[{"on":"submit","effect":{"kind":"refuse","status":503}}]}',
  'faults.json': '[{"on":"status","every":2,"effect":{"kind":"hang"}}]',
  'odd.json': '{"name":"odd","faults":[{"on":"sumbit","effect":{"kind":"hang"}}]}',
  'broken.json': '{"name":',
  'cert.pem': 'A CERTIFICATE',
  'key.pem': 'ITS KEY',
  'kept.json': '{"recordedAt":1,"cases":{}}',
};
const readText = (path: string) => {
  const text = FILES[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};
const parse = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  parseCommandLine(args, { readText, env });
const MAKE_THEM =
  'openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=localhost ' +
  '-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem';

it('serves both providers on port 4010 of this machine unless told otherwise', () => {
  expect(parse([])).toEqual({
    kind: 'start',
    mock: {
      providers: ['bria', 'pixazo'],
      plan: 'starter',
      balanceUsd: 5,
      seed: 1,
      scenario: 'happy',
      rateLimit: { window: 'sliding', countStatusCalls: false, retryAfter: 'seconds' },
      insufficientBalance: 402,
      unknownJob: 404,
      webhookAllowHttp: false,
      validation: 'lenient',
      journalMax: 10_000,
    },
    clock: {},
    listen: {
      port: 4010,
      host: '127.0.0.1',
      cors: '*',
      tls: undefined,
      admin: 'loopback',
      adminToken: undefined,
    },
    faults: [],
    state: undefined,
    log: 'off',
    printEnv: false,
  });
  expect(parse(['start'])).toEqual(parse([]));
});

it.each([
  ['pixazo', { mock: { providers: ['pixazo'] } }],
  ['start bria --seed 2', { mock: { providers: ['bria'], seed: 2 } }],
  ['--port 0 --host 0.0.0.0 --admin=off', { listen: { port: 0, host: '0.0.0.0', admin: 'off' } }],
  ['--plan=pro --balance 0.5 --seed=7', { mock: { plan: 'pro', balanceUsd: 0.5, seed: 7 } }],
  ['--clock frozen', { clock: { rate: 0 } }],
  ['--clock x60', { clock: { rate: 60 } }],
  ['--clock 2026-01-01T00:00:00Z', { clock: { startAt: '2026-01-01T00:00:00Z' } }],
  ['--latency none', { mock: { latency: { queuedMs: [0, 0], runningMs: [0, 0] } } }],
  ['--scenario flaky', { mock: { scenario: 'flaky' } }],
  ['--scenario monday.json', { mock: { scenario: JSON.parse(FILES['monday.json'] ?? '') } }],
  ['--faults faults.json', { faults: JSON.parse(FILES['faults.json'] ?? '') }],
  [
    '--retry-after absent --count-status-calls --insufficient-balance 403 --unknown-job UNKNOWN',
    {
      mock: {
        rateLimit: { countStatusCalls: true, retryAfter: 'absent' },
        insufficientBalance: 403,
        unknownJob: 'UNKNOWN',
      },
    },
  ],
  ['--rate-limit off', { mock: { rateLimit: { window: 'off' } } }],
  ['--insufficient-balance 402-with-amount', { mock: { insufficientBalance: '402-with-amount' } }],
  ['--webhook-allow-http', { mock: { webhookAllowHttp: true } }],
  ['--admin-token secret', { listen: { adminToken: 'secret' } }],
  ['--public-url https://mock.test/x', { mock: { mediaOrigin: 'https://mock.test' } }],
  ['--https cert.pem,key.pem', { listen: { tls: { cert: 'A CERTIFICATE', key: 'ITS KEY' } } }],
  ['--cors http://localhost:3000', { listen: { cors: 'http://localhost:3000' } }],
  ['--cors off', { listen: { cors: 'off' } }],
  ['--validation strict --journal-max 50', { mock: { validation: 'strict', journalMax: 50 } }],
  ['--state here.json', { state: 'here.json' }],
  ['--print-env', { printEnv: true }],
  ['--log pretty', { log: 'pretty' }],
  ['--json', { log: 'json' }],
])('understands %s', (args, command) => {
  expect(parse(args.split(' '))).toMatchObject({ kind: 'start', ...command });
});

it.each([
  [['--port', 'http'], "--port must be an integer from 0 to 65535, got 'http'."],
  [['--port', '65536'], "--port must be an integer from 0 to 65535, got '65536'."],
  [['--port='], "--port must be an integer from 0 to 65535, got ''."],
  [['--host='], '--host must not be empty.'],
  [['--state='], '--state must name a file.'],
  [['--plan', 'gold'], "--plan must be free, starter, pro, got 'gold'."],
  [['--balance=-1'], "--balance must be a number of dollars from 0 to a billion, got '-1'."],
  [
    ['--balance', '1000000001'],
    "--balance must be a number of dollars from 0 to a billion, got '1000000001'.",
  ],
  [
    ['--cors', 'ws://a.test'],
    "--cors must be *, off or an origin such as http://localhost:3000, got 'ws://a.test'.",
  ],
  [['--seed', '1.5'], "--seed must be an integer, got '1.5'."],
  [
    ['--clock', 'noon'],
    "--clock must be system, frozen, x60 or a time such as 2026-01-01T00:00:00Z, got 'noon'.",
  ],
  [
    ['--clock', '2026-02-31'],
    "--clock must be system, frozen, x60 or a time such as 2026-01-01T00:00:00Z, got '2026-02-31'.",
  ],
  [['--rate-limit', 'none'], "--rate-limit must be sliding, fixed, off, got 'none'."],
  [['--insufficient-balance', '500'], "--insufficient-balance must be 402, 402-with-amount, 403, got '500'."],
  [['--admin-token='], '--admin-token must not be empty.'],
  [['--latency', 'slow'], "--latency must be real, fast, none, got 'slow'."],
  [['--admin', 'me'], "--admin must be loopback, anywhere, off, got 'me'."],
  [['--log', 'loud'], "--log must be pretty, json, off, got 'loud'."],
  [['--public-url', 'ftp://x'], "--public-url must be an http or https URL, got 'ftp://x'."],
  [
    ['--scenario', 'stormy'],
    `--scenario must be ${Object.keys(namedScenarios).join(', ')}, or a JSON file, got 'stormy'.`,
  ],
  [['--scenario', 'none.json'], '--scenario: the file none.json cannot be read.'],
  [['--scenario', 'broken.json'], '--scenario: the file broken.json is not JSON.'],
  [
    ['--scenario', 'odd.json'],
    '--scenario: in odd.json, faults.0.on must be "submit", "status", "manage", "media", "upload", "unrouted", "any".',
  ],
  [['--faults', 'monday.json'], '--faults: in monday.json, the whole must be an array.'],
  [['--sneed', '1'], "Unknown option '--sneed'."],
  [['--port'], "Option '--port <value>' argument missing."],
  [['--port', '--json'], "Option '--port' argument is ambiguous."],
  [['stop'], "Unexpected argument 'stop': it may be bria, pixazo or all, and a command comes first."],
  ...[['--https'], ['--https', '--json'], ['--https', 'cert.pem'], ['--https=a,b,c']].map(
    (args) =>
      [args, `--https must be two files, cert.pem,key.pem. To make them: ${MAKE_THEM}.`] as [
        string[],
        string,
      ],
  ),
  [['--https', 'cert.pem,none.pem'], '--https: the file none.pem cannot be read.'],
  [
    ['--cors', 'localhost:3000'],
    "--cors must be *, off or an origin such as http://localhost:3000, got 'localhost:3000'.",
  ],
  [
    ['--cors', 'http://localhost:3000/'],
    "--cors must be *, off or an origin such as http://localhost:3000, got 'http://localhost:3000/'.",
  ],
  [['--validation', 'off'], "--validation must be lenient, strict, got 'off'."],
  [['--journal-max', '0'], "--journal-max must be an integer of at least 1, got '0'."],
  [['bria', 'pixazo'], "Unexpected argument 'pixazo'."],
])('explains in one sentence what is wrong with %j', (args, reason) => {
  expect(parse(args)).toEqual({ kind: 'misused', reason: `${reason} See briakit-mock --help.` });
});

it.each([
  [['scenario', 'list'], /^happy +\S.*\nslow /],
  [['scenario', 'show', 'flaky'], /^\{\n  "name": "flaky"/],
  [
    ['scenario', 'validate', 'monday.json'],
    /^monday\.json is a scenario: 'monday'\. Faults: 1, outcomes: 0, /,
  ],
])('answers %j', (args, text) => {
  expect(parse(args)).toEqual({ kind: 'say', text: expect.stringMatching(text) });
});

it('shows scenarios that it takes back', () => {
  for (const name of Object.keys(namedScenarios)) {
    const { text = '' } = parse(['scenario', 'show', name]) as { text?: string };
    expect(JSON.parse(text)).toEqual(namedScenarios[name as keyof typeof namedScenarios]);
  }
});

it('records with the credentials that it finds, and spends nothing unless it is told how much', () => {
  expect(parse(['record', 'kept.json'], { BRIA_API_TOKEN: 't', PIXAZO_SUBSCRIPTION_KEY: '' })).toEqual({
    kind: 'record',
    file: 'kept.json',
    target: {
      token: 't',
      subscriptionKey: undefined,
      baseUrl: undefined,
      imageUrl: undefined,
      maxSpendUsd: 0,
      perMinute: 0,
    },
  });
  const args =
    '--base-url http://127.0.0.1:4010/v2 --image-url https://a.test/a.png --max-spend 0.1 --per-minute 10';
  expect(parse(['record', 'kept.json', ...args.split(' ')], { PIXAZO_SUBSCRIPTION_KEY: 'k' })).toMatchObject({
    target: {
      subscriptionKey: 'k',
      baseUrl: 'http://127.0.0.1:4010',
      imageUrl: 'https://a.test/a.png',
      maxSpendUsd: 0.1,
      perMinute: 10,
    },
  });
});

it('compares a cassette with another, or with this mock', () => {
  const kept = { recordedAt: 1, cases: {} };
  expect(parse(['drift', 'kept.json'])).toEqual({ kind: 'drift', before: kept, after: undefined });
  expect(parse(['drift', 'kept.json', 'kept.json'])).toEqual({ kind: 'drift', before: kept, after: kept });
});

it('knows the rest of its commands', () => {
  expect(parse(['openapi'])).toEqual({ kind: 'say-openapi' });
  expect(parse(['doctor'])).toEqual({ kind: 'examine', worker: undefined });
  expect(parse(['doctor', 'static/worker.js'])).toEqual({ kind: 'examine', worker: 'static/worker.js' });
});

it.each([
  [['scenario'], 'scenario takes list, show <name> or validate <file>.', 'scenario'],
  [['scenario', 'validate'], 'scenario validate takes a file.', 'scenario'],
  [
    ['scenario', 'validate', 'broken.json'],
    'scenario validate: the file broken.json is not JSON.',
    'scenario',
  ],
  [
    ['scenario', 'show', 'stormy'],
    `scenario show takes one of ${Object.keys(namedScenarios).join(', ')}, got 'stormy'.`,
    'scenario',
  ],
  [['scenario', 'list', 'mine'], "Unexpected argument 'mine'.", 'scenario'],
  [['scenario', 'list', 'of', 'mine'], "Unexpected argument 'mine'.", 'scenario'],
  [['openapi', '--port', '1'], "Unknown option '--port'.", 'openapi'],
  [['record'], 'record takes the file to keep the cassette in.', 'record'],
  [['record', 'a.json', 'b.json'], "Unexpected argument 'b.json'.", 'record'],
  [
    ['record', 'a.json'],
    'record needs BRIA_API_TOKEN or PIXAZO_SUBSCRIPTION_KEY in the environment.',
    'record',
  ],
  [['drift'], 'drift takes the cassette that was kept, and one to compare it with.', 'drift'],
  [
    ['drift', 'monday.json'],
    'drift: in monday.json, recordedAt must be a number; cases must be a record.',
    'drift',
  ],
])('explains in one sentence what is wrong with %j, and where to read more', (args, reason, command) => {
  expect(parse(args)).toEqual({ kind: 'misused', reason: `${reason} See briakit-mock ${command} --help.` });
});

it('teaches how it is used: the scenarios, the base URLs, a certificate', () => {
  for (const word of [...Object.keys(namedScenarios), 'BRIA_BASE_URL', 'PIXAZO_BASE_URL', 'curl', 'openssl'])
    expect(parse(['--help'])).toMatchObject({ kind: 'say', text: expect.stringContaining(word) });
});
