/** What a simulated account has to do. Durations are synthetic: log-normal with a heavy tail. */
import type { Polled } from '../src/pacing/pacing.ts';
import type { Random } from '../src/primitives/random.ts';

/** What the limit counts in. */
export const WINDOW_MS = 60_000;

export interface Kind {
  readonly endpoint: string;
  readonly medianMs: number;
  readonly sigma: number;
}

export const EDIT: Kind = { endpoint: 'edit', medianMs: 6_000, sigma: 0.35 };
export const GEN: Kind = { endpoint: 'gen', medianMs: 20_000, sigma: 0.45 };
export const VIDEO: Kind = { endpoint: 'video', medianMs: 110_000, sigma: 0.4 };

export interface Workload {
  readonly jobs: number;
  /** Taken in turn. */
  readonly kinds: readonly Kind[];
  readonly perMinute: number;
  readonly seed: number;
  /** Jobs come one by one, so many per minute, instead of all at once. */
  readonly arrivalsPerMinute?: number;
  /** Submits count against the limit of polls too. */
  readonly isShared?: boolean;
  /** What the provider really allows, where that is not what the client was told. */
  readonly trulyPerMinute?: number;
  /** What the client takes for the typical duration, relative to the true median. */
  readonly priorFactor?: number;
  readonly policy?: Polled['policy'];
  /** Part of the answers that fail. */
  readonly missed?: number;
  /** The clock is set by so much, each at its instant. */
  readonly clockShifts?: readonly { readonly at: number; readonly byMs: number }[];
}

/** A duration: log-normal, one in forty fails early, one in thirty takes for ever. */
export function drawDurationMs({ medianMs, sigma }: Kind, random: Random): number {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const usual = medianMs * Math.exp(sigma * normal());
  const fate = random();
  if (fate < 0.025) return Math.round(usual * 0.2 * random() + 100);
  if (fate < 0.055) return Math.round(medianMs * 2 * Math.min(20, (1 - random()) ** (-1 / 1.5)));
  return Math.round(usual);
}
