import { describe, expect, it } from 'vitest';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { errorFromReply, wordsOf } from './error-from-reply.ts';

type Row = readonly [
  what: string,
  status: number,
  body: unknown,
  code: string,
  facts?: {
    readonly submission?: string;
    readonly providerMessage?: string;
    readonly requestId?: string | undefined;
  },
];

const read = (status: number, body: unknown, jobId?: string) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorFromReply({ status, text, retryAfterMs: 7_000, receivedAt: 0 }, 'image/edit', jobId);
};

const theirs = (code: number, message: string, details: string) => ({ error: { code, message, details } });

describe('of Bria', () => {
  it.for<Row>([
    [
      'E1: the documented error',
      422,
      { ...theirs(422, 'Unprocessable Entity', 'image is required'), request_id: 'r1' },
      'input',
      { providerMessage: 'Unprocessable Entity: image is required', requestId: 'r1' },
    ],
    ['E1: a rate limit', 429, fixture('bria/error.429.json'), 'rate_limited', { requestId: BRIA_JOB }],
    [
      'E1: moderation',
      422,
      theirs(422, 'Unprocessable Entity', 'Failed visual input moderation'),
      'moderation',
    ],
    [
      'E2: without request_id',
      400,
      theirs(400, 'Bad Request', 'no object found'),
      'input',
      { requestId: undefined },
    ],
    ['E2: an outage', 503, fixture('bria/status.outage-503.json'), 'server', { submission: 'unknown' }],
    [
      'E4: a code in words',
      400,
      { error: { code: 'VALIDATION_ERROR', message: 'bad image' } },
      'input',
      { providerMessage: 'bad image' },
    ],
    [
      'E5: nothing but a status word',
      404,
      fixture('bria/status.not-found.json'),
      'media',
      { providerMessage: '' },
    ],
    [
      'E6: JSON text, of a quota',
      403,
      '"You have used your free quota of 1000 requests."',
      'insufficient_balance',
      { providerMessage: 'You have used your free quota of 1000 requests.' },
    ],
    ['E6: JSON text, of a plan', 403, '"Your subscription does not include this feature."', 'permission'],
    ['E6: JSON text, of moderation', 422, '"image failed content moderation"', 'moderation'],
    [
      'E7: detail as text',
      403,
      { detail: 'Not authenticated' },
      'permission',
      { providerMessage: 'Not authenticated' },
    ],
    [
      'E7: detail as a list',
      422,
      {
        detail: [
          { loc: ['body', 'image'], msg: 'field required', type: 'value_error' },
          { loc: [], msg: 'too long', type: 'x' },
        ],
      },
      'input',
      { providerMessage: 'field required: too long' },
    ],
    [
      'E8: a message',
      401,
      { message: 'Unauthorized' },
      'authentication',
      { providerMessage: 'Unauthorized' },
    ],
    [
      'E8: plain text',
      413,
      'Request Entity Too Large',
      'media',
      { providerMessage: 'Request Entity Too Large' },
    ],
    [
      'E8: HTML of a gateway',
      504,
      '<html><h1>504 Gateway Time-out</h1></html>',
      'server',
      { submission: 'unknown', providerMessage: '' },
    ],
    ['E8: an empty body', 502, '', 'server', { submission: 'unknown' }],
  ])('%s (%d)', ([, status, body, code, facts]) => {
    const submission = 'rejected';
    expect(read(status, body)).toMatchObject({
      code,
      submission,
      httpStatus: status,
      endpoint: 'image/edit',
      ...facts,
    });
  });

  it.for([
    [400, 'input'],
    [401, 'authentication'],
    [402, 'insufficient_balance'],
    [403, 'permission'],
    [404, 'media'],
    [405, 'input'],
    [409, 'input'],
    [412, 'input'],
    [413, 'media'],
    [415, 'media'],
    [422, 'input'],
    [429, 'rate_limited'],
    [460, 'media'],
    [408, 'server'],
    [500, 'server'],
    [502, 'server'],
    [503, 'server'],
    [504, 'server'],
    [506, 'media'],
  ] as const)('a bare %d is of the class %s', ([status, code]) => {
    expect(read(status, theirs(status, 'Some words', 'and more')).code).toBe(code);
  });
});

describe('of Pixazo’s queue', () => {
  it.for<Row>([
    [
      'an empty wallet',
      402,
      fixture('pixazo/error.402.json'),
      'insufficient_balance',
      { providerMessage: 'Insufficient Balance: Your wallet does not have enough balance.' },
    ],
    [
      'with the amount',
      402,
      { error: 'Insufficient Balance', message: 'Your wallet does not have enough balance. Required: $0.04' },
      'insufficient_balance',
    ],
    [
      'in another dialect',
      402,
      { error: { code: 'INSUFFICIENT_FUNDS', message: 'No funds.' } },
      'insufficient_balance',
      { providerMessage: 'No funds.' },
    ],
    [
      'through 403, as text',
      403,
      '"The balance is insufficient to proceed with this operation."',
      'insufficient_balance',
    ],
    [
      'a model that is switched off',
      400,
      { error: 'Model not found', message: "Model 'bria-rmbg-2-0-682' not found or is disabled" },
      'model_unavailable',
    ],
    [
      'a missing field',
      400,
      { error: 'Missing required field: prompt', status: 400 },
      'input',
      { providerMessage: 'Missing required field: prompt' },
    ],
    [
      'a failed validation',
      400,
      { error: 'Validation failed', details: [{ field: 'image_url', message: 'not a URL' }] },
      'input',
      { providerMessage: 'Validation failed: not a URL' },
    ],
    [
      'success: false',
      400,
      { success: false, error: { message: 'Bad.', code: 'VALIDATION_ERROR' } },
      'input',
      { providerMessage: 'Bad.' },
    ],
    [
      'a link that is no use',
      400,
      { error: 'Invalid image_url', message: 'The provided image_url is malformed or unreachable.' },
      'input',
    ],
    [
      'a key that is missing',
      401,
      { error: 'Unauthorized: invalid or missing API key', status: 401 },
      'authentication',
    ],
    [
      'a key that is wrong',
      401,
      { error: 'Unauthorized', message: 'no' },
      'authentication',
      { providerMessage: 'Unauthorized: no' },
    ],
    [
      'a rate limit',
      429,
      { error: 'Rate limit exceeded. Please retry after some time.', status: 429 },
      'rate_limited',
    ],
    [
      'a rate limit with a code',
      429,
      { error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Retry after 60 seconds.' } },
      'rate_limited',
    ],
    ['a failure without a body', 500, '', 'server', { submission: 'unknown' }],
    [
      'an upstream that is down',
      502,
      { error: 'Failed to reach upstream API', status: 502 },
      'server',
      { submission: 'unknown' },
    ],
  ])('%s (%d)', ([, status, body, code, facts]) => {
    expect(read(status, body)).toMatchObject({ code, submission: 'rejected', httpStatus: status, ...facts });
  });
});

describe('of Pixazo’s gateway', () => {
  it.for<Row>([
    [
      'no key',
      401,
      {
        statusCode: 401,
        message:
          'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
      },
      'authentication',
    ],
    [
      'a wrong key',
      401,
      {
        statusCode: 401,
        message:
          'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
      },
      'authentication',
    ],
    [
      'a quota that refills',
      403,
      { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 02:15:00.' },
      'rate_limited',
    ],
    [
      'an address that is barred',
      403,
      { statusCode: 403, message: 'Forbidden' },
      'permission',
      { providerMessage: 'Forbidden' },
    ],
    ['a route that is not there', 404, fixture('pixazo/error.apim-404.json'), 'model_unavailable'],
    [
      'a rate limit',
      429,
      { statusCode: 429, message: 'Rate limit is exceeded. Try again in 12 seconds.' },
      'rate_limited',
    ],
    [
      'a failing policy',
      500,
      { statusCode: 500, message: 'Internal server error', activityId: 'a-1' },
      'server',
      { submission: 'unknown', requestId: 'a-1' },
    ],
    ['a bot check', 403, fixture('edge.challenge-403.html'), 'edge_blocked', { providerMessage: '' }],
    [
      'an edge that cannot reach the gateway',
      522,
      '<html>Connection timed out</html>',
      'server',
      { submission: 'unknown', providerMessage: '' },
    ],
  ])('%s (%d)', ([, status, body, code, facts]) => {
    expect(read(status, body)).toMatchObject({ code, submission: 'rejected', httpStatus: status, ...facts });
  });
});

it('says how long a rate limit asks to wait', () => {
  expect(read(429, '')).toMatchObject({ retryAfterMs: 7_000, retryable: true });
  expect(read(403, { message: 'Quota will be replenished in 02:15:00.' })).toMatchObject({
    retryAfterMs: 7_000,
  });
});

it('is about a paid job where it was asked about one', () => {
  expect(read(401, '', 'a1')).toMatchObject({ jobId: 'a1', submission: 'accepted' });
});

it('cuts an essay short', () => {
  expect(read(400, 'x'.repeat(10_000)).providerMessage).toHaveLength(500);
});

it.for([
  [undefined, ''],
  [null, ''],
  [42, ''],
  [' text ', 'text'],
  [['a', { message: 'b' }], 'a: b'],
  [{ error: null, message: 'b', msg: 'c' }, 'b: c'],
] as const)('finds in %j the words %j', ([body, words]) => {
  expect(wordsOf(body)).toBe(words);
});
