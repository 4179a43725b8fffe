/** What is to be reached, and whether it is. */
import { fallback, peersAs } from './contenders.ts';
import type { Results } from './results.ts';
import { formatNumber } from './table.ts';

export interface Outcome {
  readonly value: string;
  readonly isReached: boolean;
}

export interface Goal {
  readonly name: string;
  readonly wanted: string;
  /** Undefined where the cells that it is about were left out. */
  readonly judge: (strategy: string, results: Results) => Outcome | undefined;
}

/** A number of one cell that must not be larger than `most`. */
const atMost = (most: number, cell: string, quantity: 'endToEndRatio' | 'statusesPerJob') => ({
  wanted: `≤ ${most}`,
  judge: (strategy: string, results: Results) => {
    const figures = results.at(strategy, cell);
    if (!figures) return undefined;
    const value = figures[quantity];
    const error = figures.errors[quantity].toFixed(3);
    return { value: `${value.toFixed(3)} (± ${error})`, isReached: value <= most };
  },
});

/** A ratio to the evenly spaced fallback, over all bursts. */
const ofFallback = (most: number, quantity: Parameters<Results['ratio']>[0]) => ({
  wanted: `≤ ${most}`,
  judge: (strategy: string, results: Results) => {
    const value = results.ratio(quantity, strategy, fallback.name, 'burst');
    return { value: formatNumber(value), isReached: value <= most };
  },
});

const PEER_NAMES = peersAs('generous').map(({ name }) => name);

export const GOALS: readonly Goal[] = [
  {
    name: 'lost jobs and 429s, in every workload that any fair limiter admits',
    wanted: '0 and 0',
    judge(strategy, results) {
      const all = results.of(strategy, 'burst', 'poisson', 'unlike', 'fair limiter');
      const sum = (of: (figures: (typeof all)[number]) => number) =>
        all.reduce((total, figures) => total + of(figures), 0);
      const lost = sum((figures) => figures.lost);
      const refused = sum((figures) => figures.refusedSubmits + figures.refusedStatuses);
      return { value: `${lost} and ${refused} (${all.length} workloads)`, isReached: lost + refused === 0 };
    },
  },
  {
    name: '500 mixed jobs at 1000 a minute: end to end, of the oracle',
    ...atMost(1.15, '500 mix @ 1000', 'endToEndRatio'),
  },
  {
    name: '10 edits at 10 a minute: end to end, of the oracle',
    ...atMost(2.3, '10 edit @ 10', 'endToEndRatio'),
  },
  {
    name: '50 generations at 60 a minute: status requests per job',
    ...atMost(1.5, '50 gen @ 60', 'statusesPerJob'),
  },
  {
    name: 'all bursts: detection lag, of the evenly spaced fallback',
    ...ofFallback(0.8, ({ lagMs }) => lagMs.mean),
  },
  {
    name: 'all bursts: end to end, of the evenly spaced fallback',
    ...ofFallback(0.9, ({ endToEndMs }) => endToEndMs),
  },
  {
    name: 'everywhere: end to end, of the quickest generous peer there',
    wanted: '≤ 1.05',
    judge(strategy, results) {
      const compared = results.of(strategy).flatMap(({ cell, endToEndMs }) => {
        const best = results.quickest(PEER_NAMES, cell.name);
        return best ? [{ cell, ratio: endToEndMs / best.endToEndMs }] : [];
      });
      const slower = compared.filter(({ ratio }) => ratio > 1.05).length;
      const worst = compared.toSorted((a, b) => b.ratio - a.ratio)[0];
      if (!worst) return undefined;
      const where = `worst ${formatNumber(worst.ratio)}, at ${worst.cell.name}`;
      return { value: `${where}; over in ${slower} of ${compared.length}`, isReached: slower === 0 };
    },
  },
];
