/** What becomes of the next jobs, where a test or a person has decided it beforehand. */
import * as z from 'zod/mini';
import type { Chance } from './chance.ts';
import { conditionsShape, type Conditions, type Moment } from './conditions.ts';
import { createRules, type IsOn, type Rules } from './rules.ts';

export const outcomes = ['completed', 'error', 'failed', 'unknown', 'stuck', 'empty'] as const;

/**
 * - `completed`: the picture is ready.
 * - `error`: the provider broke down. Not charged.
 * - `failed`: the model could not do it. Not charged.
 * - `unknown`: ends in a status that says nothing. Not charged.
 * - `stuck`: runs for ever, and holds its money for ever.
 * - `empty`: completed, and charged, without a usable URL.
 */
export type Outcome = (typeof outcomes)[number];

/** What becomes of the jobs that meet the conditions. */
export interface OutcomeRule extends Conditions {
  readonly outcome: Outcome;
  /** Told to the client as the reason, where the outcome has one. */
  readonly message?: string | undefined;
}

export const outcomeRuleSchema: z.ZodMiniType<OutcomeRule> = z.strictObject({
  ...conditionsShape,
  outcome: z.enum(outcomes),
  message: z.optional(z.string()),
});

export interface OutcomeScript extends Rules<OutcomeRule> {
  /** The outcome of the job that is being submitted now. */
  take(moment: Moment): Pick<OutcomeRule, 'outcome' | 'message'>;
}

export function createOutcomeScript(chance: Chance, isOn?: IsOn): OutcomeScript {
  const rules = createRules<OutcomeRule>('outcome', chance, isOn);
  return Object.assign(rules, {
    take: (moment: Moment) => rules.strike(moment) ?? { outcome: 'completed' as const },
  });
}
