/** What is asked of every way of waiting for jobs. */
import { drawFate, KINDS, LAWS, randomOf, type DurationLaw, type Fate, type Kind } from './durations.ts';
import { FAIR_LIMITERS, STRICT_LIMITERS, type LimiterKind } from './server-limiter.ts';

/** One kind of work under one limit; a seed makes a workload of it. */
export interface Cell {
  readonly name: string;
  readonly group: 'burst' | 'poisson' | 'unlike' | 'fair limiter' | 'strict limiter';
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  /** Requests per minute: of each submit endpoint, and of all status requests together. */
  readonly perMinute: number;
  readonly limiter: LimiterKind;
  readonly sendsRetryAfter: boolean;
  /** Jobs that are asked for at once, or at chance instants for so long. */
  readonly arrivals: { readonly count: number } | { readonly load: number; readonly forMs: number };
  /** Of every kind, in place of the usual. */
  readonly law?: (usual: DurationLaw) => DurationLaw;
  readonly seeds: number;
}

/** A job as it will be, whoever runs it. */
export interface PlannedJob extends Fate {
  readonly kind: Kind;
  /** When the app asks for it, milliseconds from the start. */
  readonly releasedMs: number;
}

export interface Workload {
  readonly cell: Cell;
  readonly seed: number;
  readonly jobs: readonly PlannedJob[];
}

const MIX = { edit: 0.5, gen: 0.4, video: 0.1 } as const;
const MIXES = { edit: { edit: 1 }, gen: { gen: 1 }, video: { video: 1 }, mix: MIX } as const;
type MixName = keyof typeof MIXES;

const PLAIN = { limiter: 'sliding log', sendsRetryAfter: true } as const;

/** The fewer jobs, the more often, so that chance evens out. */
const seedsFor = (count: number) => (count === 1 ? 150 : count === 10 ? 20 : count === 50 ? 6 : 3);

/** Of cells that a goal hangs on: with few seeds, chance would decide whether it is reached. */
const GOAL_SEEDS: Readonly<Record<string, number>> = {
  '10 edit @ 10': 200,
  '50 gen @ 60': 40,
  '500 mix @ 1000': 12,
};

const burst = (count: number, mix: MixName, perMinute: number): Cell => ({
  name: `${count} ${mix} @ ${perMinute}`,
  group: 'burst',
  kinds: MIXES[mix],
  perMinute,
  ...PLAIN,
  arrivals: { count },
  seeds: GOAL_SEEDS[`${count} ${mix} @ ${perMinute}`] ?? seedsFor(count),
});

/** All sizes, kinds and limits, but a mix of one, and 500 where the limit alone takes most of an hour. */
export const BURSTS: readonly Cell[] = [10, 60, 1000].flatMap((perMinute) =>
  (['edit', 'gen', 'video', 'mix'] as const).flatMap((mix) =>
    [1, 10, 50, 500]
      .filter((count) => !(mix === 'mix' && count === 1) && !(count === 500 && perMinute === 10))
      .map((count) => burst(count, mix, perMinute)),
  ),
);

const MINUTE_MS = 60_000;

const poisson = (mix: MixName, load: number, perMinute: number, minutes: number): Cell => ({
  ...burst(0, mix, perMinute),
  name: `${mix}, load ${load} @ ${perMinute}`,
  group: 'poisson',
  arrivals: { load, forMs: minutes * MINUTE_MS },
  seeds: 3,
});

/** Load 1 would be as many new jobs as status requests are allowed. */
export const POISSONS: readonly Cell[] = [
  poisson('edit', 0.2, 60, 10),
  poisson('edit', 0.8, 60, 10),
  poisson('gen', 0.2, 60, 10),
  poisson('gen', 0.5, 60, 10),
  poisson('gen', 0.8, 60, 10),
  poisson('gen', 0.95, 60, 10),
  poisson('video', 0.3, 60, 10),
  poisson('mix', 0.3, 60, 10),
  poisson('gen', 0.5, 1000, 2),
];

const unlike = (cell: Cell, how: string, law: NonNullable<Cell['law']>): Cell => ({
  ...cell,
  name: `${cell.name}, ${how}`,
  group: 'unlike',
  law,
});
const times = (factor: number) => (law: DurationLaw) => ({ ...law, medianMs: law.medianMs * factor });
const spread = (sigma: number) => (law: DurationLaw) => ({ ...law, sigma });

/** Jobs that do not take what their endpoint says, so that what was assumed must be unlearned. */
export const UNLIKE: readonly Cell[] = [
  unlike(burst(10, 'edit', 10), '3 × as long', times(3)),
  unlike(burst(50, 'edit', 60), '3 × as long', times(3)),
  unlike(burst(500, 'edit', 1000), '3 × as long', times(3)),
  unlike(burst(10, 'gen', 60), 'a third as long', times(1 / 3)),
  unlike(burst(50, 'gen', 60), 'a third as long', times(1 / 3)),
  unlike(burst(500, 'gen', 1000), 'a third as long', times(1 / 3)),
  unlike(burst(50, 'gen', 60), 'all nearly alike', spread(0.05)),
  unlike(burst(50, 'gen', 60), 'very unlike each other', spread(1)),
];

/** What the names of cells have at their end that are answered without a `Retry-After`. */
export const WITHOUT_RETRY_AFTER = ', no Retry-After';

/** The same without `Retry-After`. */
export const withoutRetryAfter = (cell: Cell): Cell => ({
  ...cell,
  name: cell.name + WITHOUT_RETRY_AFTER,
  sendsRetryAfter: false,
});

/** Twice the limit, so that it is met at every turn. */
const underLimiter = (group: Cell['group'], kinds: readonly LimiterKind[]): readonly Cell[] =>
  kinds.flatMap((limiter) => {
    const cell: Cell = { ...burst(120, 'edit', 60), name: limiter, group, limiter };
    return [cell, withoutRetryAfter(cell)];
  });

export const LIMITERS: readonly Cell[] = [
  ...underLimiter('fair limiter', FAIR_LIMITERS),
  ...underLimiter('strict limiter', STRICT_LIMITERS),
];

/** The same jobs for the same cell and seed, in the order in which they are asked for. */
export function workloadOf(cell: Cell, seed: number): Workload {
  const arrivals = randomOf(seed, 1);
  const fates = randomOf(seed, 2);
  const planned = (releasedMs: number): PlannedJob => {
    const kind = drawKind(cell.kinds, fates());
    const law = cell.law?.(LAWS[kind]) ?? LAWS[kind];
    return { kind, releasedMs, ...drawFate(law, fates) };
  };

  const jobs: PlannedJob[] = [];
  if ('count' in cell.arrivals) {
    while (jobs.length < cell.arrivals.count) jobs.push(planned(0));
  } else {
    const meanGapMs = MINUTE_MS / (cell.arrivals.load * cell.perMinute);
    for (let atMs = 0; (atMs -= Math.log(1 - arrivals()) * meanGapMs) < cell.arrivals.forMs;)
      jobs.push(planned(atMs));
  }
  return { cell, seed, jobs };
}

function drawKind(kinds: Cell['kinds'], lot: number): Kind {
  let sum = 0;
  const drawn = KINDS.find((kind) => lot < (sum += kinds[kind] ?? 0));
  // Shares add up to 1, but for the last bit.
  return drawn ?? KINDS.findLast((kind) => kinds[kind]) ?? 'edit';
}
