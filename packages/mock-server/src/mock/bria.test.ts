import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, posting, TINY_PNG } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';

const SUBMIT_URL = `${BRIA_ORIGIN}/v2/image/edit/remove_background`;
const latency = { queuedMs: [500, 500], runningMs: [1500, 1500] } as const;

function setUp() {
  const clock = virtualClock();
  const mock = createMock({ clock, latency });
  return { clock, mock, bria: briaAt(mock) };
}

it('takes a job from its submit to a picture', async () => {
  const { clock, bria } = setUp();
  const submitted = await bria.submit();
  expect(submitted.status).toBe(202);
  const { request_id, status_url } = await submitted.json();
  expect(request_id).toMatch(/^[0-9a-f]{32}$/);
  expect(status_url).toBe(`${BRIA_ORIGIN}/v2/status/${request_id}`);

  await clock.advance(1999);
  expect(await (await bria.status(request_id)).json()).toEqual({ request_id, status: 'IN_PROGRESS' });
  await clock.advance(1);
  const completed = await bria.status(request_id);
  expect(completed.status).toBe(200);
  expect(await completed.json()).toEqual({
    request_id,
    status: 'COMPLETED',
    result: { image_url: `https://media.briakit.test/__mock/media/${request_id}/output.png` },
  });
});

it('answers a submit that asks to wait with the result itself', async () => {
  const { mock, bria } = setUp();
  const response = await bria.submit({ image: TINY_PNG, sync: true });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    result: { image_url: expect.stringContaining('/output.png') },
  });
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(4.982);
});

it.each([
  ['error', 500],
  ['failed', 422],
  ['unknown', 500],
  ['stuck', 504],
  ['empty', 200],
] as const)(
  'answers a submit that asks to wait for a job that ends as %s with %i',
  async (outcome, status) => {
    const { mock, bria } = setUp();
    mock.control.outcomes.next(outcome);
    expect((await bria.submit({ image: TINY_PNG, sync: true })).status).toBe(status);
  },
);

it.each([
  ['error', { status: 'ERROR', error: { code: 500, message: 'Internal Server Error', details: 'why' } }],
  ['failed', { status: 'ERROR', error: { code: 422, message: 'Unprocessable Entity', details: 'why' } }],
  ['unknown', { status: 'UNKNOWN', error: { code: 500, message: 'Internal Server Error', details: 'why' } }],
  ['empty', { status: 'COMPLETED', result: {} }],
  ['stuck', { status: 'IN_PROGRESS' }],
] as const)(
  'ends a job as %s where that was scripted, and says so with HTTP 200',
  async (outcome, expected) => {
    const { clock, mock, bria } = setUp();
    mock.control.outcomes.next(outcome, { message: 'why' });
    const request_id = await bria.accepted();
    await clock.advance(60 * 60 * 1000);
    const response = await bria.status(request_id);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ request_id, ...expected });
  },
);

it.each([
  ['no token', posting({ image: TINY_PNG }), 401],
  ['an empty token', posting({ image: TINY_PNG }, { api_token: '' }), 401],
  ['a token in the wrong header', posting({ image: TINY_PNG }, { authorization: 'Bearer t' }), 401],
  ['a broken body', posting('{"image":', { api_token: 't' }), 400],
  [
    'a body that is not JSON by its type',
    { ...posting({ image: TINY_PNG }), headers: { api_token: 't' } },
    400,
  ],
  ['no picture', posting({}, { api_token: 't' }), 422],
  ['a field of the wrong type', posting({ image: TINY_PNG, sync: 'yes' }, { api_token: 't' }), 422],
  ['a data: URL', posting({ image: `data:image/png;base64,${TINY_PNG}` }, { api_token: 't' }), 422],
  ['neither a URL nor base64', posting({ image: './vase.jpg' }, { api_token: 't' }), 422],
  ['base64 of something else', posting({ image: btoa('GIF89a and so on') }, { api_token: 't' }), 415],
  [
    'an upload that is not there',
    posting({ image: 'https://x.test/__mock/uploads/00' }, { api_token: 't' }),
    404,
  ],
] as const)('refuses a submit with %s', async (_, init, status) => {
  const { mock } = setUp();
  const response = await ask(mock, SUBMIT_URL, init);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    error: { code: status, message: expect.any(String), details: expect.any(String) },
    request_id: expect.any(String),
  });
  expect(mock.state.jobs.size).toBe(0);
});

it('refuses a picture of more than 12 MB, and takes one of just 12 MB', async () => {
  const { bria } = setUp();
  const picture = Buffer.alloc(12 * 1024 * 1024 + 1);
  picture.set(Buffer.from(TINY_PNG, 'base64'));
  expect((await bria.submit({ image: picture.toString('base64') })).status).toBe(413);
  expect((await bria.submit({ image: picture.subarray(0, -1).toString('base64') })).status).toBe(202);
});

it('looks at the token first, then the fields, then the picture', async () => {
  const { mock, bria } = setUp();
  expect((await ask(mock, SUBMIT_URL, posting('{'))).status).toBe(401);
  expect((await bria.submit({ image: btoa('no picture'), sync: 1 })).status).toBe(422);
});

it('ignores fields that it does not know', async () => {
  const { bria } = setUp();
  expect((await bria.submit({ image: TINY_PNG, preserve_alfa: true })).status).toBe(202);
});

it('knows only the jobs of the token that asks', async () => {
  const { mock, bria } = setUp();
  const requestId = await bria.accepted();
  const response = await briaAt(mock, 'token-b').status(requestId);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ status: 'NOT_FOUND' });
  expect((await ask(mock, `${BRIA_ORIGIN}/v2/status/${requestId}`)).status).toBe(401);
});

it('can say UNKNOWN of a job that never was', async () => {
  const response = await briaAt(createMock({ unknownJob: 'UNKNOWN' })).status('nobody');
  expect([response.status, await response.json()]).toEqual([
    200,
    { request_id: 'nobody', status: 'UNKNOWN' },
  ]);
});

it('tells a wrong method from a wrong path', async () => {
  const { mock } = setUp();
  expect((await ask(mock, SUBMIT_URL)).status).toBe(405);
  expect((await ask(mock, `${BRIA_ORIGIN}/v2/image/edit/remove_foreground`)).status).toBe(404);
  expect(mock.control.journal.count({ operation: 'unrouted' })).toBe(2);
});

it('answers at any origin, with links that lead back there', async () => {
  const { clock, mock } = setUp();
  const bria = briaAt(mock, 'token-a', 'http://127.0.0.1:4010');
  const { request_id, status_url } = await (await bria.submit()).json();
  expect(status_url).toBe(`http://127.0.0.1:4010/v2/status/${request_id}`);
  await clock.advance(5000);
  const { result } = await (await bria.status(request_id)).json();
  expect(result.image_url).toMatch(/^http:\/\/127\.0\.0\.1:4010\/__mock\/media\//);
});

it('leaves requests to others alone', async () => {
  const { mock } = setUp();
  expect(await mock.handle(new Request('https://example.com/out.png'))).toBeUndefined();
  const briaOnly = createMock({ providers: ['bria'] });
  expect(
    await briaOnly.handle(new Request('https://gateway.pixazo.ai/v2/requests/status/x')),
  ).toBeUndefined();
});
