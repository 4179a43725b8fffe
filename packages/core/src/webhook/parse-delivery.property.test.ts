import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixture } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import { removeBackground } from '../providers/operations/remove-background.ts';
import type { ProviderId } from '../providers/endpoint.ts';
import { parseDelivery, type Delivery, type DeliveryFact } from './parse-delivery.ts';

const TYPES = new Set<DeliveryFact['type']>([
  'poll-missed',
  'job-completed',
  'job-failed',
  'status-returned',
]);

const REAL = [
  'bria/status.completed.json',
  'bria/status.error-moderation.json',
  'bria/status.unknown.json',
  'pixazo/status.completed.json',
  'pixazo/status.error.json',
  'pixazo/status.processing.json',
].map((name) => new TextEncoder().encode(fixture(name)));

/** A real body with some of its bytes overwritten, and perhaps cut off. */
const mutated = fc
  .record({
    real: fc.constantFrom(...REAL),
    at: fc.array(fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 255 })), { maxLength: 4 }),
    length: fc.option(fc.nat({ max: 600 }), { nil: undefined }),
  })
  .map(({ real, at, length }) => {
    const bytes = real.slice(0, length);
    for (const [index, byte] of at) if (index < bytes.length) bytes[index] = byte;
    return bytes;
  });

/** The fields that are looked at, with anything in them. */
const strange = fc.record(
  {
    request_id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
    status: fc.oneof(
      fc.constantFrom('COMPLETED', 'ERROR', 'FAILED', 'UNKNOWN', 'constructor'),
      fc.jsonValue(),
    ),
    error: fc.jsonValue(),
    result: fc.jsonValue(),
    output: fc.oneof(fc.jsonValue(), fc.record({ media_url: fc.jsonValue() })),
    status_url: fc.jsonValue(),
    toString: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const body = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 3, arbitrary: strange.map((fields) => JSON.stringify(fields)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** A delivery, or the code of an error of ours; whatever else is thrown fails the property. */
function read(raw: Uint8Array | string, isTyped: boolean, provider: ProviderId): Delivery | string {
  try {
    return parseDelivery(provider, raw, isTyped ? removeBackground : undefined);
  } catch (error) {
    if (BriakitError.is(error)) return error.code;
    throw error;
  }
}

it('reads whatever anybody can send, or says so in an error of ours', () => {
  const seen = { delivery: 0, schema_drift: 0 };
  fc.assert(
    fc.property(body, fc.boolean(), fc.constantFrom('bria', 'pixazo'), (raw, isTyped, provider) => {
      const outcome = read(raw, isTyped, provider);
      if (typeof outcome === 'string') return ++seen[outcome as 'schema_drift'] > 0;
      seen.delivery++;
      const { type } = outcome.provider === 'bria' ? outcome.fact : outcome.hint;
      return TYPES.has(type) && outcome.requestId !== '' && outcome.dedupeKey.startsWith(outcome.requestId);
    }),
    { numRuns: 30_000 },
  );
  // Both must have been tried in earnest.
  expect(Math.min(seen.delivery, seen.schema_drift)).toBeGreaterThan(5_000);
});
