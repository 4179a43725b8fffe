/**
 * A world as plain JSON, and back. What is still to come is in it, because all of that is data; what a job makes is
 * not, because it is made anew from the same data.
 */
import * as z from 'zod/mini';
import type { Due } from './agenda.ts';
import type { DeliveryFaultRule } from './deliveries.ts';
import { deliveryFaultRuleSchema } from './deliveries.ts';
import { faultRuleSchema, type FaultRule } from './faults.ts';
import { jobRecordSchema, type JobRecord } from './jobs.ts';
import type { JournalEntry } from './journal.ts';
import { ledgerEntrySchema, type LedgerEntry } from './ledger.ts';
import { windowKinds, type SavedLimits } from './limiter.ts';
import type { SavedOutbox } from './outbox.ts';
import { outcomeRuleSchema, type OutcomeRule } from './outcomes.ts';
import { placeholderSchema, type Placeholder } from './placeholders.ts';
import type { Armed } from './rules.ts';
import { scenarioSchema, type Scenario } from './scenario.ts';
import type { DatasetRow, ImageRow, ModelRow, ProjectRow } from './tailored.ts';
import type { SavedTable } from './tailored-table.ts';
import { plans, type Tenant } from './tenants.ts';
import { uploadGrantSchema, type UploadGrant } from './uploads.ts';
import type { World, WorldEffect, WorldOptions } from './world.ts';

/** All that a mock remembers, as JSON. It can be written to a file; what is in it may change between versions. */
export interface Snapshot {
  readonly version: 1;
  /** On the mock's clock, epoch milliseconds. */
  readonly takenAt: number;
  readonly options: WorldOptions;
  /** How far each stream of chance is. */
  readonly drawn: Readonly<Record<string, number>>;
  /** The money that will move, and when. */
  readonly agenda: readonly Due<WorldEffect>[];
  readonly tenants: readonly Tenant[];
  readonly ledger: readonly LedgerEntry[];
  readonly limits: SavedLimits;
  readonly jobs: readonly JobRecord[];
  readonly files: readonly Placeholder[];
  readonly uploads: readonly UploadGrant[];
  /** What was sent or uploaded, oldest first. */
  readonly pictures: readonly SavedPicture[];
  /** How many pictures are not in it because they were not wanted; what is made of them is gone, too. */
  readonly picturesLeftOut: number;
  readonly registered: Readonly<Record<string, string>>;
  readonly tailored: {
    readonly projects: SavedTable<ProjectRow>;
    readonly datasets: SavedTable<DatasetRow>;
    readonly images: SavedTable<ImageRow>;
    readonly models: SavedTable<ModelRow>;
  };
  readonly outbox: SavedOutbox;
  readonly faults: readonly Armed<FaultRule>[];
  readonly outcomes: readonly Armed<OutcomeRule>[];
  readonly deliveryFaults: readonly Armed<DeliveryFaultRule>[];
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly journal: readonly JournalEntry[];
}

/** A file as text. */
export interface SavedPicture {
  readonly id: string;
  readonly contentType: string;
  readonly base64: string;
}

/** What a snapshot holds. */
export interface SnapshotOptions {
  /** Whether the bytes of pictures and videos are in it; they are most of its size. Default true. */
  readonly pictures?: boolean | undefined;
}

const instant = z.number();
const listOf = <Item>(item: z.ZodMiniType<Item>) => z.readonly(z.array(item));
const armed = <Rule>(rule: z.ZodMiniType<Rule>): z.ZodMiniType<Armed<Rule>> =>
  z.object({
    id: z.string().check(z.regex(/-\d+$/)),
    rule,
    addedAt: instant,
    seen: z.int(),
    struck: z.int(),
    source: z.optional(z.string()),
  }) as unknown as z.ZodMiniType<Armed<Rule>>;
/** Rows are ours and have many fields: here it is looked at what the world itself goes by. */
const table = z.object({
  lastId: z.int(),
  rows: z.array(z.looseObject({ id: z.int(), tenant: z.string(), createdAt: instant })),
});
const dueEffect = <Type extends string>(types: readonly Type[], of: string) =>
  z.object({
    dueAt: instant,
    effect: z.object({ type: z.enum(types), [of]: z.string() }),
  });

/** What can be restored: the records are looked at whole, the rest as far as the world goes by it. */
export const snapshotSchema = z.object({
  version: z.literal(1),
  takenAt: instant,
  options: z.object({
    seed: z.int(),
    plan: z.enum(plans),
    balanceMicroUsd: z.int(),
    rateWindow: z.optional(z.enum(windowKinds)),
    journalMax: z.optional(z.int().check(z.minimum(1))),
  }),
  drawn: z.record(z.string(), z.int()),
  agenda: z.array(dueEffect(['charge', 'release'], 'requestId')),
  tenants: z.array(z.object({ token: z.string(), plan: z.enum(plans) })),
  ledger: listOf(ledgerEntrySchema),
  limits: z.record(z.string(), z.object({ limit: z.number(), takenAt: z.array(instant) })),
  jobs: listOf(jobRecordSchema),
  files: listOf(placeholderSchema),
  uploads: listOf(uploadGrantSchema),
  pictures: z.array(
    z.object({ id: z.string(), contentType: z.string(), base64: z.string().check(z.base64()) }),
  ),
  picturesLeftOut: z.int(),
  registered: z.record(z.string(), z.string()),
  tailored: z.object({ projects: table, datasets: table, images: table, models: table }),
  outbox: z.object({
    deliveries: z.array(
      z.looseObject({
        id: z.string(),
        requestId: z.string(),
        url: z.string(),
        state: z.enum(['owed', 'accepted', 'given-up', 'dropped']),
        retryGapsMs: z.array(z.number()),
        attempts: z.array(z.looseObject({ at: instant, result: z.string() })),
      }),
    ),
    agenda: z.array(dueEffect(['attempt', 'give-up'], 'deliveryId')),
    heldBack: z.array(z.string()),
  }),
  faults: listOf(armed(faultRuleSchema)),
  outcomes: listOf(armed(outcomeRuleSchema)),
  deliveryFaults: listOf(armed(deliveryFaultRuleSchema)),
  scenarios: z.record(z.string(), scenarioSchema),
  journal: z.array(z.looseObject({ at: instant, operation: z.string(), path: z.string(), status: z.int() })),
}) as unknown as z.ZodMiniType<Snapshot>;

/** What there is now. @param now - whatever has fallen due by then should have been run. */
export function takeSnapshot(world: World, now: number, { pictures = true }: SnapshotOptions = {}): Snapshot {
  const { tailored, outbox } = world;
  const stored = world.pictures.all();
  return {
    version: 1,
    takenAt: now,
    options: world.options,
    drawn: world.chance.drawn(),
    agenda: world.agenda.list(),
    tenants: world.tenants.all(),
    ledger: world.ledger.entries.find(),
    limits: world.limiter.save(),
    jobs: world.jobs.find(),
    files: world.files.find(),
    uploads: world.uploads.find(),
    pictures: pictures
      ? stored.map(([id, { bytes, contentType }]) => ({ id, contentType, base64: toBase64(bytes) }))
      : [],
    picturesLeftOut: pictures ? 0 : stored.length,
    registered: Object.fromEntries(world.registered),
    tailored: {
      projects: tailored.projects.save(),
      datasets: tailored.datasets.save(),
      images: tailored.images.save(),
      models: tailored.models.save(),
    },
    outbox: outbox.save(),
    faults: world.faults.list(),
    outcomes: world.outcomes.list(),
    deliveryFaults: outbox.faults.list(),
    scenarios: Object.fromEntries(world.scenarios),
    journal: world.journal.requests(),
  };
}

/** @param world - a new one, with the options of the snapshot. */
export function restoreSnapshot(world: World, saved: Snapshot): void {
  const { tailored, outbox } = world;
  world.chance.restore(saved.drawn);
  for (const { dueAt, effect } of saved.agenda) world.agenda.add(dueAt, effect);
  for (const tenant of saved.tenants) world.tenants.set(tenant);
  world.ledger.restore(saved.ledger);
  world.limiter.restore(saved.limits);
  for (const job of saved.jobs) world.jobs.insert(job);
  for (const file of saved.files) world.files.insert(file);
  for (const grant of saved.uploads) world.uploads.insert(grant);
  for (const { id, contentType, base64 } of saved.pictures)
    world.pictures.put(id, { contentType, bytes: fromBase64(base64) });
  for (const [picture, id] of Object.entries(saved.registered)) world.registered.set(picture, id);
  tailored.projects.restore(saved.tailored.projects);
  tailored.datasets.restore(saved.tailored.datasets);
  tailored.images.restore(saved.tailored.images);
  tailored.models.restore(saved.tailored.models);
  outbox.restore(saved.outbox);
  world.faults.restore(saved.faults);
  world.outcomes.restore(saved.outcomes);
  outbox.faults.restore(saved.deliveryFaults);
  for (const [source, scenario] of Object.entries(saved.scenarios)) world.scenarios.set(source, scenario);
  for (const entry of saved.journal) world.journal.add(entry);
}

const CHUNK = 0x8000;

/** In pieces: a function takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += CHUNK)
    text += String.fromCharCode(...bytes.subarray(index, index + CHUNK));
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
