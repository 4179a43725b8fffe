/**
 * When a rule strikes: what a moment has to be like, and which of the moments that are like that. All of it is
 * plain JSON, and all chance in it comes from the seed.
 */
import * as z from 'zod/mini';
import { providerNames, type ProviderName } from './provider-names.ts';

/** What a moment has to be like for a rule to strike, and how often it does. */
export interface Conditions {
  /** Default: both. The files of a job belong to its provider. */
  readonly provider?: ProviderName | undefined;
  /** A token. The files of a job belong to who submitted it. Default: everybody. */
  readonly tenant?: string | undefined;
  /**
   * An endpoint, by its id (`image/generate`, `bria-rmbg-2-0-682`), by its path (`/v2/status/:requestId`) or by
   * the path of one request (`/v2/status/0a1b`). Default: all.
   */
  readonly endpoint?: string | undefined;
  /** On the mock's clock, in milliseconds since the rule was added; the end is not in it. Default: always. */
  readonly window?:
    { readonly fromMs?: number | undefined; readonly untilMs?: number | undefined } | undefined;
  /** The first moment that it strikes, counted from 1. Default: `every`, or 1. */
  readonly nth?: number | undefined;
  /** From there on it strikes at each so-manieth. Default 1. */
  readonly every?: number | undefined;
  /** The chance that it then strikes, 0 to 1. Default 1. */
  readonly probability?: number | undefined;
  /**
   * How often it strikes before it is used up. Default 1, and `always` for a rule with `every`, `probability` or
   * `window`.
   */
  readonly times?: number | 'always' | undefined;
}

const positive = z.int().check(z.positive());
const nonNegative = z.number().check(z.nonnegative());

/** For the schemas of rules, which have more in them. */
export const conditionsShape = {
  provider: z.optional(z.enum(providerNames)),
  tenant: z.optional(z.string()),
  endpoint: z.optional(z.string().check(z.minLength(1))),
  window: z.optional(z.strictObject({ fromMs: z.optional(nonNegative), untilMs: z.optional(nonNegative) })),
  nth: z.optional(positive),
  every: z.optional(positive),
  probability: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  times: z.optional(z.union([positive, z.literal('always')])),
};

/** One occasion on which a rule may strike. */
export interface Moment {
  readonly now: number;
  readonly provider: ProviderName | undefined;
  readonly tenant: string | undefined;
  /** The path of the request, and what else its endpoint is called. */
  readonly paths: readonly string[];
}

/** Whether the moment is one of those that the rule counts. */
export function meets(rule: Conditions, { now, provider, tenant, paths }: Moment, addedAt: number): boolean {
  return (
    (rule.provider === undefined || rule.provider === provider) &&
    (rule.tenant === undefined || rule.tenant === tenant) &&
    (rule.endpoint === undefined || namesEndpoint(rule.endpoint, paths)) &&
    (rule.window === undefined || isWithin(rule.window, now - addedAt))
  );
}

const isWithin = ({ fromMs = 0, untilMs = Infinity }: NonNullable<Conditions['window']>, ms: number) =>
  ms >= fromMs && ms < untilMs;

/** Whether it is this moment's turn, apart from chance. @param seen - how many were counted, this one too. */
export function isTurn({ every = 1, nth }: Conditions, seen: number): boolean {
  const first = nth ?? every;
  return seen >= first && (seen - first) % every === 0;
}

export function timesOf({ times, every, probability, window }: Conditions): number {
  if (times === 'always') return Infinity;
  return times ?? (every === undefined && probability === undefined && window === undefined ? 1 : Infinity);
}

/**
 * Whether an endpoint is called this: by the end of its path, which is Bria's way to say it, or by the beginning,
 * which is Pixazo's.
 */
export function namesEndpoint(name: string, paths: readonly string[]): boolean {
  const path = name.replace(/^[A-Z]+ /, '').replace(/\{(\w+)\}/g, ':$1');
  if (path.startsWith('/')) return paths.includes(path);
  return paths.some((known) => known.endsWith(`/${path}`) || known.startsWith(`/${path}/`));
}
