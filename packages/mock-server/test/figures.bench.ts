/**
 * How fast the mock is and how much it takes: ratios to other servers within one run, and times. Of the built
 * package, as its users have it:
 *
 *     pnpm --filter @briakit/mock-server bench
 */
import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Served } from './figures-server.bench.ts';
import { putLoadOn } from './figures/load.ts';

/** Until the code is compiled. */
const WARM_UPS = 3;
const ROUNDS = 9;
const ROUND_MS = 1000;
const STARTS = 7;

interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most that is allowed, or the least. */
  readonly most?: number;
  readonly least?: number;
}

const fileAt = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** What else the machine does only adds to a time. */
async function leastOf(times: number, measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < times; time++) least = Math.min(least, await measure());
  return least;
}

async function hearFrom(file: string, args: readonly string[], flags: readonly string[] = []) {
  const child = fork(fileAt(file), args, { execArgv: [...process.execArgv, ...flags] });
  const [told] = (await once(child, 'message')) as [unknown];
  return { child, told };
}

const SERVERS = ['bare', 'mock', 'linear'] as const;
type ServerName = (typeof SERVERS)[number];

/** Everybody in turn, so that what else the machine does falls on all of them. */
async function compareServers(): Promise<readonly Figure[]> {
  const servers = await Promise.all(
    SERVERS.map(async (name) => {
      const { child, told } = await hearFrom('figures-server.bench.ts', [name]);
      return { name, child, ...(told as Served) };
    }),
  );
  const answers = await Promise.all(servers.map(readAnswer));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  const perSecond: Record<ServerName, number[]> = { bare: [], mock: [], linear: [] };
  const workUs: Record<ServerName, number[]> = { bare: [], mock: [], linear: [] };
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const { name, child, port, asked } of servers) {
      const before = await workUsOf(child);
      const carried = await putLoadOn({
        port,
        connections: 50,
        durationMs: ROUND_MS,
        asked,
      });
      const after = await workUsOf(child);
      if (round < 0) continue;
      perSecond[name].push(carried.perSecond);
      workUs[name].push((after - before) / carried.answered);
    }
  }
  for (const { child } of servers) child.kill();
  const ratioTo = (name: ServerName) =>
    median(perSecond.mock.map((count, round) => count / perSecond[name][round]!));
  // A client that cannot ask any faster makes the servers look alike; how long each has worked tells them apart.
  const workRatio = median(workUs.bare.map((us, round) => us / workUs.mock[round]!));
  const figuresOf = (name: ServerName): readonly Figure[] => [
    { what: `status over HTTP: ${name}`, value: median(perSecond[name]), unit: '/s' },
    { what: `status over HTTP: ${name}, of the processor`, value: median(workUs[name]), unit: 'µs' },
  ];
  return [
    ...SERVERS.flatMap(figuresOf),
    { what: 'status over HTTP, of bare node:http', value: ratioTo('bare'), unit: '×', least: 0.4 },
    { what: 'status over HTTP, of bare, by the processor', value: workRatio, unit: '×', least: 0.4 },
    { what: 'status over HTTP, of getResponse with a list', value: ratioTo('linear'), unit: '×' },
  ];
}

/** Without what differs from server to server and from second to second. */
async function readAnswer({ port, asked: [first] }: Served) {
  const { path, headers: sent } = first!;
  const id = path.slice(path.lastIndexOf('/') + 1);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: sent });
  const { date: _, ...headers } = Object.fromEntries(response.headers);
  const body = (await response.text()).replaceAll(id, ':id').replaceAll(String(port), ':port');
  return { status: response.status, headers, body };
}

/** How long a server has worked since it began, by the clock of the processor: no waiting is in it. */
async function workUsOf(child: ChildProcess): Promise<number> {
  child.send('How long?');
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
  return user + system;
}

async function measureProcess(): Promise<readonly Figure[]> {
  const { told } = await hearFrom('figures-process.bench.ts', [], ['--expose-gc']);
  const { lifeMs, bytesPerJob } = told as { readonly lifeMs: number; readonly bytesPerJob: number };
  return [
    { what: 'a new mock, and the whole life of a job', value: lifeMs, unit: 'ms', most: 1 },
    { what: 'heap of a job', value: bytesPerJob / 1024, unit: 'kB', most: 12 },
  ];
}

/** Within a process that does nothing else, by its own clock. */
async function importMs(): Promise<number> {
  const script = `const begun = performance.now(); await import('@briakit/mock-server'); console.log(performance.now() - begun);`;
  const child = spawn(process.execPath, [...process.execArgv, '--input-type=module', '-e', script], {
    cwd: fileAt('..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  return Number(text);
}

/** From the start of `briakit-mock` to the end of the answer to the first request. */
async function firstResponseMs(): Promise<number> {
  const begunAt = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, fileAt('../dist/cli.js'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  const origin = /http:\/\/\S+/.exec(String(text))?.[0];
  const response = await fetch(`${origin}/v2/status/none`, { headers: { api_token: 'token-a' } });
  await response.text();
  const tookMs = performance.now() - begunAt;
  child.kill();
  return tookMs;
}

const figures: readonly Figure[] = [
  { what: 'import of the main entry', value: await leastOf(STARTS, importMs), unit: 'ms', most: 150 },
  { what: 'start to first response', value: await leastOf(STARTS, firstResponseMs), unit: 'ms', most: 400 },
  ...(await measureProcess()),
  ...(await compareServers()),
];
for (const { what, value, unit, most = Infinity, least = -Infinity } of figures) {
  const isReached = value <= most && value >= least;
  const bound = most < Infinity ? `at most ${most}` : least > -Infinity ? `at least ${least}` : '';
  const shown = value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  console.log(
    `${what.padEnd(46)} ${`${shown} ${unit}`.padStart(12)}  ${bound.padEnd(14)}${bound && (isReached ? 'reached' : 'MISSED')}`,
  );
  if (!isReached) process.exitCode = 1;
}
