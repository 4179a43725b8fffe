/** The forms that errors have at Bria (E1 to E8 of our list of them; the others are results). */
import { describe, expect, it } from 'vitest';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { factsOf, readRefusal, type Refusal } from '../../test/refusal.ts';
import { briaDialect } from './bria/dialect.ts';
import { removeBackground } from './bria/image.ts';
import { removeImage } from './bria/onboarding.ts';
import { packshot } from './bria/product.ts';
import { getProject } from './bria/tailored.ts';
import { endpointFor, type Endpoint } from './endpoint.ts';
import { readReply } from './read-reply.ts';

const theirs = (code: number | string, message: string, details?: string) => ({
  error: { code, message, ...(details && { details }) },
});

describe('a refused submit', () => {
  it.for<Refusal>([
    [
      'E1: as documented',
      422,
      { ...theirs(422, 'Unprocessable Entity', 'image is required'), request_id: 'r1' },
      'input',
      'Unprocessable Entity: image is required',
      'r1',
    ],
    [
      'E1: a rate limit',
      429,
      fixture('bria/error.429.json'),
      'rate_limited',
      'Too Many Requests: …',
      BRIA_JOB,
    ],
    [
      'E1: a token that is not known',
      401,
      { ...theirs(401, 'Unauthorized', 'Invalid API token'), request_id: 'r2' },
      'authentication',
      'Unauthorized: Invalid API token',
      'r2',
    ],
    [
      'E1: a link that cannot be fetched',
      460,
      theirs(460, 'Download failed', 'Could not download image'),
      'media',
      'Download failed: Could not download image',
    ],
    [
      'E1: a link with nothing behind it',
      404,
      theirs(404, 'Not Found', 'Image not found'),
      'media',
      'Not Found: Image not found',
    ],
    [
      'E1: a form that is not taken',
      415,
      theirs(415, 'Unsupported Media Type', 'CMYK'),
      'media',
      'Unsupported Media Type: CMYK',
    ],
    [
      'E1: an input that is not supported, under a number of the server’s',
      506,
      theirs(506, 'Input not supported'),
      'media',
      'Input not supported',
    ],
    [
      'E1: moderation',
      422,
      theirs(422, 'Unprocessable Entity', 'Failed visual input moderation'),
      'moderation',
      'Unprocessable Entity: Failed visual input moderation',
    ],
    [
      'E1: a failure of theirs',
      500,
      { ...theirs(500, 'Internal Server Error', 'oops'), request_id: 'r3' },
      'server',
      'Internal Server Error: oops',
      'r3',
    ],
    [
      'E2: without request_id',
      400,
      theirs(400, 'Bad Request', 'no object found'),
      'input',
      'Bad Request: no object found',
    ],
    ['E2: an outage', 503, fixture('bria/status.outage-503.json'), 'server', 'Service Unavailable: …'],
    ['E4: a code in words', 400, theirs('VALIDATION_ERROR', 'bad image'), 'input', 'bad image'],
    ['E5: nothing but a status word', 404, fixture('bria/status.not-found.json'), 'media', ''],
    [
      'E6: a quota',
      403,
      '"You have used your free quota of 1000 requests."',
      'insufficient_balance',
      'You have used your free quota of 1000 requests.',
    ],
    [
      'E6: a plan',
      403,
      '"Your subscription does not include this feature."',
      'permission',
      'Your subscription does not include this feature.',
    ],
    [
      'E6: moderation',
      422,
      '"image failed content moderation"',
      'moderation',
      'image failed content moderation',
    ],
    ['E7: detail as text', 403, { detail: 'Not authenticated' }, 'permission', 'Not authenticated'],
    [
      'E7: detail as a list, each with its field',
      422,
      {
        detail: [
          { loc: ['body', 'image'], msg: 'field required', type: 'value_error.missing' },
          { loc: ['body', 'products', 0, 'seed'], msg: 'not an integer', type: 'type_error' },
          { loc: [], msg: 'too long', type: 'x' },
        ],
      },
      'input',
      'body: image: field required: body: products: seed: not an integer: too long',
    ],
    ['E8: a message', 401, { message: 'Unauthorized' }, 'authentication', 'Unauthorized'],
    ['E8: a message that forbids', 403, { message: 'Forbidden' }, 'permission', 'Forbidden'],
    ['E8: plain text', 413, 'Request Entity Too Large', 'media', 'Request Entity Too Large'],
    ['E8: HTML of a gateway', 504, '<html><h1>504 Gateway Time-out</h1></html>', 'server', ''],
    ['E8: HTML of a firewall', 403, '\n<!DOCTYPE html><title>403</title>', 'edge_blocked', ''],
    ['E8: an empty body', 502, '', 'server', ''],
    ['no API: a page', 404, '<!DOCTYPE html><title>404</title>', 'model_unavailable', ''],
    ['no API: nothing', 404, '', 'model_unavailable', ''],
    [
      'E8: a load balancer, which is no balance',
      403,
      'Forbidden by the load balancer.',
      'permission',
      'Forbidden by the load balancer.',
    ],
    [
      'E7: a field of moderation, which is not moderation',
      422,
      { detail: [{ loc: ['visual_input_content_moderation_threshold'], msg: 'too large' }] },
      'input',
      'visual_input_content_moderation_threshold: too large',
    ],
  ])('%s (%d)', (refusal) => {
    expect(readRefusal(refusal[1], refusal[2])).toMatchObject(factsOf(refusal));
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
  ] as const)('of %d alone is of the class %s', ([status, code]) => {
    expect(readRefusal(status, theirs(status, 'Some words', 'and more')).code).toBe(code);
  });
});

it.for([
  ['a picture that cannot be found, where it is one that is sent', packshot, 'media'],
  ['a thing that does not exist, where one is managed', getProject, 'input'],
  ['a picture that has no such id', removeImage, 'input'],
] as const)('404 is %s', ([, endpoint, code]) => {
  const reply = { status: 404, text: '{"message":"Not here."}', retryAfterMs: undefined, receivedAt: 0 };
  expect(readReply(briaDialect, endpoint as Endpoint, reply).fact).toMatchObject({ error: { code } });
});

describe('a job that failed, in an answer of 200', () => {
  const read = (body: string | object, status = 200) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const reply = { status, text, retryAfterMs: undefined, receivedAt: 0 };
    return readReply(briaDialect, endpointFor(removeBackground, 'bria'), reply, BRIA_JOB).fact;
  };

  it.for([
    ['E3: as documented', fixture('bria/status.error.json'), 'job_failed', 'Unprocessable Entity: …'],
    [
      'E3: moderation',
      { request_id: BRIA_JOB, status: 'ERROR', ...theirs(422, 'Failed', 'Output moderation') },
      'moderation',
      'Failed: Output moderation',
    ],
    [
      'E4: a code in words',
      { request_id: BRIA_JOB, status: 'ERROR', ...theirs('INVALID_INPUT', 'The image is corrupt') },
      'job_failed',
      'The image is corrupt',
    ],
    [
      'E4: text',
      { request_id: BRIA_JOB, status: 'ERROR', error: 'The image is corrupt' },
      'job_failed',
      'The image is corrupt',
    ],
  ] as const)('%s', ([, body, code, providerMessage]) => {
    expect(read(body)).toMatchObject({
      type: 'job-failed',
      error: { code, providerMessage, jobId: BRIA_JOB, submission: 'accepted', retryable: false },
    });
  });

  it('E3, with UNKNOWN: may not have failed, and is asked for again', () => {
    expect(read(fixture('bria/status.unknown-with-error.json'))).toMatchObject({
      type: 'poll-missed',
      error: { code: 'job_failed', providerMessage: '…: …' },
    });
  });

  it('E5: is not known yet, or no longer', () => {
    expect(read(fixture('bria/status.not-found.json'), 404)).toMatchObject({
      type: 'poll-missed',
      error: { code: 'job_not_found', jobId: BRIA_JOB },
    });
  });

  it('is not known, and the provider says so in words', () => {
    expect(read({ message: 'Request not found' }, 404)).toMatchObject({
      error: { code: 'job_not_found', providerMessage: 'Request not found' },
    });
  });
});
