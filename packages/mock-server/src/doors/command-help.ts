/** What `--help` says. */
import { namedScenarios } from '../world/named-scenarios.ts';

export type CommandName = keyof typeof HELPS;

/** Of this machine's own, for `--https`. */
export const MAKE_CERTIFICATE =
  'openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=localhost ' +
  '-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem';

const scenarios = Object.values(namedScenarios)
  .map(({ name, description }) => `  ${name.padEnd(21)} ${description}`)
  .join('\n');

const START = `briakit-mock: a stateful imitation of the Bria and Pixazo APIs, on a port of this machine.

Usage: briakit-mock [start] [bria|pixazo|all] [options]      (default all: both, at their real paths)
       briakit-mock <command> [--help]

Commands
  start                  serves, until it is told to end; what happens without a command
  scenario               lists the scenarios, shows one, validates one of yours
  openapi                prints the OpenAPI document of the controls at /__admin
  record <file>          asks a server, real or not, what the contract suite asks, and keeps what it says
  drift <file> [<file>]  tells how that differs from what this mock says, or from another such file
  doctor [<worker>]      looks whether Node, msw and the worker of your pages fit together

Where it listens
  --port <number>        0 takes any port that is free (default 4010)
  --host <address>       0.0.0.0 lets the network in (default 127.0.0.1)
  --https <cert,key>     serves https, with these two files; see below how to make them (default http)
  --cors <origin>        whose pages may read it: *, one origin, or off for none (default *)
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
  --validation <how>     strict refuses what is not documented, such as misspelt fields, lenient takes it or ignores it
                         as the real ones do (default lenient)

What it remembers
  --state <file>         goes on where it was when it last ended, and keeps that in this file: its plan, balance,
                         limit, seed and scenario, too, whatever the flags say then
  --journal-max <count>  how many requests the journal keeps (default 10000)

Where the documents of the providers disagree
  --retry-after <form>   seconds, http-date or absent (default seconds)
  --count-status-calls   Bria's status requests count against the limit too
  --insufficient-balance <answer>  402, 402-with-amount (Pixazo names the price) or 403 (default 402)
  --unknown-job <answer>           404 or UNKNOWN (default 404)
  --webhook-allow-http   Pixazo calls receivers without TLS too, such as those on this machine

What it says
  --log <form>           a line per request: pretty, json or off (default off)
  --json                 the same as --log json; the line that it is ready is JSON too
  --print-env            stdout has what a client needs, for a shell or a .env, and ends there; the rest is on stderr
  --help, --version

Scenarios
${scenarios}

Any token is valid, and each has a wallet of its own. Point a client at the mock by its base URL:

  BRIA_BASE_URL=http://127.0.0.1:4010 PIXAZO_BASE_URL=http://127.0.0.1:4010 node your-script.ts

Or let a shell know all of it (not by npx, which never lets go of stdout), and end the mock when you are done:

  export $(briakit-mock --print-env --port 0 &)
  node your-script.ts; kill $BRIAKIT_MOCK_PID

Or ask it by hand:

  curl http://127.0.0.1:4010/v2/image/edit/remove_background -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"image":"https://example.com/vase.jpg"}'

While it runs, empty the wallet, decide what becomes of the next job, or begin another scenario:

  curl -X PATCH http://127.0.0.1:4010/__admin/tenant -H 'api_token: anything' \\
       -H 'content-type: application/json' -d '{"balanceUsd":0}'
  curl http://127.0.0.1:4010/__admin/outcomes -H 'content-type: application/json' -d '{"outcome":"failed"}'
  curl http://127.0.0.1:4010/__admin/scenario -H 'content-type: application/json' -d '{"name":"flaky"}'

For https, make a certificate, and have Node trust it; browsers trust one that mkcert makes:

  ${MAKE_CERTIFICATE.replace(' -addext', ' \\\n       -addext')}
  briakit-mock --https cert.pem,key.pem
  NODE_EXTRA_CA_CERTS=cert.pem BRIA_BASE_URL=https://127.0.0.1:4010 node your-script.ts`;

const SCENARIO = `briakit-mock scenario: the stories that --scenario tells.

Usage: briakit-mock scenario list
       briakit-mock scenario show <name>        one that comes with the mock, as JSON: where yours can begin
       briakit-mock scenario validate <file>    whether a file is one, and if not, what is wrong in it

  briakit-mock scenario show flaky > monday.json
  briakit-mock scenario validate monday.json
  briakit-mock --scenario ./monday.json`;

const OPENAPI = `briakit-mock openapi: prints the OpenAPI document of the controls at /__admin.

Usage: briakit-mock openapi > admin.json

A mock that runs answers the same at /__admin/openapi.json.`;

const DOCTOR = `briakit-mock doctor: whether what the mock needs is there, in versions that fit together.

Usage: briakit-mock doctor [<worker>]      (default: where package.json says that msw keeps it, or public)

Looks at Node, at msw, and at the worker that pages need; says how to mend what is wrong, and ends with 1 then.`;

const RECORD = `briakit-mock record: asks a server what the contract suite asks, and keeps what kind of answers came.

Usage: BRIA_API_TOKEN=… PIXAZO_SUBSCRIPTION_KEY=… briakit-mock record <file> [options]

  --base-url <url>       whom to ask (default: the real services)
  --max-spend <dollars>  what all of it may cost at most; a picture costs 0.018 (default 0: only what is free)
  --image-url <url>      a picture that the server can fetch; without one no job is made
  --per-minute <count>   what the plan allows: tries the limit too, with two jobs more than that (default 0: does not)

Credentials are read from the environment; without one of the two, its provider is left out. In the file are statuses,
names of headers and types of fields: nothing that is secret, and no id. Ends with 1 when a case failed.

  briakit-mock record today.json
  briakit-mock drift today.json`;

const DRIFT = `briakit-mock drift: how two servers differ, or one from what it was.

Usage: briakit-mock drift <file>            what was recorded, and this mock
       briakit-mock drift <old> <new>       two that were recorded

Compares the cases that both have. Ends with 1 when there is a difference.`;

const HELPS = {
  start: START,
  scenario: SCENARIO,
  openapi: OPENAPI,
  doctor: DOCTOR,
  record: RECORD,
  drift: DRIFT,
} as const;

export const isCommandName = (text: string): text is CommandName => Object.hasOwn(HELPS, text);

export const helpOf = (command: CommandName): string => HELPS[command];
