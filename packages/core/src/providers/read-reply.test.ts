import { describe, expect, it } from 'vitest';
import { BRIA_JOB, fixture, PIXAZO_JOB } from '../../test/fixture.ts';
import { briaDialect } from './bria/dialect.ts';
import { removeBackground as briaEndpoint } from './bria/image.ts';
import { endpointFor } from './endpoint.ts';
import { pixazoDialect } from './pixazo/dialect.ts';
import { removeBackground as pixazoEndpoint } from './pixazo/image.ts';
import { readReply, type Reading } from './read-reply.ts';

const atBria = endpointFor(briaEndpoint, 'bria');
const atPixazo = endpointFor(pixazoEndpoint, 'pixazo');
const replyOf = (text: string, status = 200) => ({ status, text, retryAfterMs: undefined, receivedAt: 0 });
const bria = (text: string, status?: number, asked: string | undefined = BRIA_JOB) =>
  readReply(briaDialect, atBria, replyOf(text, status), asked);
const pixazo = (text: string, status?: number, asked: string | undefined = PIXAZO_JOB) =>
  readReply(pixazoDialect, atPixazo, replyOf(text, status), asked);
const briaSubmit = (text: string, status = 202) => readReply(briaDialect, atBria, replyOf(text, status));
const pixazoSubmit = (text: string, status = 202) =>
  readReply(pixazoDialect, atPixazo, replyOf(text, status));

const briaBody = (body: object) => JSON.stringify({ request_id: BRIA_JOB, ...body });
const pixazoBody = (body: object) => JSON.stringify({ request_id: PIXAZO_JOB, ...body });

/** What a doubt or a failure comes to, without its sentence. */
const gist = ({ fact, ...rest }: Reading) =>
  'error' in fact && fact.error
    ? {
        ...rest,
        ...fact,
        error: fact.error.code,
        errorJobId: fact.error.jobId,
        words: fact.error.providerMessage,
      }
    : { ...rest, ...fact };

const DOUBTFUL = { type: 'poll-missed', error: 'schema_drift', tolerance: 3 };

describe('the answer to a submit', () => {
  it('names the job that it made', () => {
    expect(briaSubmit(fixture('bria/submit.accepted.json'))).toEqual({
      jobId: BRIA_JOB,
      fact: { type: 'status-returned', phase: 'running', status: 'IN_PROGRESS' },
    });
    expect(pixazoSubmit(fixture('pixazo/submit.queued.json'))).toEqual({
      jobId: PIXAZO_JOB,
      fact: { type: 'status-returned', phase: 'queued', status: 'QUEUED' },
    });
  });

  it('may bring the result at once', () => {
    expect(briaSubmit(fixture('bria/submit.sync-completed.json'), 200)).toEqual({
      jobId: BRIA_JOB,
      fact: {
        type: 'job-completed',
        result: { image_url: 'https://mock.bria.local/results/out.png', seed: 314_159 },
      },
    });
  });

  it('may be the result itself, where the endpoint answers at once, be it with a name', () => {
    const flat = briaBody({ image_url: 'https://example.com/out.png' });
    expect(readReply(briaDialect, { ...atBria, mode: 'immediate' }, replyOf(flat))).toMatchObject({
      fact: { type: 'job-completed', result: { image_url: 'https://example.com/out.png' } },
    });
    // Where it does not, a name is that of a job.
    expect(gist(briaSubmit(flat, 200))).toMatchObject({ jobId: BRIA_JOB, ...DOUBTFUL, errorJobId: BRIA_JOB });
  });

  it('takes a name that is a number', () => {
    expect(briaSubmit('{"request_id":4711,"status_url":"https://x"}')).toMatchObject({
      jobId: '4711',
      fact: { type: 'status-returned' },
    });
    expect(bria('{"request_id":4711,"status":"IN_PROGRESS"}', 200, '4711').fact.type).toBe('status-returned');
  });

  it.for([
    ['without a name', 202, '{"status":"QUEUED"}'],
    ['with an empty name', 202, '{"request_id":"","status":"QUEUED"}'],
    ['in HTML', 200, fixture('edge.challenge-403.html')],
    ['that breaks off', 202, fixture('pixazo/submit.queued.json').slice(0, 60)],
    ['that is empty', 200, ''],
    ['that is no object', 200, '[1]'],
  ] as const)('%s may have made a job: all of it is handed out', ([, status, text]) => {
    for (const submit of [briaSubmit, pixazoSubmit]) {
      const { jobId, fact } = submit(text, status);
      expect([jobId, fact.type]).toEqual([undefined, 'job-failed']);
      expect(fact).toMatchObject({ error: { code: 'schema_drift', submission: 'unknown', body: text } });
    }
  });

  it('is no job where it is a refusal, though that has a name', () => {
    expect(gist(briaSubmit(fixture('bria/error.429.json'), 429))).toMatchObject({
      jobId: undefined,
      type: 'job-failed',
      error: 'rate_limited',
      errorJobId: undefined,
    });
    expect(gist(pixazoSubmit(fixture('pixazo/error.402.json'), 402))).toMatchObject({
      jobId: undefined,
      error: 'insufficient_balance',
    });
    expect(briaSubmit('', 500).fact).toMatchObject({
      type: 'job-failed',
      error: { code: 'server', submission: 'unknown' },
    });
  });

  it('may be a job that has failed already', () => {
    expect(gist(briaSubmit(fixture('bria/status.error.json'), 200))).toMatchObject({
      jobId: BRIA_JOB,
      type: 'job-failed',
      error: 'job_failed',
      errorJobId: BRIA_JOB,
    });
  });
});

describe('a status of Bria', () => {
  it('goes on', () => {
    expect(bria(fixture('bria/status.in-progress.json'))).toEqual({
      jobId: BRIA_JOB,
      fact: { type: 'status-returned', phase: 'running', status: 'IN_PROGRESS' },
    });
  });

  it('is completed, with all fields of the result', () => {
    expect(bria(fixture('bria/status.completed.json')).fact).toEqual({
      type: 'job-completed',
      result: { image_url: 'https://mock.bria.local/results/out.png', seed: 314_159 },
    });
  });

  it.for([
    ['an error', 'bria/status.error.json', 'job_failed', 'Unprocessable Entity: …'],
    [
      'of moderation',
      'bria/status.error-moderation.json',
      'job_failed',
      'Unprocessable Entity: El contenido no pasó la moderación ✓',
    ],
  ] as const)('is %s', ([, name, error, words]) => {
    expect(gist(bria(fixture(name)))).toEqual({
      jobId: BRIA_JOB,
      type: 'job-failed',
      error,
      errorJobId: BRIA_JOB,
      words,
    });
  });

  it('is refused by moderation', () => {
    const body = briaBody({ status: 'ERROR', error: { code: 422, message: 'Failed content moderation' } });
    expect(gist(bria(body))).toMatchObject({ type: 'job-failed', error: 'moderation', errorJobId: BRIA_JOB });
  });

  it.for(['bria/status.unknown.json', 'bria/status.unknown-with-error.json'])(
    'is unknown for a while: %s',
    (name) => {
      expect(gist(bria(fixture(name)))).toMatchObject({
        type: 'poll-missed',
        error: 'job_failed',
        tolerance: 5,
      });
    },
  );

  it('is not found, asked more than twice', () => {
    const found = gist(bria(fixture('bria/status.not-found.json'), 404));
    expect(found).toMatchObject({
      type: 'poll-missed',
      error: 'job_not_found',
      tolerance: 2,
      errorJobId: BRIA_JOB,
    });
  });
});

describe('a status of Pixazo', () => {
  it.for([
    ['pixazo/status.processing.json', 'running', 'PROCESSING'],
    ['pixazo/status.processing-minimal.json', 'running', 'PROCESSING'],
    ['pixazo/submit.queued.json', 'queued', 'QUEUED'],
  ] as const)('goes on: %s', ([name, phase, status]) => {
    expect(pixazo(fixture(name))).toEqual({
      jobId: PIXAZO_JOB,
      fact: { type: 'status-returned', phase, status },
    });
  });

  it('is completed, with all fields of the output', () => {
    const link =
      'https://pub-582b7213209642b9b995c96c95a30381.r2.dev/v1/bria-rmbg-2-0-682_019dxxxx-xxxx/output.ext';
    expect(pixazo(fixture('pixazo/status.completed.json')).fact).toEqual({
      type: 'job-completed',
      result: {
        media_url: [link],
        media_type: 'application/octet-stream',
        createdAt: Date.UTC(2026, 2, 31, 10),
        completedAt: Date.UTC(2026, 2, 31, 10, 0, 15),
      },
    });
  });

  it('makes a list of a single link', () => {
    const body = pixazoBody({ status: 'COMPLETED', output: { media_url: 'https://x/a.png', seed: 1 } });
    expect(pixazo(body).fact).toEqual({
      type: 'job-completed',
      result: { media_url: ['https://x/a.png'], seed: 1 },
    });
  });

  it.for([
    ['ERROR', 'pixazo/status.error.json', 'Description of the error'],
    ['FAILED', 'pixazo/status.failed.json', 'Processing failed: upstream provider returned an error'],
  ] as const)('is %s', ([, name, words]) => {
    expect(gist(pixazo(fixture(name)))).toMatchObject({ type: 'job-failed', error: 'job_failed', words });
  });

  it.for(['Protected Content', 'Request Moderated', 'blocked by our safety system'])(
    'is refused: %s',
    (error) => {
      expect(gist(pixazo(pixazoBody({ status: 'FAILED', error })))).toMatchObject({
        error: 'moderation',
        words: error,
      });
    },
  );

  it('is not found, asked more than twice', () => {
    const found = gist(pixazo(fixture('pixazo/status.request-not-found.json'), 404));
    expect(found).toMatchObject({ type: 'poll-missed', error: 'job_not_found', tolerance: 2 });
  });

  it.for([{ media_url: [] }, { media_url: null }, {}, null, 'text'])('has no result yet in %j', (output) => {
    expect(gist(pixazo(pixazoBody({ status: 'COMPLETED', output })))).toMatchObject(DOUBTFUL);
  });
});

describe.for([
  { name: 'Bria', read: bria, body: briaBody, id: BRIA_JOB },
  { name: 'Pixazo', read: pixazo, body: pixazoBody, id: PIXAZO_JOB },
])('at $name, about a job that exists, an answer', ({ read, body, id }) => {
  it('with a status that nobody knows goes on, and is told', () => {
    expect(read(body({ status: 'PAUSED' }))).toEqual({
      jobId: id,
      fact: { type: 'status-returned', phase: 'running', status: 'PAUSED' },
      drift: 'status: PAUSED',
    });
  });

  it('is read whatever its case', () => {
    expect(read(body({ status: 'unknown' })).fact).toMatchObject({ type: 'poll-missed', tolerance: 5 });
  });

  it.for([500, 502, 503, 504, 522, 408])('of %d is no news, and never ends the job', (status) => {
    const missed = { jobId: id, fact: { type: 'poll-missed' } };
    expect(read(fixture('bria/status.outage-503.json'), status)).toEqual(missed);
    expect(read('<html>down</html>', status)).toEqual(missed);
  });

  it.for([
    ['in HTML', '<html>'],
    ['that breaks off', '{"request_id":'],
    ['that is empty', ''],
    [
      'about another job',
      '{"request_id":"b2","status":"COMPLETED","result":{"image_url":"x"},"output":{"media_url":["x"]}}',
    ],
    ['without a status', '{}'],
    ['with a status that is nothing', '{"status":null}'],
  ] as const)('%s is asked for again, and handed out whole at last', ([, text]) => {
    const reading = read(text);
    expect(gist(reading)).toMatchObject({ ...DOUBTFUL, jobId: id, errorJobId: id });
    expect(reading.fact).toMatchObject({ error: { body: text, submission: 'accepted' } });
  });

  it('whose result has drifted is asked for again, and told without its values', () => {
    const text = body({
      status: 'COMPLETED',
      result: { picture: 'PRIVATE' },
      output: { picture: 'PRIVATE' },
    });
    const { drift, ...reading } = read(text);
    expect(gist(reading)).toMatchObject(DOUBTFUL);
    expect(drift).toMatch(
      /^result: (image_url: expected string|input: expected a list of links as media_url)$/,
    );
  });

  it.for([
    [400, 'input'],
    [401, 'authentication'],
    [402, 'insufficient_balance'],
    [403, 'permission'],
    [422, 'input'],
  ] as const)('of %d ends our following, and names the job', ([status, error]) => {
    const { fact } = read('{"message":"no"}', status);
    expect(fact).toMatchObject({
      type: 'job-failed',
      error: { code: error, jobId: id, submission: 'accepted', retryable: false },
    });
  });

  it.for([
    ['429', 429, 'Rate limit exceeded.'],
    ['a quota that fills up again', 403, 'Out of call volume quota. Quota will be replenished in 00:10:00.'],
    ['an outage', 503, 'Service Unavailable'],
  ] as const)('of %s says nothing about it', ([, status, message]) => {
    expect(read(JSON.stringify({ statusCode: status, message }), status)).toEqual({
      jobId: id,
      fact: { type: 'poll-missed' },
    });
  });

  it('of a page to log in is an edge’s, whatever it says', () => {
    expect(gist(read('Redirecting to /login', 302))).toMatchObject({ type: 'poll-missed' });
  });

  it.for(['', 'null', '"done"', '<html>'])(
    'that has finished with no result is asked for again: %s',
    (text) => {
      expect(read(text).fact.type).toBe('poll-missed');
    },
  );
});

it('hands on the warning that stands beside a result, wherever the result came', () => {
  const warning = 'the prompt names a brand';
  const result = { image_url: 'https://example.com/out.png' };
  for (const { fact } of [
    briaSubmit(briaBody({ result, warning }), 200),
    bria(briaBody({ status: 'COMPLETED', result, warning })),
  ])
    expect(fact).toEqual({ type: 'job-completed', result: { ...result, warning } });
});

it.for([
  ['a brand', { warning: 'a brand' }],
  [undefined, {}],
  [null, {}],
  [{ text: 'a brand' }, {}],
] as const)('hands on the warning %j that stands where there is no result yet', ([warning, told]) => {
  const { fact } = briaSubmit(briaBody({ status_url: 'https://example.com/1', warning }));
  expect(fact).toEqual({ type: 'status-returned', phase: 'running', status: 'IN_PROGRESS', ...told });
});
