/** What was asked for on the command line. Pure: it says what to do and does nothing. */
import { parseArgs } from 'node:util';
import type { MockOptions } from '../mock/options.ts';
import { plans, type Plan } from '../world/tenants.ts';

export type Command =
  | { readonly kind: 'serve'; readonly mock: MockOptions; readonly port: number; readonly host: string }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'say-version' }
  | { readonly kind: 'misused'; readonly reason: string };

const HELP = `briakit-mock: a stateful imitation of the Bria and Pixazo APIs, on a port of this machine.

Usage: briakit-mock [options]

  --port <number>     where to listen; 0 takes any port that is free (default 4010)
  --host <address>    whom to listen to; 0.0.0.0 lets the network in (default 127.0.0.1)
  --plan <plan>       free, starter or pro: 10, 60 or 1000 requests a minute per Bria endpoint (default starter)
  --balance <dollars> what each new token has to spend; a picture costs 0.018 (default 5)
  --seed <integer>    the same seed gives the same ids, durations and pictures (default 1)
  --help              this text
  --version           the version

Any token is valid, and each has a wallet of its own. Point a client at the mock by its base URL:

  BRIA_BASE_URL=http://127.0.0.1:4010 PIXAZO_BASE_URL=http://127.0.0.1:4010 node your-script.ts

Or ask it by hand:

  curl http://127.0.0.1:4010/v2/image/edit/remove_background -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"image":"https://example.com/vase.jpg"}'

While it runs, empty the wallet, or decide what becomes of the next job:

  curl -X PATCH http://127.0.0.1:4010/__admin/tenant -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"balanceUsd":0}'
  curl http://127.0.0.1:4010/__admin/outcomes -H 'content-type: application/json' -d '{"outcome":"failed"}'`;

const FLAGS = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  plan: { type: 'string', default: 'starter' },
  balance: { type: 'string', default: '5' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

export function parseCommandLine(args: readonly string[]): Command {
  let flags;
  try {
    flags = parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    return misused(`${sentence}.`);
  }
  if (flags.help) return { kind: 'say', text: HELP };
  if (flags.version) return { kind: 'say-version' };

  const port = parseNumber(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return misused(`--port must be an integer from 0 to 65535, got '${flags.port}'.`);
  if (flags.host === '') return misused('--host must not be empty.');
  if (!isPlan(flags.plan)) return misused(`--plan must be ${plans.join(', ')}, got '${flags.plan}'.`);
  const balanceUsd = parseNumber(flags.balance);
  if (!(balanceUsd >= 0))
    return misused(`--balance must be a number of dollars, 0 or more, got '${flags.balance}'.`);
  const seed = parseNumber(flags.seed);
  if (!Number.isInteger(seed)) return misused(`--seed must be an integer, got '${flags.seed}'.`);
  return { kind: 'serve', mock: { plan: flags.plan, balanceUsd, seed }, port, host: flags.host };
}

const misused = (reason: string): Command => ({
  kind: 'misused',
  reason: `${reason} See briakit-mock --help.`,
});

const isPlan = (text: string): text is Plan => plans.some((plan) => plan === text);

/** NaN for what is not wholly a plain decimal number, the empty text included. */
const parseNumber = (text: string): number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
