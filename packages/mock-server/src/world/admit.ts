/**
 * The door to paid work: the limit, the money and the job, decided in one step without an `await` in it, so
 * that twenty submits at once cannot spend the same balance.
 */
import { assertNever } from './assert-never.ts';
import { drawMs, type Range } from './chance.ts';
import type { Work } from './job-files.ts';
import { planJob, type JobRecord, type ProviderName } from './jobs.ts';
import type { Outcome } from './outcomes.ts';
import { runDue, type World } from './world.ts';

export interface JobOrder {
  readonly requestId: string;
  readonly provider: ProviderName;
  readonly endpoint: string;
  /** Of the request. */
  readonly path: string;
  readonly tenant: string;
  readonly priceMicroUsd: number;
  /** `perMinute` places in the window that `key` names. */
  readonly limit: { readonly key: string; readonly perMinute: number };
  readonly queuedMs: Range;
  readonly runningMs: Range;
  readonly work: Work;
  readonly warning?: string | undefined;
  /** Why the result will not be given out: the job fails, whatever was decided for it. */
  readonly withheld?: string | undefined;
}

export type Admittance =
  | { readonly kind: 'admitted'; readonly job: JobRecord }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Whoever cannot pay has used a place in the window: the limit counts what it lets through. */
  | { readonly kind: 'insufficient-balance' };

export function admit(world: World, order: JobOrder, now: number): Admittance {
  runDue(world, now);
  const { limit, path, queuedMs, runningMs, work, warning, withheld, ...rest } = order;
  const place = world.limiter.take(limit.key, limit.perMinute, now);
  if (!place.admitted) return { kind: 'rate-limited', retryAfterMs: place.retryAfterMs };
  if (!world.ledger.hold(order.tenant, order.requestId, order.priceMicroUsd, now))
    return { kind: 'insufficient-balance' };

  const scripted = world.outcomes.take({
    now,
    provider: order.provider,
    tenant: order.tenant,
    paths: [path, `/${order.endpoint}`],
  });
  const { outcome, message } =
    withheld === undefined ? scripted : ({ outcome: 'failed', message: withheld } as const);
  const random = world.chance.next('latency');
  const duration = { queuedMs: drawMs(random, queuedMs), runningMs: drawMs(random, runningMs) };
  const plan = planJob(now, outcome, duration);
  const job: JobRecord = {
    ...rest,
    ...work,
    submittedAt: now,
    outcome,
    plan,
    ...(message !== undefined && { message }),
    ...(warning !== undefined && { warning }),
  };
  world.jobs.insert(job);
  world.tell({ type: 'job-admitted', job });
  const effect = moneyEffectOf(outcome);
  const endsAt = plan.at(-1)?.at ?? now;
  if (effect) world.agenda.add(endsAt, { type: effect, requestId: job.requestId });
  return { kind: 'admitted', job };
}

export function moneyEffectOf(outcome: Outcome): 'charge' | 'release' | undefined {
  switch (outcome) {
    case 'completed':
    case 'empty':
      return 'charge';
    case 'error':
    case 'failed':
    case 'unknown':
      return 'release';
    case 'stuck':
      return undefined;
    default:
      return assertNever(outcome);
  }
}
