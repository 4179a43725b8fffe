/** What can happen to an engine, as data: a schedule is a world and the commands that are played in it. */
import type { DeliveryFault, FaultRule, Outcome, Plan, Range, WindowKind } from '@briakit/mock-server';
import * as fc from 'fast-check';

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
    }
  | { readonly do: 'advance' | 'sleep' | 'set-clock' | 'offline'; readonly ms: number }
  | { readonly do: 'fault'; readonly rule: FaultRule }
  | { readonly do: 'outcome'; readonly outcome: Outcome; readonly times: number }
  | { readonly do: 'delivery'; readonly fault: DeliveryFault; readonly times: number }
  /** Of the calls so far, counted around. */
  | { readonly do: 'stop' | 'abort' | 'abort-wait' | 'forge'; readonly call: number }
  | { readonly do: 'wait'; readonly call: number; readonly timeoutMs: number }
  | { readonly do: 'kill' | 'open-tab' | 'clear-faults' | 'reopen' }
  | { readonly do: 'resume'; readonly typed: boolean }
  | { readonly do: 'balance'; readonly usd: number };

const TARGET_COUNT = 5;

const oneOf = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = fc.boolean();
const times = fc.integer({ min: 1, max: 4 });
const call = fc.nat(11);
/** Short and long, and mostly of the length that something is decided within. */
const ms = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 1_500 }) },
  { weight: 4, arbitrary: fc.integer({ min: 1_500, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 180_000 }) },
);
const HOUR_MS = 3_600_000;

const retryAfter = fc.record({
  retryAfterMs: oneOf(undefined, 0, 1_000, 7_000, 59_000, 90_000, 86_400_000),
  retryAfter: oneOf('seconds', 'http-date', 'nonsense'),
});
const storm = retryAfter.map((how) => ({ kind: 'refuse', status: 429, ...how }) as const);
const broken = oneOf(408, 500, 502, 503, 504).map((status) => ({ kind: 'refuse', status }) as const);
const garbled = oneOf('malformed', 'truncated', 'cut', 'empty').map(
  (how) => ({ kind: 'garble', how }) as const,
);
const slow = fc.record({
  kind: fc.constant('slow' as const),
  headMs: oneOf(0, 400, 9_000, 40_000),
  bodyMs: oneOf(0, 300, 29_900),
});
const reset = fc.constant({ kind: 'network-error' } as const);
const hang = fc.constant({ kind: 'hang' } as const);
const gateway = fc.constant({ kind: 'edge', page: 'bad-gateway' } as const);
const challenge = oneOf('cloudflare-challenge', 'akamai-denied').map(
  (page) => ({ kind: 'edge', page }) as const,
);
const backwards = oneOf('queued', 'unknown', 'running').map(
  (status) => ({ kind: 'report', status }) as const,
);
const strange = oneOf('PONDERING', '', '✨').map((word) => ({ kind: 'report', word }) as const);
const notFound = fc.constant({ kind: 'refuse', status: 404 } as const);
const noMoney = fc.constant({ kind: 'refuse', status: 402 } as const);
const noAccess = fc.constant({ kind: 'refuse', status: 401 } as const);

/** A few in a row, or with luck, or for a while. */
const howOften = fc.oneof(
  fc.record({ times }),
  fc.record({ probability: oneOf(0.2, 0.5, 0.9), times: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ window: fc.record({ untilMs: oneOf(3_000, 20_000, 70_000) }) }),
);
const faultOf = (
  on: FaultRule['on'],
  effect: fc.Arbitrary<FaultRule['effect']>,
  after: fc.Arbitrary<boolean>,
) =>
  fc
    .record({ effect, after, howOften })
    .map(({ howOften: often, ...rule }): FaultRule => ({ on, ...rule, ...often }));
const fault = fc.oneof(
  // Any answer that can be lost after the job was made.
  faultOf('submit', fc.oneof(reset, broken, hang, gateway), maybe),
  // A 429, a 402 and a bot check say that nothing was read: they never come after.
  faultOf('submit', fc.oneof(storm, noMoney, challenge, garbled, slow), fc.constant(false)),
  faultOf('status', fc.oneof(reset, broken, hang, gateway, storm), maybe),
  faultOf(
    'status',
    fc.oneof(garbled, slow, challenge, backwards, strange, notFound, noAccess),
    fc.constant(false),
  ),
  faultOf('status', fc.oneof(backwards, strange), fc.constant(false)),
  faultOf('any', fc.oneof(reset, broken, storm), fc.constant(false)),
);
const deliveryFault: fc.Arbitrary<DeliveryFault> = fc.oneof(
  oneOf('drop', 'duplicate', 'forge', 'reorder').map((kind) => ({ kind })),
  oneOf(500, 8_000, 600_000).map((delayMs) => ({ kind: 'delay' as const, delayMs })),
  fc.constant({ kind: 'stale' as const }),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      target: fc.nat(TARGET_COUNT - 1),
      times: fc.integer({ min: 1, max: 6 }),
      priority: fc.integer({ min: -1, max: 1 }),
      webhook: maybe,
    }),
  },
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
  { weight: 2, arbitrary: fc.record({ do: oneOf('kill', 'open-tab', 'clear-faults', 'reopen') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), typed: maybe }) },
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
  }),
  commands: fc.array(command, { minLength: 1, maxLength: 22, size: 'max' }),
});
