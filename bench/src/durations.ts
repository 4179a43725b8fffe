/**
 * How long jobs take. Nobody has measured the real APIs: a log-normal law per kind, some that take far longer, and
 * some that fail early, all of it made up.
 */
import { seededRandom, type Random } from '@briakit/core/testing';

/** The kinds of jobs, each with an endpoint and a submit limit of its own. */
export const KINDS = ['edit', 'gen', 'video'] as const;
export type Kind = (typeof KINDS)[number];

export interface DurationLaw {
  readonly medianMs: number;
  /** Of the logarithm. */
  readonly sigma: number;
}

export const LAWS: Readonly<Record<Kind, DurationLaw>> = {
  edit: { medianMs: 6_000, sigma: 0.35 },
  gen: { medianMs: 20_000, sigma: 0.45 },
  video: { medianMs: 110_000, sigma: 0.4 },
};

/** What becomes of one job, whoever asks for it and however. */
export interface Fate {
  readonly durationMs: number;
  readonly isFailure: boolean;
}

const TAIL_SHARE = 0.03;
const TAIL_EXPONENT = 1.5;
const FAILURE_SHARE = 0.025;

/** The same chances are drawn whatever becomes of the job, so that fates do not hang on one another. */
export function drawFate({ medianMs, sigma }: DurationLaw, random: Random): Fate {
  const lot = random();
  const uniform = 1 - random();
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  if (lot < FAILURE_SHARE) return { durationMs: medianMs * (0.05 + 0.45 * uniform), isFailure: true };
  if (lot < FAILURE_SHARE + TAIL_SHARE)
    return { durationMs: medianMs * Math.min(15, 2 * uniform ** (-1 / TAIL_EXPONENT)), isFailure: false };
  return { durationMs: medianMs * Math.exp(sigma * normal), isFailure: false };
}

/** A stream of its own for each purpose: one use of chance does not move the numbers of another. */
export const randomOf = (seed: number, purpose: number): Random =>
  seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b));
