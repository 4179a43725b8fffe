/** What clients are told that asked to be called, and how it went. Data only. */
import * as z from 'zod/mini';
import type { Range } from './chance.ts';
import { conditionsShape, type Conditions } from './conditions.ts';
import type { ProviderName } from './provider-names.ts';

/** Where a client wants to be told about its job, and how a provider goes about it. */
export interface Webhook {
  readonly url: string;
  /** Where links to results point. */
  readonly mediaOrigin: string;
  /** How long after each attempt that fails the next one follows; there is one attempt more than gaps. */
  readonly retryGapsMs: readonly number[];
  /** Tell of a running job too, at gaps that grow with its age, from least to most. Default: of the end only. */
  readonly updateGapMs?: Range;
}

/** One message about a job, in as many attempts as it takes. */
export interface Delivery extends Webhook {
  readonly id: string;
  readonly requestId: string;
  readonly provider: ProviderName;
  /** The token that the job was submitted with. */
  readonly tenant: string;
  /** The instant that it tells of, epoch milliseconds; it leaves then, unless a fault keeps it. */
  readonly occurredAt: number;
  /** `given-up`: no attempt was accepted, and there will be none. `dropped`: a fault lost it. */
  readonly state: 'owed' | 'accepted' | 'given-up' | 'dropped';
  /** Oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** What was made to go wrong with it. */
  readonly fault?: DeliveryFault;
}

/** One request to a receiver, and what came of it. */
export interface DeliveryAttempt {
  /** When it left, epoch milliseconds. */
  readonly at: number;
  /**
   * `waiting`: for an answer. `accepted`: by any 2xx. `refused`: by any other answer, redirects included.
   * `timed-out`: there was none in 10 s. `unreachable`: nobody was there to answer.
   */
  readonly result: 'waiting' | 'accepted' | 'refused' | 'timed-out' | 'unreachable';
  /** The HTTP status of the answer. */
  readonly status?: number;
}

/** How an attempt came out. */
export type DeliveryResult = Omit<DeliveryAttempt, 'at'>;

export const deliveryFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['drop', 'duplicate', 'forge', 'reorder']) }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().check(z.positive()) }),
  z.strictObject({ kind: z.literal('stale'), ageMs: z.optional(z.int().check(z.positive())) }),
]);

/**
 * - `drop`: it never leaves.
 * - `duplicate`: the same comes twice.
 * - `reorder`: it waits until another delivery has left before it.
 * - `delay`: it leaves `delayMs` late.
 * - `forge`: it is an impostor's. Bria's has the signature of another token, Pixazo's names another job.
 * - `stale`: it is from `ageMs` ago, by default a day. Bria's was signed then, Pixazo's says what was true then.
 */
export type DeliveryFault = Readonly<z.infer<typeof deliveryFaultSchema>>;

/** What goes wrong with the deliveries that meet the conditions, all attempts of each. */
export interface DeliveryFaultRule extends Conditions {
  readonly fault: DeliveryFault;
}

export const deliveryFaultRuleSchema: z.ZodMiniType<DeliveryFaultRule> = z.strictObject({
  ...conditionsShape,
  fault: deliveryFaultSchema,
});

/** Which deliveries to look at: those that agree with every field that is given. */
export interface DeliveryFilter {
  /** A token. */
  readonly tenant?: string;
  readonly requestId?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How much older than it pretends to be a delivery is. */
export const ageOf = ({ fault }: Delivery): number => (fault?.kind === 'stale' ? (fault.ageMs ?? DAY_MS) : 0);
