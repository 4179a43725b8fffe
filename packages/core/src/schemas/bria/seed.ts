import * as z from '../z.ts';

/** An integer: a number where it is a safe one, else as text. */
export type Seed = number | string;

export const isSeed = (value: unknown): value is Seed =>
  Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));

/** Of endpoints that draw lots. */
export interface Seedable {
  /** The same seed and input give the same result again. Default: a random one, which the result tells. */
  readonly seed?: Seed | undefined;
}

export const seed = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Seedable> => ({
  seed: z.optional(z.custom<Seed>(isSeed, 'integer, as text beyond 2^53', { type: 'integer' })),
});
