import { expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

it('serves on port 4010 of this machine unless told otherwise', () => {
  expect(parseCommandLine([])).toEqual({
    kind: 'serve',
    mock: { plan: 'starter', balanceUsd: 5, seed: 1 },
    port: 4010,
    host: '127.0.0.1',
  });
  const args = ['--port', '0', '--host', '0.0.0.0', '--plan=pro', '--balance', '0.5', '--seed=7'];
  expect(parseCommandLine(args)).toEqual({
    kind: 'serve',
    mock: { plan: 'pro', balanceUsd: 0.5, seed: 7 },
    port: 0,
    host: '0.0.0.0',
  });
});

it.each([
  [['--port', 'http'], "--port must be an integer from 0 to 65535, got 'http'."],
  [['--port', '65536'], "--port must be an integer from 0 to 65535, got '65536'."],
  [['--port='], "--port must be an integer from 0 to 65535, got ''."],
  [['--host='], '--host must not be empty.'],
  [['--plan', 'gold'], "--plan must be free, starter, pro, got 'gold'."],
  [['--balance=-1'], "--balance must be a number of dollars, 0 or more, got '-1'."],
  [['--seed', '1.5'], "--seed must be an integer, got '1.5'."],
  [['--sneed', '1'], "Unknown option '--sneed'."],
  [['start'], "Unexpected argument 'start'."],
])('explains in one sentence what is wrong with %j', (args, reason) => {
  expect(parseCommandLine(args)).toEqual({ kind: 'misused', reason: `${reason} See briakit-mock --help.` });
});

it('teaches', () => {
  const command = parseCommandLine(['--help']);
  for (const word of ['--port', '--plan', 'BRIA_BASE_URL', 'PIXAZO_BASE_URL', 'curl'])
    expect(command).toMatchObject({ kind: 'say', text: expect.stringContaining(word) });
});
