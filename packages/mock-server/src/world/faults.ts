/** What goes wrong with requests on purpose, as plain JSON. */
import * as z from 'zod/mini';
import type { Chance } from './chance.ts';
import { conditionsShape, type Conditions, type Moment } from './conditions.ts';
import { jobStatuses, type JobStatus } from './jobs.ts';
import { operations, type Operation } from './journal-entry.ts';
import { createRules, type IsOn, type Rules } from './rules.ts';

/** One thing going wrong on purpose. */
export interface FaultRule extends Conditions {
  /** What the request is for. */
  readonly on: Operation | 'any';
  /** Only what is asked about a job that stands so, and about its files. Default: whatever it is about. */
  readonly jobStatus?: JobStatus | undefined;
  /** Only what is asked about a job that came to its end at least so long ago, in milliseconds. */
  readonly endedMsAgo?: number | undefined;
  /**
   * The request is served first, and then its answer is lost: a submit creates its job. Only an answer that
   * would have been good is lost. Default false; effects that spoil the answer itself come after in any case.
   */
  readonly after?: boolean | undefined;
  readonly effect: FaultEffect;
}

/** What goes wrong: another answer, a spoilt one, a late one, or none. */
export type FaultEffect =
  /** Any answer at all. */
  | {
      readonly kind: 'respond';
      /** 200 to 599. */
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      /** An object is sent as JSON. */
      readonly body?: string | object | undefined;
    }
  /** The provider's own way of saying no. */
  | {
      readonly kind: 'refuse';
      readonly status: RefusedStatus;
      /** When to come again, in milliseconds; it is rounded up to whole seconds. Default: it is not said. */
      readonly retryAfterMs?: number | undefined;
      /** How that is said; `nonsense` can be read by nobody. Default `seconds`. */
      readonly retryAfter?: 'seconds' | 'http-date' | 'nonsense' | undefined;
    }
  /** HTML of whoever stands before the provider: a bot check, a firewall, or a gateway that finds nobody. */
  | { readonly kind: 'edge'; readonly page: EdgePage }
  /**
   * Spoils the body of the answer. `malformed`: whole, and no JSON. `truncated`: only its first half, in an answer
   * that is complete. `cut`: the connection breaks in the middle. `empty`: nothing is left.
   */
  | { readonly kind: 'garble'; readonly how: 'malformed' | 'truncated' | 'cut' | 'empty' }
  /** The answer takes its time on the mock's clock, in milliseconds: until it begins, and until its body is there. */
  | { readonly kind: 'slow'; readonly headMs?: number | undefined; readonly bodyMs?: number | undefined }
  /**
   * A status request is told that the job stands so, whatever is true: for ever running, back in the queue. `word`:
   * in a word of the provider's that nobody knows.
   */
  | { readonly kind: 'report'; readonly status?: JobStatus | undefined; readonly word?: string | undefined }
  /** Storage no longer has the file. Default 403, as for a link whose time is over. */
  | { readonly kind: 'expired'; readonly status?: 403 | 404 | 410 | undefined }
  /** The connection breaks, or was never made: `ECONNREFUSED`. Default `ECONNRESET`. */
  | { readonly kind: 'network-error'; readonly code?: NetworkErrorCode | undefined }
  /** No answer at all, until the client gives up. */
  | { readonly kind: 'hang' };

const refusedStatuses = [400, 401, 402, 403, 404, 408, 409, 413, 415, 422, 429, 500, 502, 503, 504] as const;
/** What a provider can be made to refuse with. */
export type RefusedStatus = (typeof refusedStatuses)[number];

const edgePages = ['cloudflare-challenge', 'akamai-denied', 'bad-gateway'] as const;
/** Pages that are no answer of a provider's. */
export type EdgePage = (typeof edgePages)[number];

const networkErrorCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'] as const;
/** How Node calls what is wrong with a connection. */
export type NetworkErrorCode = (typeof networkErrorCodes)[number];

const durationMs = z.optional(z.int().check(z.nonnegative()));

const effectSchema: z.ZodMiniType<FaultEffect> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('respond'),
    status: z.int().check(z.minimum(200), z.maximum(599)),
    headers: z.optional(z.record(z.string(), z.string())),
    body: z.optional(z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())])),
  }),
  z.strictObject({
    kind: z.literal('refuse'),
    status: z.literal(refusedStatuses),
    retryAfterMs: durationMs,
    retryAfter: z.optional(z.enum(['seconds', 'http-date', 'nonsense'])),
  }),
  z.strictObject({ kind: z.literal('edge'), page: z.enum(edgePages) }),
  z.strictObject({ kind: z.literal('garble'), how: z.enum(['malformed', 'truncated', 'cut', 'empty']) }),
  z.strictObject({ kind: z.literal('slow'), headMs: durationMs, bodyMs: durationMs }),
  z.strictObject({
    kind: z.literal('report'),
    status: z.optional(z.enum(jobStatuses)),
    word: z.optional(z.string()),
  }),
  z.strictObject({ kind: z.literal('expired'), status: z.optional(z.literal([403, 404, 410])) }),
  z.strictObject({ kind: z.literal('network-error'), code: z.optional(z.enum(networkErrorCodes)) }),
  z.strictObject({ kind: z.literal('hang') }),
]);

export const faultRuleSchema: z.ZodMiniType<FaultRule> = z.strictObject({
  ...conditionsShape,
  on: z.enum([...operations, 'any']),
  jobStatus: z.optional(z.enum(jobStatuses)),
  endedMsAgo: durationMs,
  after: z.optional(z.boolean()),
  effect: effectSchema,
});

/** A rule that was added. */
export interface FaultHandle {
  /** What `faults.remove` and `DELETE /__admin/faults/:id` know it by. */
  readonly id: string;
  /** Takes the rule away, however often it has yet to strike. */
  remove(): void;
}

export interface FaultMoment extends Moment {
  readonly operation: Operation;
  readonly after: boolean;
  /** How the job stands that is asked about, and since when. */
  readonly job:
    { readonly status: JobStatus; readonly since: number; readonly hasEnded: boolean } | undefined;
}

export interface Faults extends Rules<FaultRule> {
  /** What goes wrong now, if anything does. */
  effectAt(moment: FaultMoment): FaultEffect | undefined;
}

/** @param onStrike - is told of each rule that strikes. */
export function createFaults(
  chance: Chance,
  isOn?: IsOn,
  onStrike: (rule: FaultRule, moment: FaultMoment) => void = () => {},
): Faults {
  const rules = createRules<FaultRule>('fault', chance, isOn);
  return Object.assign(rules, {
    effectAt(moment: FaultMoment) {
      const rule = rules.strike(moment, (candidate) => fits(candidate, moment));
      if (rule) onStrike(rule, moment);
      return rule?.effect;
    },
  });
}

function fits(rule: FaultRule, { operation, after, job, now }: FaultMoment): boolean {
  if (rule.on !== 'any' && rule.on !== operation) return false;
  if (comesAfter(rule) !== after) return false;
  if (rule.effect.kind === 'report' && (operation !== 'status' || !job)) return false;
  if (rule.jobStatus !== undefined && rule.jobStatus !== job?.status) return false;
  return rule.endedMsAgo === undefined || (job?.hasEnded === true && now - job.since >= rule.endedMsAgo);
}

/** Whether there has to be an answer before it can go wrong. */
function comesAfter({ effect, after = false }: FaultRule): boolean {
  return after || effect.kind === 'garble' || effect.kind === 'slow' || effect.kind === 'report';
}
