/** What comes of a video goes by the video: how long it is, its shape, its container. */
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, bytesOf, PHOTO_URL, PIXAZO_ORIGIN, posting, TINY_PNG } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { CLIPS } from '../media/clips.ts';
import { fitClip, type ClipFit } from '../media/fit-clip.ts';
import { probeVideo } from '../media/probe-video.ts';

const headers = { api_token: 'token-a' };
const key = { 'Ocp-Apim-Subscription-Key': 'token-a' };
const VRMBG_PATH = '/bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request';
const videoOf = (container: 'mp4' | 'webm', fit: ClipFit) =>
  fitClip(bytesOf(CLIPS[`scene.${container}`]), container, fit);

async function setUp(container: 'mp4' | 'webm' = 'mp4', fit: ClipFit = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, balanceUsd: 1000 });
  const host = async (body: Uint8Array<ArrayBuffer>): Promise<string> => {
    const hosted = await ask(mock, 'https://media.briakit.test/__mock/uploads', { method: 'POST', body });
    return (await hosted.json()).url;
  };
  const bytes = videoOf(container, fit);
  const submit = (path: string, body: object) =>
    ask(mock, `${BRIA_ORIGIN}/v2/video/${path}`, posting(body, headers));
  const finish = async (path: string, body: object) => {
    const submitted = await submit(path, body);
    expect(submitted.status).toBe(202);
    const { status_url } = await submitted.json();
    await clock.advance(20_000);
    const { result } = await (await ask(mock, status_url, { headers })).json();
    const link: string = result.video_url ?? result.mask_url;
    const made = await ask(mock, link);
    return { link, type: made.headers.get('content-type'), bytes: await made.bytes() };
  };
  return { clock, mock, host, bytes, video: await host(bytes), submit, finish };
}

it('serves a video that was uploaded, with its type', async () => {
  const { mock, video, bytes } = await setUp('webm');
  const served = await ask(mock, video);
  expect(served.headers.get('content-type')).toBe('video/webm');
  expect(await served.bytes()).toEqual(bytes);
});

it.each([
  ['edit/remove_background', {}, 'webm'],
  ['edit/remove_background', { background_color: 'White', output_container_and_codec: 'mp4_h264' }, 'mp4'],
  ['edit/replace_background', { background_url: PHOTO_URL }, 'webm'],
  ['edit/green_screen', { output_container_and_codec: 'mp4_h264' }, 'mp4'],
  ['segment/mask_by_prompt', { prompt: 'the ball' }, 'mp4'],
  ['generate/foreground_mask', {}, 'mp4'],
] as const)('makes at %s what is as long as the video, and of its shape', async (path, more, container) => {
  const { video, finish } = await setUp('mp4', { durationMs: 3200, width: 90, height: 160 });
  const { type, bytes } = await finish(path, { video, ...more });
  expect(type).toBe(`video/${container}`);
  const facts = probeVideo(bytes);
  expect(facts).toMatchObject({ container, width: 90, height: 160 });
  expect(facts?.durationMs).toBeCloseTo(3200, -1);
});

it('makes a video twice as wide and high, and no wider than 8K', async () => {
  const { video, finish } = await setUp('mp4', { width: 400, height: 300 });
  const { bytes } = await finish('edit/increase_resolution', { video });
  expect(probeVideo(bytes)).toMatchObject({ width: 800, height: 600 });
  const large = await setUp('mp4', { width: 4000, height: 2000 });
  expect((await large.submit('edit/increase_resolution', { video: large.video })).status).toBe(422);
});

it('gives a video back as it is where little is to change and the container is right', async () => {
  const { video, bytes, finish, mock } = await setUp('mp4', { durationMs: 2000 });
  const same = await finish('edit/erase', { video, mask: video });
  expect([same.type, same.bytes]).toEqual(['video/mp4', bytes]);
  const other = await finish('edit/erase', { video, mask: video, output_container_and_codec: 'webm_vp9' });
  expect(probeVideo(other.bytes)?.container).toBe('webm');
  // The result of a job is an input, by its link.
  const again = await finish('edit/erase', { video: same.link, mask: video });
  expect(again.bytes).toEqual(bytes);
  expect(mock.state.jobs.size).toBe(3);
});

it('cuts to five seconds what is longer, where it may, and refuses it where not', async () => {
  const { video, finish, submit } = await setUp('webm', { durationMs: 9000 });
  const body = { video, prompt: 'the ball' };
  const refused = await submit('segment/mask_by_prompt', body);
  expect([refused.status, (await refused.json()).error.details]).toEqual([
    422,
    'video: longer than 5 s, and auto_trim is off.',
  ]);
  const { bytes } = await finish('segment/mask_by_prompt', { ...body, auto_trim: true });
  expect(probeVideo(bytes)?.durationMs).toBeCloseTo(5000, -2);
});

it('refuses what is too long, too large, or no video', async () => {
  const statusOf = async (fit: ClipFit) => {
    const { video, submit } = await setUp('mp4', fit);
    return (await submit('edit/remove_background', { video })).status;
  };
  expect(await statusOf({ durationMs: 61_000 })).toBe(422);
  expect(await statusOf({ width: 16_001, height: 100 })).toBe(413);
  const { host, submit, video, mock } = await setUp();
  const picture = await host(bytesOf(TINY_PNG));
  expect((await submit('edit/remove_background', { video: picture })).status).toBe(415);
  const image = `${BRIA_ORIGIN}/v2/image/edit/remove_background`;
  expect((await ask(mock, image, posting({ image: video }, headers))).status).toBe(415);
  expect((await submit('edit/replace_background', { video, background_url: picture })).status).toBe(202);
});

it('gives the same bytes for the same video, and for the same one of somebody else’s', async () => {
  const { video, finish } = await setUp('webm', { durationMs: 2500 });
  const run = async (of: string) => (await finish('edit/green_screen', { video: of })).bytes;
  expect(await run(video)).toEqual(await run(video));
  const unseen = 'https://example.com/ball.mp4';
  expect(await run(unseen)).toEqual(await run(unseen));
});

it('sets a picture in motion for five seconds, in its own shape', async () => {
  const { mock, clock } = await setUp();
  const { trainModel } = await import('../../test/train-model.ts');
  const tailored_model_id = String(await trainModel(mock, clock));
  const path = `${BRIA_ORIGIN}/v2/video/generate/tailored/image-to-video`;
  const image = { tailored_model_id, image: PHOTO_URL };
  const { status_url } = await (await ask(mock, path, posting(image, headers))).json();
  await clock.advance(20_000);
  const { result } = await (await ask(mock, status_url, { headers })).json();
  const facts = probeVideo(await (await ask(mock, result.video_url)).bytes());
  expect(facts).toMatchObject({ container: 'mp4', width: 960, height: 720 });
  expect(facts?.durationMs).toBeCloseTo(5000, -2);
});

it('charges at Pixazo for each second that has begun', async () => {
  const { mock, video } = await setUp('mp4', { durationMs: 3200 });
  const submit = (video_url: string) => ask(mock, PIXAZO_ORIGIN + VRMBG_PATH, posting({ video_url }, key));
  expect((await submit(video)).status).toBe(202);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000 - 4 * 0.00425);
  expect((await submit('https://example.com/ball.mp4')).status).toBe(202);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000 - 6 * 0.00425);
});
