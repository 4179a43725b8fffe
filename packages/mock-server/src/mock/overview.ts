/** How things stand in a mock, at a glance: what the dashboard shows. Tenants are named by a hint at their token. */
import type { Delivery } from '../world/deliveries.ts';
import type { JobFile } from '../world/job-files.ts';
import { phaseAt, type JobRecord, type JobStatus, type ProviderName } from '../world/jobs.ts';
import type { JournalEntry } from '../world/journal.ts';
import { MICRO_USD } from '../world/ledger.ts';
import type { LimitUsage } from '../world/limiter.ts';
import { tenantHint, type Plan } from '../world/tenants.ts';
import { scenarioOf, type World } from '../world/world.ts';

/** Instants are epoch milliseconds on the mock's clock. */
export interface Overview {
  readonly now: number;
  readonly tenants: readonly TenantOverview[];
  /** Windows in which places are taken, the fullest first. */
  readonly limits: readonly LimitOverview[];
  /** The latest 100, newest first. */
  readonly jobs: readonly JobOverview[];
  readonly jobCount: number;
  /** The latest 200, newest first. */
  readonly requests: readonly Hinted<JournalEntry>[];
  /** The latest 100, newest first. */
  readonly deliveries: readonly Hinted<Delivery>[];
}

/** With a hint in place of the token. */
export type Hinted<Item extends { readonly tenant?: string | undefined }> = Omit<Item, 'tenant'> & {
  readonly tenant?: string | undefined;
};

/** A token's wallet and plan. */
export interface TenantOverview {
  /** The hint at its token, by which `/__admin/tenants/:tenant` knows it. */
  readonly tenant: string;
  readonly plan: Plan;
  readonly scenario: string;
  readonly balanceUsd: number;
  /** What running jobs hold. */
  readonly heldUsd: number;
}

/** What is left of one limit. */
export interface LimitOverview extends Omit<LimitUsage, 'key'> {
  readonly tenant: string;
  /** Whose requests are counted: `POST /v2/image/generate`, `pixazo`. */
  readonly bucket: string;
}

/** A job, in a line. */
export interface JobOverview {
  readonly requestId: string;
  readonly provider: ProviderName;
  readonly endpoint: string;
  readonly tenant: string;
  readonly status: JobStatus;
  readonly submittedAt: number;
  /** Since when it has stood so. */
  readonly since: number;
  /** Whether it will not change any more; a stuck one never ends. */
  readonly hasEnded: boolean;
  readonly priceUsd: number;
  /** What is drawn, where words say so. */
  readonly words?: string | undefined;
  /** Why it came to that. */
  readonly message?: string | undefined;
  /** What there is to see, when it is there. */
  readonly files: readonly { readonly name: string; readonly kind: JobFile['kind'] }[];
}

const MOST_JOBS = 100;
const MOST_REQUESTS = 200;
const MOST_DELIVERIES = 100;

/** @param now - whatever has fallen due by then should have been run. */
export function overviewOf(world: World, now: number): Overview {
  const tenants = world.tenants.all();
  return {
    now,
    tenants: tenants.map(({ token, plan }) => ({
      tenant: tenantHint(token),
      plan,
      scenario: scenarioOf(world, token).name,
      balanceUsd: world.ledger.available(token) / MICRO_USD,
      heldUsd: world.ledger.held(token) / MICRO_USD,
    })),
    limits: world.limiter
      .usage(now)
      .map(({ key, ...usage }) => ({ ...readLimitKey(key, tenants), ...usage }))
      .toSorted((a, b) => a.left / a.limit - b.left / b.limit),
    jobs: latest(world.jobs.find(), MOST_JOBS).map((job) => describeJob(job, now)),
    jobCount: world.jobs.size,
    requests: latest(world.journal.requests(), MOST_REQUESTS).map(withHint),
    deliveries: latest(world.outbox.deliveries(), MOST_DELIVERIES).map(withHint),
  };
}

const latest = <Item>(items: readonly Item[], most: number): readonly Item[] =>
  items.slice(-most).toReversed();

const withHint = <Item extends { readonly tenant?: string | undefined }>(item: Item): Hinted<Item> =>
  item.tenant === undefined ? item : { ...item, tenant: tenantHint(item.tenant) };

/** A key is the token and what it is that is counted. */
function readLimitKey(key: string, tenants: readonly { readonly token: string }[]) {
  const token = tenants.find((tenant) => key.startsWith(`${tenant.token} `))?.token ?? '';
  return { tenant: tenantHint(token), bucket: key.slice(token.length).trim() };
}

function describeJob(job: JobRecord, now: number): JobOverview {
  const { requestId, provider, endpoint, submittedAt, plan, message } = job;
  const { status, at } = phaseAt(plan, now);
  const isReady = status === 'completed';
  return {
    requestId,
    provider,
    endpoint,
    tenant: tenantHint(job.tenant),
    status,
    submittedAt,
    since: at,
    hasEnded: status !== 'queued' && status !== 'running',
    priceUsd: job.priceMicroUsd / MICRO_USD,
    words: wordsOf(job),
    message,
    files: isReady ? Object.entries(job.files).map(([name, { kind }]) => ({ name, kind })) : [],
  };
}

function wordsOf({ files }: JobRecord): string | undefined {
  for (const file of Object.values(files)) {
    if (file.kind !== 'picture') continue;
    const { from, steps } = file;
    if (from.kind === 'scene') return from.words;
    for (const step of steps) if ('words' in step && step.words) return step.words;
  }
  return undefined;
}
