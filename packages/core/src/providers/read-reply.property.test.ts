/** Whatever a provider sends: nothing is thrown, nothing hangs, and no result is lost. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRIA_JOB, fixture, PIXAZO_JOB } from '../../test/fixture.ts';
import { registry } from '../../test/registry.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import type { SchemaDriftError } from '../errors/schema-drift-error.ts';
import { imageResultSchema } from '../schemas/bria/result.ts';
import { pixazoResultSchema } from '../schemas/pixazo/result.ts';
import type { HttpReply } from '../transport/transport.ts';
import { briaDialect } from './bria/dialect.ts';
import { pixazoDialect } from './pixazo/dialect.ts';
import type { Asked } from './endpoint.ts';
import { readReply, type Dialect, type Reading } from './read-reply.ts';

/** Of each wire at least 100 000 bodies, over all properties. */
const RUNS = 25_000;

interface Wire {
  readonly name: string;
  readonly dialect: Dialect;
  readonly endpoint: Asked;
  readonly jobId: string;
  readonly bodies: readonly string[];
  /** Words of this wire, for bodies that are odd and not wholly strange. */
  readonly fields: readonly string[];
  readonly words: readonly string[];
  readonly completed: (link: string, more: object, moreOfResult: object) => object;
  readonly linkOf: (result: unknown) => unknown;
}

const WIRES: readonly Wire[] = [
  {
    name: 'Bria',
    dialect: briaDialect,
    endpoint: { id: 'image/edit', mode: 'job', result: imageResultSchema },
    jobId: BRIA_JOB,
    bodies: ['submit.accepted', 'submit.sync-completed', 'status.completed', 'status.error', 'error.429'].map(
      (name) => fixture(`bria/${name}.json`),
    ),
    fields: [
      'request_id',
      'status',
      'status_url',
      'result',
      'error',
      'warning',
      'detail',
      'message',
      'image_url',
    ],
    words: ['IN_PROGRESS', 'COMPLETED', 'ERROR', 'UNKNOWN', 'NOT_FOUND', 'completed', 'CANCELLED', BRIA_JOB],
    completed: (image_url, more, moreOfResult) => ({
      ...more,
      request_id: BRIA_JOB,
      status: 'COMPLETED',
      result: { ...moreOfResult, image_url },
    }),
    linkOf: (result) => (result as { image_url: unknown }).image_url,
  },
  {
    name: 'Pixazo',
    dialect: pixazoDialect,
    endpoint: { id: 'bria-rmbg-2-0-682', mode: 'job', result: pixazoResultSchema },
    jobId: PIXAZO_JOB,
    bodies: ['submit.queued', 'status.completed', 'status.processing', 'status.failed', 'error.402'].map(
      (name) => fixture(`pixazo/${name}.json`),
    ),
    fields: [
      'request_id',
      'status',
      'output',
      'media_url',
      'media_type',
      'error',
      'created_at',
      'statusCode',
    ],
    words: ['QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'ERROR', '2026-05-22 13:19:23', PIXAZO_JOB],
    completed: (link, more, moreOfResult) => ({
      ...more,
      request_id: PIXAZO_JOB,
      status: 'COMPLETED',
      output: { ...moreOfResult, media_url: [link] },
    }),
    linkOf: (result) => (result as { media_url: readonly unknown[] }).media_url[0],
  },
];

const STATUSES = [200, 200, 200, 202, 204, 301, 400, 401, 402, 403, 404, 408, 422, 429, 460, 500, 503, 506];
const replyOf = (text: string, status = 200): HttpReply => ({
  status,
  text,
  retryAfterMs: undefined,
  receivedAt: 0,
});

/** Whether a reading is one that the engine can act on, and keeps what it could not read. */
function isSound({ fact, jobId, drift }: Reading, text: string): boolean {
  const error = 'error' in fact ? fact.error : undefined;
  const isKnown = ['status-returned', 'poll-missed', 'job-completed', 'job-failed'].includes(fact.type);
  const isOurs = error === undefined || BriakitError.is(error);
  const isWhole = error?.code !== 'schema_drift' || (error as SchemaDriftError).body === text;
  return isKnown && isOurs && isWhole && typeof (jobId ?? '') === 'string' && drift !== '';
}

describe.each(WIRES)('on the wire of $name', (wire) => {
  const { dialect, endpoint, jobId, bodies, fields, words } = wire;
  const read = (text: string, status: number, asked: boolean) =>
    readReply(dialect, endpoint, replyOf(text, status), asked ? jobId : undefined);

  const name = fc.oneof(fc.constantFrom(...fields, 'toString', '__proto__', 'length'), fc.string());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...words),
      fc.string(),
      fc.double(),
      fc.constantFrom(null, true, false, '', 0),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(name, tie('value'), { maxKeys: 5 }),
    ),
  })) as { value: fc.Arbitrary<unknown> };
  const status = fc.constantFrom(...STATUSES);

  it('reads any JSON', () => {
    fc.assert(
      fc.property(value, status, fc.boolean(), (json, httpStatus, asked) => {
        const text = JSON.stringify(json) ?? '';
        expect(isSound(read(text, httpStatus, asked), text)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('reads bodies that were cut, overwritten or written twice', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...bodies), fc.nat(), fc.nat({ max: 12 }), fc.string())
      .map(([body, at, length, text]) => {
        const from = at % (body.length + 1);
        return body.slice(0, from) + text + body.slice(from + length);
      });
    fc.assert(
      fc.property(mutated, status, fc.boolean(), (text, httpStatus, asked) => {
        expect(isSound(read(text, httpStatus, asked), text)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('reads bodies with one field changed', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...bodies), name, value)
      .map(([body, field, strange]) => JSON.stringify({ ...(JSON.parse(body) as object), [field]: strange }));
    fc.assert(
      fc.property(mutated, status, fc.boolean(), (text, httpStatus, asked) => {
        expect(isSound(read(text, httpStatus, asked), text)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('hands out a finished result, whatever else is in the body', () => {
    const strange = fc.dictionary(name, value, { maxKeys: 6 });
    fc.assert(
      fc.property(strange, strange, fc.webUrl(), fc.boolean(), (more, moreOfResult, link, asked) => {
        const text = JSON.stringify(wire.completed(link, more, moreOfResult));
        const { fact } = read(text, 200, asked);
        expect(fact.type).toBe('job-completed');
        expect(fact.type === 'job-completed' && wire.linkOf(fact.result)).toBe(link);
      }),
      { numRuns: RUNS },
    );
  });

  it('ends no job by an answer that does not say that it has ended', () => {
    const vague = fc.dictionary(name, value, { maxKeys: 6 }).filter((body) => !('status' in body));
    fc.assert(
      fc.property(vague, (body) => {
        const { fact } = read(JSON.stringify({ ...body, status: 'BUSY', error: undefined }), 200, true);
        expect(fact.type).not.toBe('job-failed');
        expect(fact.type).not.toBe('job-completed');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a list in a list in a list', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['an error in an error in an error', '{"error":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
    ['a megabyte of text', JSON.stringify('x'.repeat(1_000_000))],
    ['half a megabyte of blanks', ' '.repeat(500_000)],
    ['half a megabyte of <', '<'.repeat(500_000)],
  ])('is not brought down by %s', (_, text) => {
    for (const httpStatus of [200, 400, 403, 422, 500])
      for (const asked of [true, false]) expect(isSound(read(text, httpStatus, asked), text)).toBe(true);
  });
});

describe.each([
  ['Bria', briaDialect, registry.bria],
  ['Pixazo', pixazoDialect, registry.pixazo],
] as const)('what any endpoint of %s is answered', (_, dialect, registered) => {
  const endpoints = registered.map(({ endpoint }) => endpoint);
  const LINK = 'https://example.com/a.png';
  const name = fc.constantFrom('url', 'image_url', 'result', 'id', 'status', 'error', 'toString', 'length');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(LINK, 'blocked:true', 'COMPLETED', '', 0, 1, null, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    ),
  })) as { value: fc.Arbitrary<unknown> };

  it('is read, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), value, fc.boolean(), (endpoint, result, isBare) => {
        const text = JSON.stringify(isBare ? result : { result });
        expect(isSound(readReply(dialect, endpoint, replyOf(text)), text)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
