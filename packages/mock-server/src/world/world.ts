/**
 * All that a mock remembers. It has no clock: whoever acts on it says when. A reset throws the world away and
 * makes a new one, so what still runs in the old one cannot reach the new.
 */
import { createAgenda, type Agenda } from './agenda.ts';
import { createChance, type Chance } from './chance.ts';
import { createFaults, type Faults } from './faults.ts';
import { jobRecordSchema, type JobRecord } from './jobs.ts';
import { createJournal, type Journal } from './journal.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { createOutcomeScript, type OutcomeScript } from './outcomes.ts';
import { createPictureStore, type PictureStore } from './picture-store.ts';
import { createRepository, type Repository } from './repository.ts';
import { createTenants, type Plan, type Tenant, type Tenants } from './tenants.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Of a new tenant. */
  readonly plan: Plan;
  /** Of a new tenant. */
  readonly balanceMicroUsd: number;
}

export interface World {
  readonly options: WorldOptions;
  readonly agenda: Agenda<WorldEffect>;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly jobs: Repository<JobRecord>;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  readonly outcomes: OutcomeScript;
  /** Pictures that were uploaded or came within a request. */
  readonly pictures: PictureStore;
  readonly tenants: Tenants;
}

export type WorldEffect = { readonly type: 'charge' | 'release'; readonly requestId: string };

export function createWorld(options: WorldOptions): World {
  return {
    options,
    agenda: createAgenda(),
    chance: createChance(options.seed),
    faults: createFaults(),
    jobs: createRepository(jobRecordSchema, ({ requestId }) => requestId),
    journal: createJournal(),
    ledger: createLedger(),
    limiter: createLimiter(),
    outcomes: createOutcomeScript(),
    pictures: createPictureStore(),
    tenants: createTenants(),
  };
}

/** The tenant with this token, with the usual plan and balance when it is seen for the first time. */
export function tenantOf(world: World, token: string, now: number): Tenant {
  const known = world.tenants.get(token);
  if (known) return known;
  const tenant: Tenant = { token, plan: world.options.plan };
  world.tenants.set(tenant);
  world.ledger.setAvailable(token, world.options.balanceMicroUsd, now);
  return tenant;
}

/** Runs what has fallen due, in order, each at its own instant. */
export function runDue(world: World, now: number): void {
  for (let due = world.agenda.takeDue(now); due; due = world.agenda.takeDue(now)) {
    world.ledger[due.effect.type](due.effect.requestId, due.dueAt);
  }
}

/** Resolves when every record can be queried. */
export async function settled(world: World): Promise<void> {
  await Promise.all([world.jobs.settled(), world.ledger.settled()]);
}
