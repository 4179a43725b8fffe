/**
 * All that a mock remembers. It has no clock: whoever acts on it says when. A reset throws the world away and
 * makes a new one, so what still runs in the old one cannot reach the new.
 */
import { createAgenda, type Agenda } from './agenda.ts';
import { createChance, type Chance } from './chance.ts';
import type { Tell } from './facts.ts';
import { createFaults, type Faults } from './faults.ts';
import { jobRecordSchema, type JobRecord } from './jobs.ts';
import { createJournal, type Journal } from './journal.ts';
import { createLedger, MICRO_USD, type Ledger } from './ledger.ts';
import { createLimiter, type Limiter, type WindowKind } from './limiter.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createOutcomeScript, type OutcomeScript } from './outcomes.ts';
import { createPictureStore, type PictureStore } from './picture-store.ts';
import { placeholderSchema, type Placeholder } from './placeholders.ts';
import { namedScenarios } from './named-scenarios.ts';
import { createRepository, type Repository } from './repository.ts';
import { createRules } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { createTailored, type Tailored } from './tailored.ts';
import { createTenants, type Plan, type Tenant, type Tenants } from './tenants.ts';
import { uploadGrantSchema, type UploadGrant } from './uploads.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Of a new tenant. */
  readonly plan: Plan;
  /** Of a new tenant. */
  readonly balanceMicroUsd: number;
  /** Which minute limits are counted in. Default `sliding`. */
  readonly rateWindow?: WindowKind | undefined;
  /** How many requests the journal keeps. Default 10 000. */
  readonly journalMax?: number | undefined;
}

export interface World {
  readonly options: WorldOptions;
  readonly agenda: Agenda<WorldEffect>;
  readonly chance: Chance;
  readonly faults: Faults;
  /** Files that answers name beside the results of jobs. */
  readonly files: Repository<Placeholder>;
  readonly jobs: Repository<JobRecord>;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  readonly outbox: Outbox;
  readonly outcomes: OutcomeScript;
  /** Pictures that were uploaded or came within a request. */
  readonly pictures: PictureStore;
  /** The ids of registered pictures, by tenant and picture. */
  readonly registered: Map<string, string>;
  /** What is on: for a tenant, by its token, and for `EVERYBODY` else. */
  readonly scenarios: Map<string, Scenario>;
  readonly tailored: Tailored;
  /** Says what has happened, to whoever watches. */
  readonly tell: Tell;
  readonly tenants: Tenants;
  readonly uploads: Repository<UploadGrant>;
}

/** Whose scenario it is that is on for all who have none of their own. */
export const EVERYBODY = '*';

export type WorldEffect = { readonly type: 'charge' | 'release'; readonly requestId: string };

export function createWorld(options: WorldOptions, tell: Tell = () => {}): World {
  const chance = createChance(options.seed);
  const scenarios = new Map<string, Scenario>();
  const isOn = (source: string, tenant = EVERYBODY) =>
    source === (scenarios.has(tenant) ? tenant : EVERYBODY);
  const jobs = createRepository(jobRecordSchema, ({ requestId }) => requestId);
  return {
    options,
    agenda: createAgenda(),
    chance,
    faults: createFaults(chance, isOn, ({ effect }, { tenant, paths: [path = ''] }) =>
      tell({ type: 'fault-struck', effect, tenant, path }),
    ),
    files: createRepository(placeholderSchema, ({ fileId }) => fileId),
    jobs,
    journal: createJournal((entry) => tell({ type: 'request-answered', entry }), options.journalMax),
    ledger: createLedger((entry) => tell({ type: 'money-moved', entry })),
    limiter: createLimiter(options.rateWindow),
    outbox: createOutbox(jobs, createRules('webhook-fault', chance, isOn), (delivery) =>
      tell({ type: 'delivery-changed', delivery }),
    ),
    outcomes: createOutcomeScript(chance, isOn),
    pictures: createPictureStore(),
    registered: new Map(),
    scenarios,
    tailored: createTailored(),
    tell,
    tenants: createTenants(),
    uploads: createRepository(uploadGrantSchema, ({ key }) => key),
  };
}

/** The tenant with this token, with the usual plan and balance when it is seen for the first time. */
export function tenantOf(world: World, token: string, now: number): Tenant {
  const known = world.tenants.get(token);
  if (known) return known;
  const { plan, balanceMicroUsd } = beginningsIn(world, scenarioOf(world, token));
  const tenant: Tenant = { token, plan };
  world.tenants.set(tenant);
  world.ledger.setAvailable(token, balanceMicroUsd, now);
  return tenant;
}

/** The scenario that is on for a tenant, or for everybody else. */
export const scenarioOf = ({ scenarios }: World, tenant: string = EVERYBODY): Scenario =>
  scenarios.get(tenant) ?? scenarios.get(EVERYBODY) ?? namedScenarios.happy;

/** What a tenant has to begin with. */
export const beginningsIn = (
  { options }: World,
  { plan = options.plan, balanceUsd }: Scenario,
): Pick<WorldOptions, 'plan' | 'balanceMicroUsd'> => ({
  plan,
  balanceMicroUsd: balanceUsd === undefined ? options.balanceMicroUsd : Math.round(balanceUsd * MICRO_USD),
});

/** Runs what has fallen due, in order, each at its own instant. */
export function runDue(world: World, now: number): void {
  for (let due = world.agenda.takeDue(now); due; due = world.agenda.takeDue(now)) {
    world.ledger[due.effect.type](due.effect.requestId, due.dueAt);
  }
}

/** Whether every record can be queried. */
export const isSettled = ({ files, jobs, ledger, uploads }: World): boolean =>
  files.isSettled && jobs.isSettled && ledger.isSettled && uploads.isSettled;

/** Resolves when that is so. */
export async function settled({ files, jobs, ledger, uploads }: World): Promise<void> {
  for (const records of [files, jobs, ledger, uploads]) if (!records.isSettled) await records.settled();
}
