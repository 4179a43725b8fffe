import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, briaAt, bytesOf, MEDIA_ORIGIN, pixazoAt, TINY_PNG } from '../../test/ask.ts';
import { createMock, type Mock } from '../doors/create-mock.ts';
import { decodePicture, encodePng, sniffPicture } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';

function setUp() {
  const clock = virtualClock();
  const mock = createMock({ clock });
  return { clock, mock, bria: briaAt(mock), pixazo: pixazoAt(mock) };
}
const mediaUrl = (requestId: string) => `${MEDIA_ORIGIN}/__mock/media/${requestId}/output.png`;
const upload = (mock: Mock, body: Uint8Array<ArrayBuffer>, headers = {}) =>
  ask(mock, `${MEDIA_ORIGIN}/__mock/uploads`, { method: 'POST', body, headers });
const bodyOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

it('serves the result as a PNG with a real alpha channel, as large as the input', async () => {
  const { clock, mock, bria } = setUp();
  const photo = await encodePng(generatePicture({ width: 160, height: 120, seed: 3 }));
  const requestId = await bria.accepted({ image: Buffer.from(photo).toString('base64') });
  await clock.advance(10_000);
  const response = await ask(mock, mediaUrl(requestId));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('cache-control')).toContain('max-age');
  const bytes = await bodyOf(response);
  expect(sniffPicture(bytes)).toEqual({ format: 'png', width: 160, height: 120 });
  const { data } = await decodePicture(bytes);
  const alphas = data.filter((_, index) => index % 4 === 3);
  expect([Math.min(...alphas), Math.max(...alphas)]).toEqual([0, 255]);
});

it('gives the same bytes every time, and to two who ask at once', async () => {
  const { clock, mock, pixazo } = setUp();
  const requestId = await pixazo.accepted();
  await clock.advance(10_000);
  const [first, second] = await Promise.all([ask(mock, mediaUrl(requestId)), ask(mock, mediaUrl(requestId))]);
  const third = await ask(mock, mediaUrl(requestId));
  const bytes = await bodyOf(first);
  expect(await bodyOf(second)).toEqual(bytes);
  expect(await bodyOf(third)).toEqual(bytes);
});

it('has no result before the job is done, and none for a job that failed', async () => {
  const { clock, mock, bria } = setUp();
  const running = await bria.accepted();
  expect((await ask(mock, mediaUrl(running))).status).toBe(404);
  mock.control.outcomes.next('failed');
  const failed = await bria.accepted();
  await clock.advance(10_000);
  expect((await ask(mock, mediaUrl(running), { method: 'HEAD' })).status).toBe(200);
  expect((await ask(mock, mediaUrl(failed))).status).toBe(404);
});

it('answers HEAD like GET, without the body', async () => {
  const { clock, mock, bria } = setUp();
  const requestId = await bria.accepted({ image: TINY_PNG });
  await clock.advance(10_000);
  const response = await ask(mock, mediaUrl(requestId), { method: 'HEAD' });
  expect(response.body).toBeNull();
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
});

it.each(['api_token', 'Ocp-Apim-Subscription-Key'])(
  'refuses whoever brings the header %s along',
  async (header) => {
    const { clock, mock, bria } = setUp();
    const requestId = await bria.accepted({ image: TINY_PNG });
    await clock.advance(10_000);
    const headers = { [header]: 'secret' };
    expect((await ask(mock, mediaUrl(requestId), { headers })).status).toBe(400);
    expect((await upload(mock, bytesOf(TINY_PNG), headers)).status).toBe(400);
    const entries = [
      ...mock.control.journal.requests({ operation: 'media' }),
      ...mock.control.journal.requests({ operation: 'upload' }),
    ];
    expect(entries.map(({ status }) => status)).toEqual([400, 400]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  },
);

it('takes an upload and serves it, and both providers take its link', async () => {
  const { clock, mock, bria, pixazo } = setUp();
  const uploaded = await upload(mock, bytesOf(TINY_PNG));
  expect(uploaded.status).toBe(201);
  const { url } = (await uploaded.json()) as { url: string };
  const served = await ask(mock, url);
  expect(served.headers.get('content-type')).toBe('image/png');
  expect(await bodyOf(served)).toEqual(bytesOf(TINY_PNG));

  const requestIds = [await bria.accepted({ image: url }), await pixazo.accepted({ image_url: url })];
  await clock.advance(10_000);
  for (const requestId of requestIds) {
    const result = await bodyOf(await ask(mock, mediaUrl(requestId)));
    expect(sniffPicture(result)).toEqual({ format: 'png', width: 1, height: 1 });
  }
});

it('takes the result of one job as the input of the next', async () => {
  const { clock, mock, bria, pixazo } = setUp();
  const first = await bria.accepted({ image: TINY_PNG });
  await clock.advance(10_000);
  const second = await pixazo.accepted({ image_url: mediaUrl(first) });
  await clock.advance(10_000);
  const result = await bodyOf(await ask(mock, mediaUrl(second)));
  expect(sniffPicture(result)).toEqual({ format: 'png', width: 1, height: 1 });
});

it.each([
  ['something else', bytesOf(btoa('GIF89a')), 415],
  ['a picture of more than 12 MB', new Uint8Array(12 * 1024 * 1024 + 1), 413],
] as const)('refuses to keep %s', async (_, body, status) => {
  expect((await upload(setUp().mock, body)).status).toBe(status);
});

it('says so when the picture turns out to be broken behind its header', async () => {
  const { clock, mock, bria } = setUp();
  const broken = bytesOf(TINY_PNG).fill(0, 40);
  const requestId = await bria.accepted({ image: Buffer.from(broken).toString('base64') });
  await clock.advance(10_000);
  expect((await ask(mock, mediaUrl(requestId))).status).toBe(500);
});
