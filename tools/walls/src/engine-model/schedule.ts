/** What can happen to an engine, as data: a schedule is a world and the commands that are played in it. */
import type { DeliveryFault, FaultRule, Outcome, Plan, Range, WindowKind } from '@briakit/mock-server';
import * as fc from 'fast-check';
import type { BatchReading } from './batches.ts';
import { deliveryFault, fault, journalFault, storageFault } from './faults.ts';
import type { Reflex } from './reflexes.ts';
import type { JournalFault } from './shared-journal.ts';
import type { StorageFault } from './storage.ts';
import { TARGETS } from './targets.ts';

export interface Schedule {
  readonly world: WorldChoice;
  readonly commands: readonly Command[];
}

export interface WorldChoice {
  readonly seed: number;
  readonly pacing: 'steady' | 'adaptive';
  readonly plan: Plan;
  readonly statusCounts: boolean;
  readonly window: WindowKind;
  readonly balanceUsd: number;
  /** Each way of a request takes this long, at most. */
  readonly networkMs: number;
  readonly runningMs: Range;
  readonly maxConcurrency: number | undefined;
  /** Whether there is a receiver for deliveries: signing them takes its time. */
  readonly isTold: boolean;
  /** A layer of the user's keeps each request for so long. */
  readonly layerMs: number;
  /** Whether the clients know the page that they run in. */
  readonly isPage: boolean;
  /** Whether the tabs of one provider share their jobs. */
  readonly isShared: boolean;
  /** Whether those tabs take up each other's jobs with their endpoints. */
  readonly isTyped: boolean;
}

export type Command =
  | {
      readonly do: 'submit';
      /** An index into `TARGETS`. */
      readonly target: number;
      readonly times: number;
      readonly priority: number;
      /** Where there is a receiver. */
      readonly webhook: boolean;
      /** Of the processes, counted around. */
      readonly tab: number;
      /** What its listener does. */
      readonly reflex: Reflex | undefined;
    }
  | { readonly do: 'advance' | 'sleep' | 'set-clock' | 'offline'; readonly ms: number }
  | { readonly do: 'fault'; readonly rule: FaultRule }
  | { readonly do: 'outcome'; readonly outcome: Outcome; readonly times: number }
  | { readonly do: 'delivery'; readonly fault: DeliveryFault; readonly times: number }
  /** Of the calls so far, counted around. */
  | { readonly do: 'stop' | 'abort' | 'abort-wait' | 'forge'; readonly call: number }
  | ({ readonly do: 'batch'; readonly target: number; readonly tab: number } & BatchReading)
  | { readonly do: 'play-again'; readonly call: number; readonly tab: number }
  | { readonly do: 'journal'; readonly fault: JournalFault }
  | { readonly do: 'storage'; readonly fault: StorageFault }
  /** A delivery, as if it were signed, that has nothing to say about a job whose answer is links. */
  | { readonly do: 'gossip'; readonly call: number; readonly body: string }
  | { readonly do: 'page'; readonly tab: number; readonly isHidden: boolean; readonly isOnline: boolean }
  | { readonly do: 'wait'; readonly call: number; readonly timeoutMs: number }
  | { readonly do: 'kill'; readonly tab: number }
  | { readonly do: 'open-tab' | 'clear-faults' | 'reopen' }
  | { readonly do: 'resume'; readonly tab: number; readonly typed: boolean }
  | { readonly do: 'balance'; readonly usd: number };

const oneOf = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = fc.boolean();
const times = fc.integer({ min: 1, max: 4 });
const call = fc.nat(11);
const tab = fc.nat(2);
const reflex: fc.Arbitrary<Reflex> = fc.record({
  at: oneOf('waiting', 'submitting', 'queued', 'running'),
  act: oneOf('stop', 'abort', 'deliver', 'submit'),
});
/** Short and long, and mostly of the length that something is decided within. */
const ms = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 1_500 }) },
  { weight: 4, arbitrary: fc.integer({ min: 1_500, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 180_000 }) },
);
const HOUR_MS = 3_600_000;

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      target: fc.nat(TARGETS.length - 1),
      times: fc.integer({ min: 1, max: 6 }),
      priority: fc.integer({ min: -1, max: 1 }),
      webhook: maybe,
      tab,
      reflex: fc.option(reflex, { freq: 4, nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('batch' as const),
      target: fc.nat(TARGETS.length - 1),
      tab,
      count: fc.integer({ min: 1, max: 8 }),
      concurrency: oneOf(1, 2, 8),
      ordered: maybe,
      priority: fc.integer({ min: -1, max: 1 }),
      webhook: maybe,
      readMs: oneOf(0, 0, 5_000),
      leaveAfter: oneOf(undefined, undefined, 1, 3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('play-again' as const), call, tab }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('advance' as const), ms }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('fault' as const), rule: fault }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('outcome' as const),
      outcome: oneOf('error', 'failed', 'unknown', 'stuck', 'empty'),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delivery' as const), fault: deliveryFault, times }) },
  { weight: 2, arbitrary: fc.record({ do: oneOf('stop', 'abort', 'abort-wait', 'forge'), call }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), call, timeoutMs: oneOf(0, 1, 900, 30_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('offline' as const), ms: oneOf(300, 5_000, 45_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: oneOf(2_000, 61_000, HOUR_MS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set-clock' as const),
      ms: oneOf(-2 * HOUR_MS, -45_000, -1_500, 1_500, 45_000, 2 * HOUR_MS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: oneOf('open-tab', 'clear-faults', 'reopen') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), tab, typed: maybe }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('journal' as const), fault: journalFault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('storage' as const), fault: storageFault }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('gossip' as const),
      call,
      body: oneOf('', '{}', '{"status":"IN_PROGRESS"}', '{"status":"ERROR"}', '<html>'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('page' as const),
      tab,
      isHidden: maybe,
      isOnline: oneOf(true, true, false),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('balance' as const), usd: oneOf(0, 0.05, 5) }) },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  world: fc.record({
    seed: fc.nat(1_000_000),
    pacing: oneOf('steady', 'adaptive'),
    plan: oneOf('free', 'starter'),
    statusCounts: maybe,
    window: oneOf('sliding', 'fixed'),
    balanceUsd: oneOf(5, 5, 5, 0.1),
    networkMs: oneOf(0, 60, 1_200),
    runningMs: oneOf<Range>([0, 0], [500, 3_000], [4_000, 30_000]),
    maxConcurrency: oneOf(undefined, undefined, 1, 3),
    isTold: oneOf(false, false, true),
    layerMs: oneOf(0, 0, 0, 900),
    isPage: oneOf(false, false, true),
    isShared: oneOf(false, false, true),
    isTyped: maybe,
  }),
  commands: fc.array(command, { minLength: 1, maxLength: 22, size: 'max' }),
});
