import { namedScenarios } from '../world/named-scenarios.ts';

const scenarios = Object.values(namedScenarios)
  .map(({ name, description }) => `  ${name.padEnd(21)} ${description}`)
  .join('\n');

/** What `briakit-mock --help` says. */
export const HELP = `briakit-mock: a stateful imitation of the Bria and Pixazo APIs, on a port of this machine.

Usage: briakit-mock [bria|pixazo|all] [options]      (default all: both, at their real paths)

Where it listens
  --port <number>        0 takes any port that is free (default 4010)
  --host <address>       0.0.0.0 lets the network in (default 127.0.0.1)
  --public-url <url>     where links to results lead, behind a proxy (default: to whoever asked)
  --admin <from>         who may control it at /__admin: loopback, anywhere or off (default loopback)
  --admin-token <text>   and has to send it, as a bearer token or as the password that a browser asks for

What it imitates
  --plan <plan>          free, starter or pro: 10, 60 or 1000 requests a minute per Bria endpoint (default starter)
  --balance <dollars>    what each new token has to spend; a picture costs 0.018 (default 5)
  --rate-limit <window>  sliding (any minute), fixed (each of the clock) or off (default sliding)
  --seed <integer>       the same seed gives the same ids, durations and pictures (default 1)
  --clock <time>         system, frozen, x60 (a minute a second) or 2026-01-01T00:00:00Z (default system)
  --latency <profile>    real (seconds), fast (a tenth) or none (default real)
  --scenario <story>     what goes wrong: a name from below, or a JSON file (default happy)
  --faults <file>        a JSON file with a list of faults, beside the scenario
  --state <file>         goes on where it was when it last ended, and keeps that in this file

Where the documents of the providers disagree
  --retry-after <form>   seconds, http-date or absent (default seconds)
  --count-status-calls   Bria's status requests count against the limit too
  --insufficient-balance <answer>  402, 402-with-amount (Pixazo names the price) or 403 (default 402)
  --unknown-job <answer>           404 or UNKNOWN (default 404)
  --webhook-allow-http   Pixazo calls receivers without TLS too, such as those on this machine

What it says
  --log <form>           a line per request: pretty, json or off (default off)
  --json                 the same as --log json; the line that it is ready is JSON too
  --help, --version

Scenarios
${scenarios}

Any token is valid, and each has a wallet of its own. Point a client at the mock by its base URL:

  BRIA_BASE_URL=http://127.0.0.1:4010 PIXAZO_BASE_URL=http://127.0.0.1:4010 node your-script.ts

Or ask it by hand:

  curl http://127.0.0.1:4010/v2/image/edit/remove_background -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"image":"https://example.com/vase.jpg"}'

While it runs, empty the wallet, decide what becomes of the next job, or begin another scenario:

  curl -X PATCH http://127.0.0.1:4010/__admin/tenant -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"balanceUsd":0}'
  curl http://127.0.0.1:4010/__admin/outcomes -H 'content-type: application/json' -d '{"outcome":"failed"}'
  curl http://127.0.0.1:4010/__admin/scenario -H 'content-type: application/json' -d '{"name":"flaky"}'`;
