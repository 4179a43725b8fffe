import { describe, expect, it } from 'vitest';
import { BRIA_JOB, fixture, PIXAZO_JOB } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import { SchemaDriftError } from '../errors/schema-drift-error.ts';
import { briaDialect } from '../providers/bria/dialect.ts';
import { removeBackground as atBria } from '../providers/bria/image.ts';
import { endpointFor } from '../providers/endpoint.ts';
import { removeBackground } from '../providers/operations/remove-background.ts';
import { pixazoDialect } from '../providers/pixazo/dialect.ts';
import { removeBackground as atPixazo } from '../providers/pixazo/image.ts';
import { readReply } from '../providers/read-reply.ts';
import { parseDelivery } from './parse-delivery.ts';

const bria = (body: object) => JSON.stringify({ request_id: BRIA_JOB, ...body });
const pixazo = (body: object) => JSON.stringify({ request_id: PIXAZO_JOB, ...body });
const replyOf = (text: string) => ({ status: 200, text, retryAfterMs: undefined, receivedAt: 0 });

/** What is thrown. */
function thrownBy(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return error;
  }
}

describe('a delivery', () => {
  it.for([
    'bria/status.completed.json',
    'bria/status.error.json',
    'bria/status.error-moderation.json',
    'bria/status.in-progress.json',
    'bria/status.unknown.json',
    'bria/status.unknown-with-error.json',
  ])('of Bria says what the same answer to a poll says: %s', (name) => {
    const text = fixture(name);
    const polled = readReply(briaDialect, endpointFor(atBria, 'bria'), replyOf(text), BRIA_JOB);
    expect(parseDelivery('bria', text, atBria)).toMatchObject({
      provider: 'bria',
      requestId: BRIA_JOB,
      fact: polled.fact,
    });
  });

  it.for([
    'pixazo/status.completed.json',
    'pixazo/status.error.json',
    'pixazo/status.failed.json',
    'pixazo/status.processing.json',
    'pixazo/submit.queued.json',
  ])('of Pixazo hints at what the same answer to a poll says: %s', (name) => {
    const text = fixture(name);
    const polled = readReply(pixazoDialect, endpointFor(atPixazo, 'pixazo'), replyOf(text), PIXAZO_JOB);
    const delivery = parseDelivery('pixazo', text, atPixazo);
    expect(delivery).toMatchObject({ provider: 'pixazo', requestId: PIXAZO_JOB, hint: polled.fact });
    expect(delivery).not.toHaveProperty('fact');
  });

  it('hands out the result as it is on the wire, where nobody says what was submitted', () => {
    const result = { image_url: 'https://x/a.png', novelty: [1] };
    const body = bria({ status: 'COMPLETED', result });
    expect(parseDelivery('bria', body)).toEqual({
      provider: 'bria',
      requestId: BRIA_JOB,
      dedupeKey: BRIA_JOB,
      body: typeof body === 'string' ? body : new TextDecoder().decode(body),
      fact: { type: 'job-completed', result },
    });
    expect(
      parseDelivery('pixazo', pixazo({ status: 'COMPLETED', output: { media_url: 'x' } })),
    ).toMatchObject({
      hint: { type: 'job-completed', result: { media_url: ['x'] } },
    });
  });

  it('gives the result of an operation, whoever did it', () => {
    const result = { type: 'job-completed', result: { image_url: 'https://x/a.png' } };
    const atOne = bria({ status: 'COMPLETED', result: { image_url: 'https://x/a.png' } });
    const atOther = pixazo({ status: 'COMPLETED', output: { media_url: ['https://x/a.png'] } });
    expect(parseDelivery('bria', atOne, removeBackground).fact).toEqual(result);
    expect(parseDelivery('pixazo', atOther, removeBackground).hint).toEqual(result);
  });

  it('whose result is not as expected is a reason to ask, with all of it at hand', () => {
    const text = bria({ status: 'COMPLETED', result: { picture: 'PRIVATE' } });
    const { fact, drift } = parseDelivery('bria', text, atBria);
    expect(fact).toMatchObject({
      type: 'poll-missed',
      error: { code: 'schema_drift', body: text, jobId: BRIA_JOB },
    });
    expect(drift).toMatch(/^result: /);
    expect(drift).not.toContain('PRIVATE');
  });

  it.for(['immediate', 'placeholder'] as const)(
    'is about a job, whatever the submit was answered with: %s',
    (mode) => {
      const endpoint = { ...atBria, mode };
      expect(parseDelivery('bria', fixture('bria/status.error.json'), endpoint).fact.type).toBe('job-failed');
      expect(parseDelivery('bria', fixture('bria/status.completed.json'), endpoint).fact.type).toBe(
        'job-completed',
      );
    },
  );

  it('whose status nobody knows goes on, and is told', () => {
    expect(parseDelivery('bria', bria({ status: 'PAUSED' }))).toMatchObject({
      fact: { type: 'status-returned', phase: 'running', status: 'PAUSED' },
      drift: 'status: PAUSED',
    });
  });

  it('names the endpoint and the job in its error', () => {
    const { fact } = parseDelivery('bria', fixture('bria/status.error.json'), atBria);
    expect(fact).toMatchObject({
      error: { code: 'job_failed', endpoint: atBria.id, jobId: BRIA_JOB, submission: 'accepted' },
    });
  });

  it.for([
    ['a string code', { code: 'VALIDATION_ERROR', message: 'No subject' }, 'No subject'],
    ['no words at all', {}, ''],
    ['a bare text', 'No subject', 'No subject'],
  ] as const)('of a failure may have %s', ([, error, words]) => {
    const { fact } = parseDelivery('bria', bria({ status: 'ERROR', error }));
    expect(fact).toMatchObject({ type: 'job-failed', error: { providerMessage: words } });
  });

  it('may be bytes, of any kind', () => {
    const text = fixture('bria/status.error-moderation.json');
    const parsed = parseDelivery('bria', text);
    const bytes = new TextEncoder().encode(text);
    for (const raw of [bytes, bytes.buffer, Buffer.from(text)])
      expect(parseDelivery('bria', raw)).toEqual(parsed);
    expect(parsed.fact).toMatchObject({
      error: { providerMessage: expect.stringContaining('moderación ✓') },
    });
  });

  it('is not changed by whoever changes the bytes later', () => {
    const bytes = new TextEncoder().encode(bria({ status: 'PAUSED' }));
    const delivery = parseDelivery('bria', bytes);
    bytes.fill(0);
    expect(delivery.requestId).toBe(BRIA_JOB);
  });
});

describe('the dedupe key', () => {
  const keyOf = (text: string) => parseDelivery('bria', text).dedupeKey;
  const pixazoKeyOf = (text: string) => parseDelivery('pixazo', text).dedupeKey;

  it('is the job at Bria, for either end, as in its header', () => {
    expect(keyOf(fixture('bria/status.completed.json'))).toBe(BRIA_JOB);
    expect(keyOf(fixture('bria/status.error.json'))).toBe(BRIA_JOB);
    expect(keyOf(bria({ result: { image_url: 'x' } }))).toBe(BRIA_JOB);
  });

  it('is the job and how it ended at Pixazo', () => {
    expect(pixazoKeyOf(fixture('pixazo/status.completed.json'))).toBe(`${PIXAZO_JOB}:COMPLETED`);
    expect(pixazoKeyOf(fixture('pixazo/status.error.json'))).toBe(`${PIXAZO_JOB}:ERROR`);
    expect(pixazoKeyOf(pixazo({ status: 'failed' }))).toBe(`${PIXAZO_JOB}:FAILED`);
  });

  it('is the same where only the rest of the body differs', () => {
    const [first, second] = ['2026-05-22 13:19:23', '2026-05-22T13:19:23.000Z'].map((at) =>
      pixazoKeyOf(pixazo({ status: 'COMPLETED', updated_at: at, output: null })),
    );
    expect(first).toBe(second);
  });

  it('of what is not an end never stands in for the end', () => {
    for (const status of ['IN_PROGRESS', 'UNKNOWN', 'PAUSED', undefined])
      expect(keyOf(bria({ status }))).toBe(`${BRIA_JOB}:${status ?? ''}`);
    for (const status of ['QUEUED', 'PROCESSING', 'PAUSED', undefined])
      expect(pixazoKeyOf(pixazo({ status }))).toBe(`${PIXAZO_JOB}:${status ?? ''}`);
  });
});

describe('a body that is', () => {
  it.for([
    ['empty', ''],
    ['no JSON', 'COMPLETED'],
    ['HTML', fixture('edge.challenge-403.html')],
    ['cut off', fixture('bria/status.completed.json').slice(0, 60)],
    ['a list', '[{"request_id":"a1"}]'],
    ['a text', '"a1"'],
    ['a number', '7'],
    ['null', 'null'],
    ['without a job', '{"status":"COMPLETED"}'],
    ['of a job without a name', '{"request_id":"","status":"COMPLETED"}'],
    ['of a job whose name is an object', '{"request_id":{"toString":1},"status":"COMPLETED"}'],
    ['of a job whose name is a list', '{"request_id":["a1"],"status":"COMPLETED"}'],
  ] as const)('%s is handed out whole, in an error', ([, text]) => {
    for (const provider of ['bria', 'pixazo'] as const) {
      const error = thrownBy(() => parseDelivery(provider, text));
      expect(error).toBeInstanceOf(SchemaDriftError);
      expect(error).toMatchObject({ body: text, submission: 'not-sent', cause: expect.any(Error) });
    }
  });

  it('not UTF-8 is refused, and shown as well as can be', () => {
    const latin1 = Buffer.from('{"request_id":"a1","status":"ó"}', 'latin1');
    expect(thrownBy(() => parseDelivery('bria', latin1))).toMatchObject({
      code: 'schema_drift',
      body: '{"request_id":"a1","status":"\uFFFD"}',
      cause: { name: 'TypeError' },
    });
  });

  it.for(['{"toString":1}', '[[[{"valueOf":null,"toString":null}]]]'])(
    'of a status that cannot be a text: %s',
    (status) => {
      const text = `{"request_id":"a1","status":${status}}`;
      const error = thrownBy(() => parseDelivery('pixazo', text));
      expect(error).toMatchObject({ code: 'schema_drift', jobId: 'a1', body: text });
    },
  );

  it('nested without end is refused', () => {
    const text = `{"request_id":"a1","status":"ERROR","error":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const outcome = thrownBy(() => parseDelivery('pixazo', text));
    // How deep is too deep is the engine's affair: it is read, or it is an error of ours.
    expect(BriakitError.is(outcome) || 'hint' in (outcome as object)).toBe(true);
  });

  it('over 64 KiB is refused of Pixazo, and only the start of it is kept', () => {
    const sized = (sizeBytes: number) => pixazo({ status: 'COMPLETED' }).padEnd(sizeBytes);
    expect(parseDelivery('pixazo', sized(65_536)).requestId).toBe(PIXAZO_JOB);
    const error = thrownBy(() => parseDelivery('pixazo', sized(65_537))) as SchemaDriftError;
    expect(error).toMatchObject({ code: 'schema_drift', cause: { message: 'The body is over 64 KiB.' } });
    expect(error.body).toHaveLength(65_536);
  });

  it('over 64 KiB is taken of Bria, which signs it', () => {
    const result = { structured_prompt: 'x'.repeat(200_000), image_url: 'x' };
    expect(parseDelivery('bria', bria({ status: 'COMPLETED', result })).fact.type).toBe('job-completed');
  });

  it.for(['..', '.', '../admin', 'a/b', 'a?b', 'a b', '-a', 'ä', 'x'.repeat(257)])(
    'about a job at Pixazo that cannot be one is refused: %s',
    (name) => {
      const text = JSON.stringify({ request_id: name, status: 'COMPLETED' });
      expect(thrownBy(() => parseDelivery('pixazo', text))).toMatchObject({
        code: 'schema_drift',
        jobId: undefined,
      });
    },
  );
});

it('is a TypeError where the program gives an endpoint of the other provider, or a parsed body', () => {
  const text = fixture('bria/status.completed.json');
  expect(() => parseDelivery('bria', text, atPixazo as never)).toThrow(TypeError);
  expect(() => parseDelivery('bria', JSON.parse(text) as string)).toThrow(TypeError);
});
