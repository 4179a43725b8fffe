/** The forms that errors have at Pixazo: of its queue in many dialects, of the gateway and the edge before it. */
import { describe, expect, it } from 'vitest';
import { fixture, PIXAZO_JOB } from '../../test/fixture.ts';
import { factsOf, readRefusal, type Refusal } from '../../test/refusal.ts';
import { endpointFor } from './endpoint.ts';
import { pixazoDialect } from './pixazo/dialect.ts';
import { removeBackground } from './pixazo/image.ts';
import { readReply } from './read-reply.ts';

const error = (words: string) => ({ error: words });
const coded = (code: string, message: string) => ({ error: { code, message } });
const gateway = (statusCode: number, message: string, more: object = {}) => ({
  statusCode,
  message,
  ...more,
});

it.for<Refusal>([
  [
    'an empty wallet',
    402,
    fixture('pixazo/error.402.json'),
    'insufficient_balance',
    'Insufficient Balance: Your wallet does not have enough balance.',
  ],
  [
    'an empty wallet, with the amount',
    402,
    {
      ...error('Insufficient Balance'),
      message: 'Your wallet does not have enough balance. Required: $0.04',
    },
    'insufficient_balance',
    'Insufficient Balance: Your wallet does not have enough balance. Required: $0.04',
  ],
  [
    'an empty wallet, in one text',
    402,
    { ...error('Insufficient balance. Please top up your wallet.'), status: 402 },
    'insufficient_balance',
    'Insufficient balance. Please top up your wallet.',
  ],
  [
    'an empty wallet, in one text with the amount',
    402,
    error('Insufficient balance. Required amount: $0.03'),
    'insufficient_balance',
    'Insufficient balance. Required amount: $0.03',
  ],
  [
    'an empty wallet, with a code',
    402,
    coded('INSUFFICIENT_FUNDS', 'No funds.'),
    'insufficient_balance',
    'No funds.',
  ],
  [
    'an empty wallet through 403, as JSON text',
    403,
    '"The balance is insufficient to proceed with this operation."',
    'insufficient_balance',
    'The balance is insufficient to proceed with this operation.',
  ],
  [
    'an empty wallet through 403, as plain text',
    403,
    'The balance is insufficient to proceed with this operation.',
    'insufficient_balance',
    'The balance is insufficient to proceed with this operation.',
  ],
  [
    'a model that is switched off',
    400,
    { ...error('Model not found'), message: "Model 'bria-rmbg-2-0-682' not found or is disabled" },
    'model_unavailable',
    "Model not found: Model 'bria-rmbg-2-0-682' not found or is disabled",
  ],
  ['a text', 400, error('Something is wrong.'), 'input', 'Something is wrong.'],
  [
    'a missing field',
    400,
    { ...error('Missing required field: prompt'), status: 400 },
    'input',
    'Missing required field: prompt',
  ],
  [
    'a failed validation, with its fields',
    400,
    {
      ...error('Validation failed'),
      details: [
        { field: 'image_url', message: 'must be a valid URL' },
        { field: 'seed', message: 'must be an integer' },
      ],
    },
    'input',
    'Validation failed: image_url: must be a valid URL: seed: must be an integer',
  ],
  [
    'success: false',
    400,
    { success: false, error: { message: 'Bad.', code: 'VALIDATION_ERROR' } },
    'input',
    'Bad.',
  ],
  ['a code of a parameter', 400, coded('INVALID_PARAMETER', 'No such ratio.'), 'input', 'No such ratio.'],
  [
    'a link that is no use',
    400,
    { ...error('Invalid image_url'), message: 'The provided image_url is malformed or unreachable.' },
    'input',
    'Invalid image_url: The provided image_url is malformed or unreachable.',
  ],
  ['a webhook that is no use', 400, error('Invalid webhook URL'), 'input', 'Invalid webhook URL'],
  [
    'moderation of what was asked for',
    400,
    coded('moderation_blocked', 'Rejected by our safety system.'),
    'moderation',
    'Rejected by our safety system.',
  ],
  [
    'a key that is missing',
    401,
    { ...error('Unauthorized: invalid or missing API key'), status: 401 },
    'authentication',
    'Unauthorized: invalid or missing API key',
  ],
  [
    'a key that is missing, by its header',
    401,
    error('Invalid or missing Ocp-Apim-Subscription-Key'),
    'authentication',
    'Invalid or missing Ocp-Apim-Subscription-Key',
  ],
  [
    'a key that is wrong',
    401,
    { ...error('Unauthorized'), message: 'no' },
    'authentication',
    'Unauthorized: no',
  ],
  ['what is forbidden', 403, error('Not in your subscription'), 'permission', 'Not in your subscription'],
  [
    'a rate limit',
    429,
    { ...error('Rate limit exceeded. Please retry after some time.'), status: 429 },
    'rate_limited',
    'Rate limit exceeded. Please retry after some time.',
  ],
  [
    'a rate limit with a code',
    429,
    coded('RATE_LIMIT_EXCEEDED', 'Rate limit exceeded. Retry after 60 seconds.'),
    'rate_limited',
    'Rate limit exceeded. Retry after 60 seconds.',
  ],
  ['a failure without a body', 500, '', 'server', ''],
  [
    'an upstream that is down',
    502,
    { ...error('Failed to reach upstream API'), status: 502 },
    'server',
    'Failed to reach upstream API',
  ],
])('the queue: %s (%d)', (refusal) => {
  expect(readRefusal(refusal[1], refusal[2])).toMatchObject(factsOf(refusal));
});

const NO_KEY =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.';
const WRONG_KEY =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.';
const CALLS_USED_UP = 'Out of call volume quota. Quota will be replenished in 02:15:00.';
const BYTES_USED_UP = 'Out of bandwidth quota. Quota will be replenished in 02:15:00.';
const TOO_MANY = 'Rate limit is exceeded. Try again in 12 seconds.';

it.for<Refusal>([
  ['no key', 401, gateway(401, NO_KEY), 'authentication', NO_KEY],
  ['a wrong key', 401, gateway(401, WRONG_KEY), 'authentication', WRONG_KEY],
  ['a quota of calls that refills', 403, gateway(403, CALLS_USED_UP), 'rate_limited', CALLS_USED_UP],
  ['a quota of bytes that refills', 403, gateway(403, BYTES_USED_UP), 'rate_limited', BYTES_USED_UP],
  ['an address that is barred', 403, gateway(403, 'Forbidden'), 'permission', 'Forbidden'],
  [
    'a route that is not there',
    404,
    fixture('pixazo/error.apim-404.json'),
    'model_unavailable',
    'Resource not found',
  ],
  ['a rate limit', 429, gateway(429, TOO_MANY), 'rate_limited', TOO_MANY],
  ['a rate limit in plain text', 429, TOO_MANY, 'rate_limited', TOO_MANY],
  [
    'a failing policy',
    500,
    gateway(500, 'Internal server error', { activityId: 'a-1' }),
    'server',
    'Internal server error',
    'a-1',
  ],
])('the gateway: %s (%d)', (refusal) => {
  expect(readRefusal(refusal[1], refusal[2])).toMatchObject(factsOf(refusal));
});

it.for<Refusal>([
  ['a bot check', 403, fixture('edge.challenge-403.html'), 'edge_blocked', ''],
  ['no way to the gateway', 522, '<html>Connection timed out</html>', 'server', ''],
  ['an unknown error', 520, '<!DOCTYPE html><title>520</title>', 'server', ''],
  ['no answer in time', 504, '', 'server', ''],
])('the edge: %s (%d)', (refusal) => {
  expect(readRefusal(refusal[1], refusal[2])).toMatchObject(factsOf(refusal));
});

describe('a job that failed, in an answer of 200', () => {
  it.for([
    ['as documented', 'ERROR', 'Description of the error', 'job_failed', 'Description of the error'],
    ['by the upstream', 'FAILED', 'Processing failed: upstream', 'job_failed', 'Processing failed: upstream'],
    ['for reasons untold', 'FAILED', 'GENERATION_FAILED: ', 'job_failed', 'GENERATION_FAILED:'],
    ['with an object', 'FAILED', { code: 'E1', message: 'no face found' }, 'job_failed', 'no face found'],
    ['with nothing', 'ERROR', null, 'job_failed', ''],
    ['by moderation', 'FAILED', 'moderation_blocked', 'moderation', 'moderation_blocked'],
  ] as const)('%s', ([, status, words, code, providerMessage]) => {
    const text = JSON.stringify({ request_id: PIXAZO_JOB, status, error: words, output: null });
    const reply = { status: 200, text, retryAfterMs: undefined, receivedAt: 0 };
    const { fact } = readReply(pixazoDialect, endpointFor(removeBackground, 'pixazo'), reply, PIXAZO_JOB);
    expect(fact).toMatchObject({
      type: 'job-failed',
      error: { code, providerMessage, jobId: PIXAZO_JOB, submission: 'accepted', retryable: false },
    });
  });
});

it('a job that failed, with the words beside the error', () => {
  const text = JSON.stringify({ status: 'FAILED', error: null, message: 'The upstream is full.' });
  const reply = { status: 200, text, retryAfterMs: undefined, receivedAt: 0 };
  const { fact } = readReply(pixazoDialect, endpointFor(removeBackground, 'pixazo'), reply, PIXAZO_JOB);
  expect(fact).toMatchObject({ error: { code: 'job_failed', providerMessage: 'The upstream is full.' } });
});

describe('a status request', () => {
  const ask = (status: number, body: string | object) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const reply = { status, text, retryAfterMs: undefined, receivedAt: 0 };
    return readReply(pixazoDialect, endpointFor(removeBackground, 'pixazo'), reply, PIXAZO_JOB).fact;
  };
  const unknown = error('Invalid request_id: bria-rmbg-2-0-682_invalid_id');

  it.for([fixture('pixazo/status.request-not-found.json'), unknown])(
    'about a job that is not known is asked again: %j',
    (body) => {
      expect(ask(404, body)).toMatchObject({
        type: 'poll-missed',
        error: { code: 'job_not_found', jobId: PIXAZO_JOB, submission: 'accepted' },
      });
    },
  );

  it('that is refused ends the wait, for a job that exists all the same', () => {
    expect(ask(400, unknown)).toMatchObject({
      type: 'job-failed',
      error: { code: 'input', jobId: PIXAZO_JOB, submission: 'accepted', providerMessage: unknown.error },
    });
  });

  it('that meets a failing server or an edge is asked again', () => {
    expect(ask(502, error('Failed to reach upstream API'))).toEqual({ type: 'poll-missed' });
    expect(ask(403, fixture('edge.challenge-403.html'))).toMatchObject({
      type: 'poll-missed',
      error: { code: 'edge_blocked', jobId: PIXAZO_JOB },
    });
  });
});
