/**
 * A job is a record that never changes: what becomes of it, and when, is decided at its submit. Where it
 * stands is computed from that plan and the time, so no timer has to fire for a job to move on.
 */
import * as z from 'zod/mini';
import type { JobFile, ResultPart } from './job-files.ts';
import { outcomes, type Outcome } from './outcomes.ts';
import { providerNames, type ProviderName } from './provider-names.ts';

export { providerNames, type ProviderName };

export const jobStatuses = ['queued', 'running', 'completed', 'empty', 'error', 'failed', 'unknown'] as const;

/** Where a job stands, in the mock's own words; each provider has its own for them. */
export type JobStatus = (typeof jobStatuses)[number];

export const jobRecordSchema = z.object({
  requestId: z.string(),
  provider: z.enum(providerNames),
  /** `remove_background`, `bria-rmbg-2-0-682`: the provider's name for this kind of job. */
  endpoint: z.string(),
  tenant: z.string(),
  priceMicroUsd: z.int(),
  /** Epoch milliseconds. */
  submittedAt: z.number(),
  outcome: z.enum(outcomes),
  message: z.optional(z.string()),
  /** What the client is told beside everything else, where the provider has a word for it. */
  warning: z.optional(z.string()),
  /** In the order of time; the first is at `submittedAt`. */
  plan: z.array(z.object({ at: z.number(), status: z.enum(jobStatuses) })),
  /** What it makes, by the names that the files have in links. */
  files: z.record(z.string(), z.custom<JobFile>()),
  /** What the provider says of them when the job is completed. */
  result: z.record(z.string(), z.custom<ResultPart>()),
});
/** A job as it was submitted; where it stands follows from its `plan` and the time. */
export type JobRecord = Readonly<z.infer<typeof jobRecordSchema>>;
/** What becomes of a job and when, in epoch milliseconds; the first entry is its submit. */
export type JobPlan = JobRecord['plan'];

export function planJob(
  submittedAt: number,
  outcome: Outcome,
  duration: { readonly queuedMs: number; readonly runningMs: number },
): JobPlan {
  const startedAt = submittedAt + duration.queuedMs;
  const plan: JobPlan = [
    { at: submittedAt, status: 'queued' },
    { at: startedAt, status: 'running' },
  ];
  return outcome === 'stuck' ? plan : [...plan, { at: startedAt + duration.runningMs, status: outcome }];
}

/** The phase of the plan that `now` falls into. */
export function phaseAt(plan: JobPlan, now: number): JobPlan[number] {
  const phase = plan.findLast(({ at }) => at <= now) ?? plan[0];
  if (!phase) throw new RangeError('A plan has at least one phase.');
  return phase;
}

export const statusAt = (plan: JobPlan, now: number): JobStatus => phaseAt(plan, now).status;
