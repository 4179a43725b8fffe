/** What can go wrong at a provider, on the way to it, or in a journal. */
import type { DeliveryFault, FaultRule } from '@briakit/mock-server';
import * as fc from 'fast-check';
import type { JournalFault } from './shared-journal.ts';
import type { StorageFault } from './storage.ts';

const oneOf = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = fc.boolean();
const times = fc.integer({ min: 1, max: 4 });

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
export const fault: fc.Arbitrary<FaultRule> = fc.oneof(
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
export const deliveryFault: fc.Arbitrary<DeliveryFault> = fc.oneof(
  oneOf('drop', 'duplicate', 'forge', 'reorder').map((kind) => ({ kind })),
  oneOf(500, 8_000, 600_000).map((delayMs) => ({ kind: 'delay' as const, delayMs })),
  fc.constant({ kind: 'stale' as const }),
);

export const journalFault: fc.Arbitrary<JournalFault> = fc.record({
  on: oneOf('put', 'delete', 'list', 'lease'),
  how: oneOf('throw', 'late', 'hung', 'told'),
  ms: oneOf(40, 3_000, 50_000),
  times,
});

/** For a look or two, or for a while. */
export const storageFault: fc.Arbitrary<StorageFault> = fc.record({
  how: oneOf<StorageFault['how']>(403, 404, 429, 503, 'page', 'redirect', 'reset', 'hang', 'cut', 'stall'),
  times: oneOf(1, 2, 3, 8, 30),
});
