/** The tables of the page: each a question that is asked of what was measured. */
import { cold, fallback, ours, peersAs } from './contenders.ts';
import { GOALS } from './goals.ts';
import type { HttpFigures } from './http.ts';
import { geomean, type Figures } from './metrics.ts';
import type { Mode } from './peer-model.ts';
import type { Results } from './results.ts';
import { formatCount, formatNumber, formatSeconds, formatShare, formatTable, type Column } from './table.ts';
import { WITHOUT_RETRY_AFTER, type Cell } from './workloads.ts';

/** A package beside the policy that models it. */
export interface Check {
  readonly mode: Mode;
  readonly real: Figures;
  readonly model: Figures;
}

const OURS = ours.map(({ name }) => name);
const COLD = cold.map(({ name }) => name);
const PEER_NAMES = peersAs('generous').map(({ name }) => name);

export function goals(results: Results): string {
  const judged = GOALS.map(({ name, wanted, judge }) => [
    name,
    wanted,
    ...OURS.map((strategy) => {
      const outcome = judge(strategy, results);
      return outcome ? `${outcome.value}: ${outcome.isReached ? 'reached' : '**not reached**'}` : '–';
    }),
  ]);
  const columns: readonly Column[] = [
    ['goal', 'text'],
    ['wanted', 'text'],
    ...OURS.map((name): Column => [name, 'text']),
  ];
  return formatTable(columns, judged);
}

export function overview(results: Results): string {
  const rows = [...OURS, fallback.name, ...PEER_NAMES].map((name) => {
    const all = results.of(name, 'burst');
    const sum = (of: (figures: Figures) => number) => all.reduce((total, figures) => total + of(figures), 0);
    const ratios = all.map(({ endToEndRatio }) => endToEndRatio);
    return [
      name,
      formatShare(1 - sum(({ lost }) => lost) / sum(({ jobs }) => jobs)),
      formatCount(sum(({ refusedStatuses }) => refusedStatuses)),
      formatCount(sum(({ refusedSubmits }) => refusedSubmits)),
      formatNumber(geomean(all.map(({ statusesPerJob }) => statusesPerJob))),
      formatNumber(results.ratio(({ lagMs }) => lagMs.mean, name, fallback.name, 'burst')),
      formatNumber(results.ratio(({ endToEndMs }) => endToEndMs, name, fallback.name, 'burst')),
      formatNumber(geomean(ratios)),
      formatNumber(Math.max(...ratios)),
      formatNumber(geomean(all.map(({ makespanRatio }) => makespanRatio))),
    ];
  });
  return formatTable(
    [
      ['', 'text'],
      ['completed'],
      ['429 on status'],
      ['429 on submit'],
      ['status requests per job'],
      ['lag, of the fallback'],
      ['end to end, of the fallback'],
      ['end to end, of the oracle'],
      ['worst'],
      ['makespan, of the oracle'],
    ],
    rows,
  );
}

/** End to end, everybody on every cell of a group. */
export function comparison(results: Results, group: Cell['group']): string {
  const rows = results.of('oracle', group).map(({ cell, endToEndMs }) => {
    const best = results.quickest(PEER_NAMES, cell.name);
    const ratioOf = (name: string) => formatNumber(results.at(name, cell.name)?.endToEndRatio ?? NaN);
    return [
      cell.name,
      formatSeconds(endToEndMs),
      ...OURS.map(ratioOf),
      ratioOf(fallback.name),
      formatNumber(best?.endToEndRatio ?? NaN),
      best?.strategy ?? '–',
    ];
  });
  const columns: readonly Column[] = [
    ['end to end', 'text'],
    ['oracle, s'],
    ...OURS.map((name): Column => [name]),
    ['fallback'],
    ['quickest peer'],
    ['which is', 'text'],
  ];
  return formatTable(columns, rows);
}

/** Lag and cost, ours and the fallback's. */
export function details(results: Results, group: Cell['group']): string {
  const rows = results.of('oracle', group).flatMap(({ cell }) =>
    [...OURS, fallback.name].flatMap((name) => {
      const figures = results.at(name, cell.name);
      if (!figures) return [];
      const { lagMs, statusesPerJob, lost, refusedStatuses, refusedSubmits, makespanRatio } = figures;
      return [
        [
          cell.name,
          name,
          ...[lagMs.mean, lagMs.p50, lagMs.p95, lagMs.p99].map(formatSeconds),
          formatNumber(statusesPerJob),
          formatNumber(makespanRatio),
          formatCount(refusedStatuses + refusedSubmits),
          formatCount(lost),
        ],
      ];
    }),
  );
  return formatTable(
    [
      ['', 'text'],
      ['', 'text'],
      ['lag mean, s'],
      ['p50'],
      ['p95'],
      ['p99'],
      ['status requests per job'],
      ['makespan, of the oracle'],
      ['429s'],
      ['lost'],
    ],
    rows,
  );
}

export function limiters(results: Results): string {
  const names = [...COLD, fallback.name];
  const rows = results.of(OURS[0]!, 'fair limiter', 'strict limiter').map(({ cell }) => [
    cell.name,
    ...names.flatMap((name) => {
      const figures = results.at(name, cell.name);
      return figures
        ? [
            formatCount(figures.refusedStatuses + figures.refusedSubmits),
            formatCount(figures.lost),
            formatSeconds(figures.endToEndMs),
          ]
        : ['–', '–', '–'];
    }),
  ]);
  const columns: readonly Column[] = [
    ['', 'text'],
    ...names.flatMap((name): Column[] => [[`${name}: 429s`], ['lost'], ['end to end, s']]),
  ];
  return formatTable(columns, rows);
}

export function publishedShares(published: Results, sendsRetryAfter: boolean): string {
  const cells = published
    .of(OURS[0]!)
    .filter(({ cell }) => cell.sendsRetryAfter === sendsRetryAfter)
    .map(({ cell }) => cell.name);
  const rows = [...COLD, ...PEER_NAMES].map((name) => [
    name,
    ...cells.map((cell) => {
      const figures = published.at(name, cell);
      return figures ? formatShare(1 - figures.lost / figures.jobs) : '–';
    }),
  ]);
  const columns: readonly Column[] = [
    ['', 'text'],
    ...cells.map((cell): Column => [cell.replace(WITHOUT_RETRY_AFTER, '')]),
  ];
  return formatTable(columns, rows);
}

export function modelChecks(checks: readonly Check[]): string {
  const rows = checks.map(({ mode, real, model }) => {
    const pair = (format: (figures: Figures) => string) => [real, model].map(format).join(' / ');
    return [
      mode,
      real.cell.name,
      real.strategy,
      pair(({ lost, jobs }) => formatShare(1 - lost / jobs)),
      pair(({ statusesPerJob }) => formatNumber(statusesPerJob)),
      pair(({ refusedStatuses, refusedSubmits }) => formatCount(refusedStatuses + refusedSubmits)),
      pair(({ lagMs }) => formatSeconds(lagMs.mean)),
    ];
  });
  return formatTable(
    [
      ['', 'text'],
      ['', 'text'],
      ['package', 'text'],
      ['completed'],
      ['status requests per job'],
      ['429s'],
      ['lag mean, s'],
    ],
    rows,
  );
}

export function overHttp(http: readonly HttpFigures[]): string {
  const rows = http.map((figures) => [
    figures.name,
    `${figures.seed}`,
    `${figures.lost}`,
    `${figures.refused}`,
    formatNumber(figures.statusesPerJob),
    formatSeconds(figures.lagMeanMs),
    formatSeconds(figures.lagP95Ms),
    formatSeconds(figures.endToEndMs),
    formatSeconds(figures.delayP99Ms),
  ]);
  return formatTable(
    [
      ['', 'text'],
      ['seed'],
      ['lost'],
      ['429s'],
      ['status requests per job'],
      ['lag mean, s'],
      ['p95'],
      ['end to end, s'],
      ['event loop late by, p99, s'],
    ],
    rows,
  );
}
