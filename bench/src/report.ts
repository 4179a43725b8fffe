/** Makes a page of what was measured. */
import { KINDS, LAWS } from './durations.ts';
import type { HttpFigures } from './http.ts';
import { RESUME_MS } from './peer-model.ts';
import {
  comparison,
  details,
  goals,
  limiters,
  modelChecks,
  overHttp,
  overview,
  publishedShares,
  type Check,
} from './report-tables.ts';
import type { Results } from './results.ts';

export interface Measured {
  /** Peers in generous mode among them. */
  readonly results: Results;
  readonly published: Results;
  readonly checks: readonly Check[];
  readonly http: readonly HttpFigures[];
  readonly isQuick: boolean;
}

export function formatReport({ results, published, checks, http, isQuick }: Measured): string {
  return `${[
    '# Bench',
    `How fast, how cheap and how safe it is to wait for jobs through briakit: beside an oracle that knows the future, an evenly spaced queue, and the clients of others. Written by a program; to make it anew, run in the root of the repository:`,
    '```sh\npnpm bench\n```',
    isQuick && '**This is the quick version (`pnpm bench --quick`): fewer workloads, fewer seeds.**',
    '## What is to be reached',
    goals(results),
    '`adaptive` begins knowing nothing but what our endpoints give as typical; `adaptive, warm` has seen 200 such jobs before, others than those that are measured.',
    '## All bursts together',
    `Times are geometric means over the workloads of the next section. Peers are given more than they have: the app paces their submits as well as ours does, and begins to wait again ${RESUME_MS / 1000} s after every error that they throw. As they are published is further down.`,
    overview(results),
    '## Bursts',
    'So many jobs of a kind, asked for at once, at so many requests a minute. End to end is the mean time from asking for a job to knowing its end; of the oracle, where no other unit is named. A mix is half edits, four tenths generations, one tenth videos.',
    comparison(results, 'burst'),
    details(results, 'burst'),
    '## Arrivals at random',
    'Load 1 would be as many new jobs as status requests are allowed.',
    comparison(results, 'poisson'),
    details(results, 'poisson'),
    '## Durations unlike what was assumed',
    comparison(results, 'unlike'),
    details(results, 'unlike'),
    '## Ways of counting',
    '120 edits at 60 a minute, with every usual way of counting at the other end. The first five admit whoever never sends more than the limit in any window of its length. The last three refuse bursts that keep the limit: that cannot be known, only learned, and 0 is not to be expected.',
    limiters(results),
    '## As published',
    'The share of jobs whose end the app got to know, where it asks for all of them at once and believes the first error.',
    'With `Retry-After`:',
    publishedShares(published, true),
    'Without it, as Bria documents none:',
    publishedShares(published, false),
    '## The models of peers',
    'Two of the packages, unmodified, on the same virtual time through their own wires, beside the policy that stands for them above: in each field first the package.',
    modelChecks(checks),
    '## Over HTTP',
    http.length > 0 &&
      `50 generations at 60 a minute against \`@briakit/mock-server\`, with real sockets and timers, 20 times as fast as real time; seconds are those of the sped-up time. Not exact: it depends on the machine and on what else it does.`,
    http.length > 0 ? overHttp(http) : 'Left out.',
    '## What to think of it',
    notes(results),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function notes(results: Results): string {
  const laws = KINDS.map((kind) => `${kind} ${LAWS[kind].medianMs / 1000} s / ${LAWS[kind].sigma}`).join(
    ', ',
  );
  const seeds = results
    .of('oracle', 'burst')
    .map(({ cell }) => cell.seeds)
    .toSorted((a, b) => a - b);
  return [
    `- **Durations are made up.** Nobody measured the real APIs for this: log-normal laws (median / σ: ${laws}), 3 % that take at least twice the median (a Pareto tail, up to 15 medians), 2.5 % that fail early. The network is 55 ms one way on average, with jitter. Nothing here was run against a real provider, and nothing here says how long a job takes there.`,
    `- Two of the three medians are what our endpoints give as typical (edits 6 s, generations 20 s; videos say 60 s). That is kind to a cold start: “Durations unlike what was assumed” shows what happens when it is wrong.`,
    `- The provider counts status requests against one limit, submits against one per endpoint, in a sliding log, and sends \`Retry-After\`, which helps those peers that read it. It knows one client only: two processes with one token would have to share the limit.`,
    `- The oracle submits and asks once per job, at the first instant that the limit allows. Nobody who does not know the future reaches it.`,
    `- The same jobs, with the same durations, are given to everybody; ${seeds[0]} to ${seeds.at(-1)} seeds per workload, pooled, most where a goal hangs on one workload. ± is one standard error over the seeds: a goal that is missed or met by less is a draw. Elsewhere a second digit means little.`,
    `- The evenly spaced fallback submits as ours does, so only the waiting is compared. It asks about a job at most every 2 s.`,
    `- Where the plan has room to spare, a peer that asks every 0.5 s knows a little sooner, at many times the requests.`,
  ].join('\n');
}
