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
import { createOutbox, type Outbox } from './outbox.ts';
import { createOutcomeScript, type OutcomeScript } from './outcomes.ts';
import { createPictureStore, type PictureStore } from './picture-store.ts';
import { placeholderSchema, type Placeholder } from './placeholders.ts';
import { createRepository, type Repository } from './repository.ts';
import { createTailored, type Tailored } from './tailored.ts';
import { createTenants, type Plan, type Tenant, type Tenants } from './tenants.ts';
import { uploadGrantSchema, type UploadGrant } from './uploads.ts';

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
  readonly tailored: Tailored;
  readonly tenants: Tenants;
  readonly uploads: Repository<UploadGrant>;
}

export type WorldEffect = { readonly type: 'charge' | 'release'; readonly requestId: string };

export function createWorld(options: WorldOptions): World {
  const jobs = createRepository(jobRecordSchema, ({ requestId }) => requestId);
  return {
    options,
    agenda: createAgenda(),
    chance: createChance(options.seed),
    faults: createFaults(),
    files: createRepository(placeholderSchema, ({ fileId }) => fileId),
    jobs,
    journal: createJournal(),
    ledger: createLedger(),
    limiter: createLimiter(),
    outbox: createOutbox(jobs),
    outcomes: createOutcomeScript(),
    pictures: createPictureStore(),
    registered: new Map(),
    tailored: createTailored(),
    tenants: createTenants(),
    uploads: createRepository(uploadGrantSchema, ({ key }) => key),
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
  const { files, jobs, ledger, uploads } = world;
  await Promise.all([files, jobs, ledger, uploads].map((records) => records.settled()));
}
