import { describe, expect, it } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  pixazoClient,
  PIXAZO_ANSWERS,
  RESULT,
} from '../../test/client.ts';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { image } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import type { Layer } from '../transport/transport.ts';

const lost = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('deep down'), { code }) });
const refusal = (status: number, message: string): ScriptedAnswer => ({ status, body: { message } });

/** What a job comes to at the end, and what it took. */
async function fate(answers: readonly ScriptedAnswer[]) {
  const { clock, client, methods } = briaClient(answers);
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const outcome = await clock.runUntil(job.result().catch((error: unknown) => error));
  expect(clock.pendingTimers).toBe(0);
  return { outcome, methods: methods(), state: job.getSnapshot(), endedAt: clock.now() };
}

describe('a submit that fails', () => {
  it.for<readonly [string, ScriptedAnswer, object]>([
    ['401', refusal(401, 'no'), { code: 'authentication', submission: 'rejected' }],
    ['402', refusal(402, 'Insufficient Balance'), { code: 'insufficient_balance', submission: 'rejected' }],
    ['403', refusal(403, 'Forbidden'), { code: 'permission', submission: 'rejected' }],
    ['404', refusal(404, 'Image not found'), { code: 'media', submission: 'rejected' }],
    ['422', refusal(422, 'bad'), { code: 'input', submission: 'rejected' }],
    ['an edge', { status: 403, body: fixture('edge.challenge-403.html') }, { code: 'edge_blocked' }],
    ['500', refusal(500, 'oops'), { code: 'server', submission: 'unknown', retryable: false }],
    [
      '503',
      { status: 503, body: fixture('bria/status.outage-503.json') },
      { code: 'server', submission: 'unknown' },
    ],
    [
      'a lasting 429',
      { status: 429, headers: { 'retry-after': '3600' } },
      { code: 'rate_limited', retryAfterMs: 3_600_000, submission: 'rejected' },
    ],
    ['a reset', lost('ECONNRESET'), { code: 'network', submission: 'unknown', retryable: false }],
    ['no answer in time', 'hang', { code: 'timeout', submission: 'unknown' }],
    [
      'an answer without an id',
      { status: 202, body: '{}' },
      { code: 'schema_drift', submission: 'unknown', body: '{}' },
    ],
  ])('is sent exactly once, and says what became of it: %s', async ([, answer, error]) => {
    const { outcome, methods, state } = await fate([answer, COMPLETED]);
    expect(outcome).toMatchObject({ ...error, jobId: undefined, endpoint: BRIA_REF.endpoint });
    expect(methods).toBe('POST');
    expect(state).toEqual({ phase: 'failed', ref: undefined, error: outcome });
  });

  it('is sent again only where nothing was sent, and four times at most', async () => {
    const { outcome, methods } = await fate([lost('ECONNREFUSED')]);
    expect(outcome).toMatchObject({ code: 'network', submission: 'not-sent', retryable: true });
    expect(methods).toBe('POST POST POST POST');
    expect((await fate([lost('ENOTFOUND'), lost('ENOTFOUND'), ACCEPTED, COMPLETED])).outcome).toMatchObject({
      image_url: RESULT.image_url,
    });
  });
});

it('says that a job may exist when a layer of the user breaks after the submit has left', async () => {
  const broken: Layer = (next) => async (request, exchange) => {
    await next(request, exchange);
    throw new Error('a mistake in a layer');
  };
  const { clock, client } = briaClient([ACCEPTED], { layers: [broken] });
  const job = client.submit(image.removeBackground, { image: PICTURE });
  const error = await clock.runUntil(job.result().catch((reason: unknown) => reason));
  expect(error).toMatchObject({
    code: 'input',
    submission: 'unknown',
    cause: { message: 'a mistake in a layer' },
  });
});

describe('a job that exists', () => {
  it.for<readonly [string, ScriptedAnswer]>([
    ['no network', lost('ENOTFOUND')],
    ['resets', lost('ECONNRESET')],
    ['500', refusal(500, 'oops')],
    ['502 in HTML', { status: 502, body: '<html>' }],
    ['408', refusal(408, 'slow')],
    ['a poll that hangs', 'hang'],
    ['429 for an hour', { status: 429, headers: { 'retry-after': '3600' } }],
  ])('survives %s, time and again', async ([, trouble]) => {
    const { outcome, state } = await fate([
      ACCEPTED,
      ...Array.from({ length: 24 }, () => trouble),
      COMPLETED,
    ]);
    expect(outcome).toEqual(RESULT);
    expect(state.phase).toBe('succeeded');
  });

  it('survives an edge that is in the way for a while, and says so when it stays', async () => {
    const edge = { status: 403, body: fixture('edge.challenge-403.html') };
    expect((await fate([ACCEPTED, edge, edge, edge, COMPLETED])).outcome).toEqual(RESULT);
    expect((await fate([ACCEPTED, edge])).outcome).toMatchObject({ code: 'edge_blocked', jobId: BRIA_JOB });
  });

  it('is asked about less and less often while there is no answer, never in a hot loop', async () => {
    const { clock, client, requests } = briaClient([ACCEPTED, refusal(503, 'down')]);
    const job = client.submit(image.removeBackground, { image: PICTURE });
    await clock.advance(60_000);
    expect(requests.length).toBeLessThan(1 + 15);
    expect(job.getSnapshot()).toMatchObject({ phase: 'running', misses: requests.length - 1 });
    job.stop();
  });

  it('is believed in for a moment, before it is known', async () => {
    const notFound = { status: 404, body: fixture('bria/status.not-found.json') };
    const unknown = { body: fixture('bria/status.unknown.json') };
    expect((await fate([ACCEPTED, notFound, notFound, COMPLETED])).outcome).toEqual(RESULT);
    expect((await fate([ACCEPTED, unknown, unknown, unknown, unknown, unknown, COMPLETED])).outcome).toEqual(
      RESULT,
    );
  });

  it.for<readonly [string, ScriptedAnswer, object, number]>([
    [
      '404 for good',
      { status: 404, body: fixture('bria/status.not-found.json') },
      { code: 'job_not_found' },
      3,
    ],
    ['UNKNOWN for good', { body: fixture('bria/status.unknown.json') }, { code: 'job_failed' }, 6],
    [
      'its ERROR',
      { body: fixture('bria/status.error.json') },
      { code: 'job_failed', providerMessage: 'Unprocessable Entity: …' },
      1,
    ],
    [
      'moderation',
      { body: { request_id: BRIA_JOB, status: 'ERROR', error: 'moderated' } },
      { code: 'moderation' },
      1,
    ],
    [
      'a result nobody can read',
      { body: { request_id: BRIA_JOB, status: 'COMPLETED', result: { picture: 'paid' } } },
      { code: 'schema_drift', body: expect.stringContaining('paid') as string },
      4,
    ],
    [
      'answers about another job',
      { body: { request_id: 'b2', status: 'COMPLETED' } },
      { code: 'schema_drift' },
      4,
    ],
    ['401', refusal(401, 'no'), { code: 'authentication' }, 1],
    ['402', refusal(402, 'no'), { code: 'insufficient_balance' }, 1],
    ['403', refusal(403, 'no'), { code: 'permission' }, 1],
    ['422', refusal(422, 'no'), { code: 'input' }, 1],
  ])('fails of %s, and keeps its name', async ([, answer, error, polls]) => {
    const { outcome, methods, state } = await fate([ACCEPTED, answer]);
    const { requestId: jobId, endpoint } = BRIA_REF;
    expect(outcome).toMatchObject({ ...error, jobId, submission: 'accepted', endpoint });
    expect(methods).toBe(['POST', ...Array.from({ length: polls }, () => 'GET')].join(' '));
    expect(state).toEqual({ phase: 'failed', ref: BRIA_REF, error: outcome });
  });

  it('does not fail of doubts that news has scattered', async () => {
    const unreadable = { body: '<html>' };
    const { outcome } = await fate([
      ACCEPTED,
      unreadable,
      unreadable,
      unreadable,
      IN_PROGRESS,
      unreadable,
      COMPLETED,
    ]);
    expect(outcome).toEqual(RESULT);
  });

  it('fails at Pixazo of FAILED and of ERROR', async () => {
    for (const name of ['pixazo/status.failed.json', 'pixazo/status.error.json']) {
      const { clock, client } = pixazoClient([PIXAZO_ANSWERS[0]!, { body: fixture(name) }]);
      const done = clock.runUntil(client.run(removeBackground, { image: PICTURE }));
      await expect(done).rejects.toMatchObject({ code: 'job_failed', endpoint: 'bria-rmbg-2-0-682' });
      expect(clock.pendingTimers).toBe(0);
    }
  });
});
