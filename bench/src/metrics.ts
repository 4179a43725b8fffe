/** What is told of a strategy on a cell, over all its seeds. */
import { runOracle } from './oracle.ts';
import { runTrial, type Strategy, type TrialRecord } from './trial.ts';
import { workloadOf, type Cell } from './workloads.ts';

export interface Figures {
  readonly strategy: string;
  readonly cell: Cell;
  readonly jobs: number;
  readonly lost: number;
  readonly refusedSubmits: number;
  readonly refusedStatuses: number;
  /** Status requests sent, those that were refused too. */
  readonly statuses: number;
  readonly statusesPerJob: number;
  /** Standard errors, over the seeds, of the ratios of the same names. */
  readonly errors: { readonly statusesPerJob: number; readonly endToEndRatio: number };
  /** Milliseconds from a job's end to the app knowing it. NaN where no job was seen to end, as all that follows. */
  readonly lagMs: { readonly mean: number; readonly p50: number; readonly p95: number; readonly p99: number };
  /** Milliseconds from the app asking for a job to knowing its end. */
  readonly endToEndMs: number;
  /** Of `endToEndMs` to that of the oracle, on the same jobs. */
  readonly endToEndRatio: number;
  readonly makespanRatio: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The geometric mean, for ratios. */
export const geomean = (ratios: readonly number[]): number => Math.exp(mean(ratios.map(Math.log)));

/** Of sorted values: the smallest that at least a share `p` of them does not exceed. */
export const quantile = (sorted: readonly number[], p: number): number =>
  sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN;

/** The standard error of the ratio of two sums, from its parts with one of them left out in turn (jackknife). */
export function ratioError(parts: readonly (readonly [over: number, under: number])[]): number {
  const total = (at: 0 | 1) => parts.reduce((sum, part) => sum + part[at], 0);
  const [over, under] = [total(0), total(1)];
  const without = parts.map((part) => (over - part[0]) / (under - part[1]));
  const middle = mean(without);
  const squares = without.reduce((sum, ratio) => sum + (ratio - middle) ** 2, 0);
  return Math.sqrt((squares * (parts.length - 1)) / parts.length);
}

/** Runs every seed of the cell. */
export async function measure(strategy: Strategy, cell: Cell): Promise<Figures> {
  return summarize(strategy.name, cell, (workload) => runTrial(strategy, workload));
}

export const measureOracle = (cell: Cell): Promise<Figures> =>
  summarize('oracle', cell, (workload) => Promise.resolve(runOracle(workload)));

async function summarize(
  strategy: string,
  cell: Cell,
  run: (workload: ReturnType<typeof workloadOf>) => Promise<TrialRecord>,
): Promise<Figures> {
  const lags: number[] = [];
  const endToEnds: number[] = [];
  const ofOracle: number[] = [];
  const makespans: number[] = [];
  const perJob: [number, number][] = [];
  const perOracle: [number, number][] = [];
  const sums = { jobs: 0, lost: 0, refusedSubmits: 0, refusedStatuses: 0, statuses: 0 };
  for (let seed = 1; seed <= cell.seeds; seed++) {
    const workload = workloadOf(cell, seed);
    const record = await run(workload);
    const oracle = runOracle(workload);
    const bestMs = new Map(oracle.ends.map(({ index, endToEndMs }) => [index, endToEndMs]));
    const ofSeed: [number, number] = [0, 0];
    for (const { index, lagMs, endToEndMs } of record.ends) {
      ofSeed[0] += endToEndMs;
      ofSeed[1] += bestMs.get(index)!;
      lags.push(lagMs);
      endToEnds.push(endToEndMs);
      ofOracle.push(bestMs.get(index)!);
    }
    perOracle.push(ofSeed);
    perJob.push([record.traffic.statuses, workload.jobs.length]);
    makespans.push(record.makespanMs / oracle.makespanMs);
    sums.jobs += workload.jobs.length;
    sums.lost += record.lost;
    sums.refusedSubmits += record.traffic.refusedSubmits;
    sums.refusedStatuses += record.traffic.refusedStatuses;
    sums.statuses += record.traffic.statuses;
  }
  lags.sort((a, b) => a - b);
  return {
    strategy,
    cell,
    ...sums,
    statusesPerJob: sums.statuses / sums.jobs,
    errors: { statusesPerJob: ratioError(perJob), endToEndRatio: ratioError(perOracle) },
    lagMs: {
      mean: mean(lags),
      p50: quantile(lags, 0.5),
      p95: quantile(lags, 0.95),
      p99: quantile(lags, 0.99),
    },
    endToEndMs: mean(endToEnds),
    endToEndRatio: mean(endToEnds) / mean(ofOracle),
    makespanRatio: sums.lost > 0 ? NaN : mean(makespans),
  };
}
