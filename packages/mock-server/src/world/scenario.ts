/** A named story for all that is asked of a mock: how fast it is, what goes wrong, what becomes of jobs. As data. */
import * as z from 'zod/mini';
import type { Range } from './chance.ts';
import { deliveryFaultRuleSchema, type DeliveryFaultRule } from './deliveries.ts';
import { faultRuleSchema, type FaultRule } from './faults.ts';
import { usdSchema } from './ledger.ts';
import { outcomeRuleSchema, type OutcomeRule } from './outcomes.ts';
import { plans, type Plan } from './tenants.ts';

/** Plain JSON. What is not said is as it was chosen for the mock. */
export interface Scenario {
  readonly name: string;
  /** In a sentence, for people. */
  readonly description?: string | undefined;
  /** Of everybody, and of who comes later. */
  readonly plan?: Plan | undefined;
  /** In dollars; of everybody, and of who comes later. */
  readonly balanceUsd?: number | undefined;
  /** How long a job waits, and how long it is worked on, in milliseconds from least to most. */
  readonly latency?:
    { readonly queuedMs?: Range | undefined; readonly runningMs?: Range | undefined } | undefined;
  /** What goes wrong with requests. The first rule whose turn it is strikes. */
  readonly faults?: readonly FaultRule[] | undefined;
  /** What becomes of jobs; of the others the result is ready. */
  readonly outcomes?: readonly OutcomeRule[] | undefined;
  /** What goes wrong with deliveries. */
  readonly webhooks?: readonly DeliveryFaultRule[] | undefined;
}

const wholeMs = z.int().check(z.nonnegative());
const rangeSchema = z
  .tuple([wholeMs, wholeMs])
  .check(z.refine(([least, most]) => least <= most, 'least first, then most'));

export const scenarioSchema: z.ZodMiniType<Scenario> = z.strictObject({
  name: z.string().check(z.minLength(1)),
  description: z.optional(z.string()),
  plan: z.optional(z.enum(plans)),
  balanceUsd: z.optional(usdSchema),
  latency: z.optional(
    z.strictObject({ queuedMs: z.optional(rangeSchema), runningMs: z.optional(rangeSchema) }),
  ),
  faults: z.optional(z.array(faultRuleSchema)),
  outcomes: z.optional(z.array(outcomeRuleSchema)),
  webhooks: z.optional(z.array(deliveryFaultRuleSchema)),
});
