/**
 * What the mock must do, once more and as plainly as can be: who is let in, what that costs, and where each job
 * stands. It shares no code with the mock, and is no quicker than it has to be.
 */

export const tenants = ['tenant-a', 'tenant-b'] as const;
export const plans = { free: 10, starter: 60 } as const;
export const outcomes = ['completed', 'empty', 'failed', 'error', 'unknown', 'stuck'] as const;
export const endpoints = {
  cutOut: { provider: 'bria', field: 'image', path: '/v2/image/edit/remove_background' },
  enhance: { provider: 'bria', field: 'image', path: '/v2/image/edit/enhance' },
  rmbg: { provider: 'pixazo', field: 'image_url', path: '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request' },
} as const;

export type TenantName = (typeof tenants)[number];
export type PlanName = keyof typeof plans;
export type OutcomeName = (typeof outcomes)[number];
export type EndpointName = keyof typeof endpoints;

export const QUEUED_MS = 500;
export const RUNNING_MS = 1500;
export const BEGINNING = { plan: 'free', microUsd: 250_000 } as const;
const PICTURE_MICRO_USD = 18_000;
const PIXAZO_PER_MINUTE = 60;

export interface ModelJob {
  readonly tenant: TenantName;
  readonly endpoint: EndpointName;
  readonly outcome: OutcomeName;
  readonly at: number;
  readonly hooked: boolean;
}

/** What an answer must be: a status, and with a 429 how long to wait. */
export interface Verdict {
  readonly status: 200 | 202 | 402 | 429;
  readonly retryAfterMs?: number;
}

const WORDS = {
  bria: {
    queued: 'IN_PROGRESS',
    running: 'IN_PROGRESS',
    stuck: 'IN_PROGRESS',
    completed: 'COMPLETED',
    empty: 'COMPLETED',
    failed: 'ERROR',
    error: 'ERROR',
    unknown: 'UNKNOWN',
  },
  pixazo: {
    queued: 'QUEUED',
    running: 'PROCESSING',
    stuck: 'PROCESSING',
    completed: 'COMPLETED',
    empty: 'COMPLETED',
    failed: 'FAILED',
    error: 'ERROR',
    unknown: 'UNKNOWN',
  },
} as const;

export function createReferenceModel() {
  const plan = new Map<TenantName, PlanName>();
  /** What each tenant was given in all, from outside. */
  const given = new Map<TenantName, number>();
  const jobs: ModelJob[] = [];
  const admitted: { readonly key: string; readonly at: number }[] = [];

  const microUsd = (tenant: TenantName, now: number): number =>
    jobs
      .filter((job) => job.tenant === tenant)
      .reduce((left, job) => left - (isGivenBack(job, now) ? 0 : PICTURE_MICRO_USD), givenTo(tenant));
  const givenTo = (tenant: TenantName) => given.get(tenant) ?? BEGINNING.microUsd;
  const isGivenBack = ({ at, outcome }: ModelJob, now: number) =>
    now - at >= QUEUED_MS + RUNNING_MS && ['failed', 'error', 'unknown'].includes(outcome);

  /** The verdict on one more request: undefined when it is let in. */
  const refuseAt = (key: string, limit: number, now: number): Verdict | undefined => {
    const recent = admitted.filter((each) => each.key === key && now - each.at < 60_000);
    const first = recent.at(-limit);
    if (recent.length >= limit && first) return { status: 429, retryAfterMs: first.at + 60_000 - now };
    admitted.push({ key, at: now });
    return undefined;
  };
  const limitOf = (tenant: TenantName, endpoint: EndpointName) =>
    endpoints[endpoint].provider === 'pixazo'
      ? { key: `${tenant} pixazo`, limit: PIXAZO_PER_MINUTE }
      : { key: `${tenant} ${endpoint}`, limit: plans[plan.get(tenant) ?? BEGINNING.plan] };

  return {
    jobs,
    microUsd,
    setPlan: (tenant: TenantName, next: PlanName) => void plan.set(tenant, next),
    setMicroUsd(tenant: TenantName, next: number, now: number) {
      given.set(tenant, givenTo(tenant) + next - microUsd(tenant, now));
    },
    submit(job: ModelJob): Verdict {
      const { key, limit } = limitOf(job.tenant, job.endpoint);
      const refused = refuseAt(key, limit, job.at);
      if (refused) return refused;
      if (microUsd(job.tenant, job.at) < PICTURE_MICRO_USD) return { status: 402 };
      jobs.push(job);
      return { status: 202 };
    },
    /** A status request: Bria's take no place, Pixazo's do. */
    poll({ tenant, endpoint }: ModelJob, now: number): Verdict {
      const { key, limit } = limitOf(tenant, endpoint);
      const refused = endpoints[endpoint].provider === 'pixazo' ? refuseAt(key, limit, now) : undefined;
      return refused ?? { status: 200 };
    },
    wordFor({ endpoint, outcome, at }: ModelJob, now: number): string {
      const ageMs = now - at;
      const phase = ageMs < QUEUED_MS ? 'queued' : ageMs < QUEUED_MS + RUNNING_MS ? 'running' : outcome;
      return WORDS[endpoints[endpoint].provider][phase];
    },
    /** Who is told of the end: neither provider tells of what it has no word for, or of what does not end. */
    isTold: ({ outcome, hooked }: ModelJob): boolean =>
      hooked && outcome !== 'stuck' && outcome !== 'unknown',
  };
}
