/** All that was measured on virtual time, and the questions that are asked of it. */
import { geomean, type Figures } from './metrics.ts';
import type { Cell } from './workloads.ts';

export interface Results {
  readonly add: (figures: Figures) => void;
  /** Of one strategy, in the order of measuring; only those of `groups` where they are named. */
  readonly of: (strategy: string, ...groups: Cell['group'][]) => readonly Figures[];
  /** Of one strategy on one cell; undefined where that was left out. */
  readonly at: (strategy: string, cell: string) => Figures | undefined;
  /** The quickest of `strategies` that lost nothing on this cell. */
  readonly quickest: (strategies: readonly string[], cell: string) => Figures | undefined;
  /** In geometric mean over the cells of `group`: a quantity of one strategy in units of another's. */
  readonly ratio: (
    quantity: (figures: Figures) => number,
    strategy: string,
    unit: string,
    group: Cell['group'],
  ) => number;
}

export function createResults(): Results {
  const all = new Map<string, Map<string, Figures>>();
  const results: Results = {
    add(figures) {
      const cells = all.get(figures.strategy) ?? new Map<string, Figures>();
      all.set(figures.strategy, cells.set(figures.cell.name, figures));
    },
    of: (strategy, ...groups) =>
      [...(all.get(strategy)?.values() ?? [])].filter(
        ({ cell }) => groups.length === 0 || groups.includes(cell.group),
      ),
    at: (strategy, cell) => all.get(strategy)?.get(cell),
    quickest: (strategies, cell) =>
      strategies
        .flatMap((strategy) => results.at(strategy, cell) ?? [])
        .filter(({ lost }) => lost === 0)
        .toSorted((a, b) => a.endToEndMs - b.endToEndMs)[0],
    ratio: (quantity, strategy, unit, group) =>
      geomean(
        results.of(strategy, group).flatMap((figures) => {
          const other = results.at(unit, figures.cell.name);
          return other ? [quantity(figures) / quantity(other)] : [];
        }),
      ),
  };
  return results;
}
