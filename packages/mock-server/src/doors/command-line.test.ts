import { expect, it } from 'vitest';
import { namedScenarios } from '../world/named-scenarios.ts';
import { FLAGS, parseCommandLine } from './command-line.ts';

const FILES: Readonly<Record<string, string>> = {
  'monday.json': '{"name":"monday","faults":[{"on":"submit","effect":{"kind":"refuse","status":503}}]}',
  'faults.json': '[{"on":"status","every":2,"effect":{"kind":"hang"}}]',
  'odd.json': '{"name":"odd","faults":[{"on":"sumbit","effect":{"kind":"hang"}}]}',
  'broken.json': '{"name":',
};
const parse = (args: readonly string[]) =>
  parseCommandLine(args, (path) => {
    const text = FILES[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  });

it('serves both providers on port 4010 of this machine unless told otherwise', () => {
  expect(parse([])).toEqual({
    kind: 'serve',
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
    },
    clock: {},
    listen: { port: 4010, host: '127.0.0.1', admin: 'loopback', adminToken: undefined },
    faults: [],
    state: undefined,
    log: 'off',
  });
});

it.each([
  ['pixazo', { mock: { providers: ['pixazo'] } }],
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
  ['--state here.json', { state: 'here.json' }],
  ['--log pretty', { log: 'pretty' }],
  ['--json', { log: 'json' }],
])('understands %s', (args, command) => {
  expect(parse(args.split(' '))).toMatchObject({ kind: 'serve', ...command });
});

it.each([
  [['--port', 'http'], "--port must be an integer from 0 to 65535, got 'http'."],
  [['--port', '65536'], "--port must be an integer from 0 to 65535, got '65536'."],
  [['--port='], "--port must be an integer from 0 to 65535, got ''."],
  [['--host='], '--host must not be empty.'],
  [['--state='], '--state must name a file.'],
  [['--plan', 'gold'], "--plan must be free, starter, pro, got 'gold'."],
  [['--balance=-1'], "--balance must be a number of dollars, 0 or more, got '-1'."],
  [['--seed', '1.5'], "--seed must be an integer, got '1.5'."],
  [
    ['--clock', 'noon'],
    "--clock must be system, frozen, x60 or a time such as 2026-01-01T00:00:00Z, got 'noon'.",
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
  [['start'], "Unexpected argument 'start': it may be bria, pixazo or all."],
  [['bria', 'pixazo'], "Unexpected argument 'pixazo'."],
])('explains in one sentence what is wrong with %j', (args, reason) => {
  expect(parse(args)).toEqual({ kind: 'misused', reason: `${reason} See briakit-mock --help.` });
});

it('teaches: every flag, every scenario, how to use it', () => {
  const command = parse(['--help']);
  for (const word of [
    ...Object.keys(FLAGS).map((flag) => `--${flag}`),
    ...Object.keys(namedScenarios),
    'BRIA_BASE_URL',
    'PIXAZO_BASE_URL',
    'curl',
  ])
    expect(command).toMatchObject({ kind: 'say', text: expect.stringContaining(word) });
});
