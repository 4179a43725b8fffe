import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, PHOTO_URL, pixazoAt, PIXAZO_ORIGIN, posting, RMBG_PATH } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';

const SUBMIT_URL = PIXAZO_ORIGIN + RMBG_PATH;
const KEY = 'Ocp-Apim-Subscription-Key';
const START = Date.UTC(2026, 3, 9, 9, 15, 47, 774);

function setUp() {
  const clock = virtualClock(START);
  const mock = createMock({ clock, latency: { queuedMs: [1000, 1000], runningMs: [3000, 3000] } });
  return { clock, mock, pixazo: pixazoAt(mock) };
}

it('takes a job from its submit through the queue to a picture', async () => {
  const { clock, pixazo } = setUp();
  const submitted = await pixazo.submit();
  expect(submitted.status).toBe(202);
  const { request_id, ...accepted } = await submitted.json();
  expect(accepted).toEqual({
    status: 'QUEUED',
    polling_url: `${PIXAZO_ORIGIN}/v2/requests/status/${request_id}`,
  });
  const record = {
    request_id,
    model_id: 'bria-rmbg-2-0-682',
    error: null,
    created_at: '2026-04-09T09:15:47.774Z',
  };
  const running = { ...record, output: null, completed_at: null };

  await clock.advance(999);
  expect(await (await pixazo.status(request_id)).json()).toEqual({
    ...running,
    status: 'QUEUED',
    updated_at: '2026-04-09 09:15:47',
  });
  await clock.advance(1);
  expect(await (await pixazo.status(request_id)).json()).toEqual({
    ...running,
    status: 'PROCESSING',
    updated_at: '2026-04-09 09:15:48',
  });
  await clock.advance(3000);
  expect(await (await pixazo.status(request_id)).json()).toEqual({
    ...record,
    status: 'COMPLETED',
    output: {
      media_url: [`https://media.briakit.test/__mock/media/${request_id}/output.png`],
      media_type: 'image/png',
    },
    updated_at: '2026-04-09 09:15:51',
    completed_at: '2026-04-09 09:15:51',
  });
});

it('names a job by its model, the time, and something that is not quite a UUID', async () => {
  const requestId = await setUp().pixazo.accepted();
  expect(requestId).toMatch(
    /^bria-rmbg-2-0-682_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{13}$/,
  );
  const time = requestId.slice('bria-rmbg-2-0-682_'.length).replaceAll('-', '').slice(0, 12);
  expect(Number.parseInt(time, 16)).toBe(START);
});

it.each([
  ['error', { status: 'ERROR', error: 'why', output: null }],
  ['failed', { status: 'FAILED', error: 'why', output: null }],
  ['unknown', { status: 'UNKNOWN', error: 'why', output: null }],
  ['empty', { status: 'COMPLETED', output: { media_url: [], media_type: 'image/png' } }],
  ['stuck', { status: 'PROCESSING', completed_at: null }],
] as const)(
  'ends a job as %s where that was scripted, and says so with HTTP 200',
  async (outcome, expected) => {
    const { clock, mock, pixazo } = setUp();
    mock.control.outcomes.next(outcome, { message: 'why' });
    const requestId = await pixazo.accepted();
    await clock.advance(60 * 60 * 1000);
    const response = await pixazo.status(requestId);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject(expected);
  },
);

it.each([
  ['missing', {}],
  ['missing', { authorization: 'Bearer key' }],
  ['invalid', { [KEY]: '' }],
] as const)('refuses a %s key as API Management does', async (flaw, headers) => {
  const response = await ask(setUp().mock, SUBMIT_URL, posting({ image_url: PHOTO_URL }, headers));
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toContain(`name="${KEY}",type="header"`);
  expect(await response.json()).toEqual({
    statusCode: 401,
    message: expect.stringContaining(`Access denied due to ${flaw} subscription key.`),
  });
});

it.each([
  ['nothing', {}, { error: 'Missing required field: image_url', status: 400 }],
  ['a path', { image_url: './vase.jpg' }, { error: 'Invalid image_url' }],
  ['base64', { image_url: 'data:image/png;base64,AAAA' }, { error: 'Invalid image_url' }],
  [
    'an upload that is not there',
    { image_url: 'https://x.test/__mock/uploads/00' },
    { error: 'Invalid image_url' },
  ],
  ['broken JSON', '{', { error: 'Invalid request body' }],
] as const)('refuses %s in place of a link', async (_, body, expected) => {
  const response = await setUp().pixazo.submit(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject(expected);
});

it('knows only the jobs of the key that asks', async () => {
  const { mock, pixazo } = setUp();
  const response = await pixazoAt(mock, 'token-b').status(await pixazo.accepted());
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: 'Request not found', status: 404 });
});

it('answers a wrong path and a wrong method alike', async () => {
  const { mock } = setUp();
  const responses = [
    await ask(mock, SUBMIT_URL),
    await ask(mock, `${PIXAZO_ORIGIN}/v2/requests/status`, posting({})),
    await ask(mock, `http://127.0.0.1:4010/bria-rmbg-2-0-682/v1/wrong`, posting({})),
  ];
  for (const response of responses) {
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ statusCode: 404, message: 'Resource not found' });
  }
});
