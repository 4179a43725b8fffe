/** What jobs at Bria do to a picture is really done, and what they say of it is so. */
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, posting } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { plainPicture, paint } from '../media/canvas.ts';
import { decodePicture, encodePng } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';
import type { Picture } from '../media/picture.ts';

const SIZE = { width: 120, height: 90 };
const vase = generatePicture({ ...SIZE, seed: 3 });
const leftHalf = plainPicture(120, 90, [0, 0, 0, 255]);
paint(leftHalf, plainPicture(1, 1, [255, 255, 255, 255]), { x: 0, y: 0, width: 60, height: 90 });
const base64Of = async (picture: Picture) => Buffer.from(await encodePng(picture)).toString('base64');
const [image, mask] = [await base64Of(vase), await base64Of(leftHalf)];

async function answerOf(path: string, body: object) {
  const mock = createMock({ latency: { queuedMs: [0, 0], runningMs: [0, 0] } });
  const headers = { api_token: 'token-a' };
  const submitted = await ask(mock, `${BRIA_ORIGIN}/v2/${path}`, posting(body, headers));
  const { status_url, ...direct } = await submitted.json();
  const answer = status_url ? await (await ask(mock, status_url, { headers })).json() : direct;
  return { mock, code: submitted.status, ...answer };
}
async function pictureOf(path: string, body: object): Promise<Picture> {
  const { mock, result } = await answerOf(path, body);
  const link = result.image_url ?? result.masks[0].image_url;
  return decodePicture(new Uint8Array(await (await ask(mock, link)).arrayBuffer()));
}
const colorAt = ({ width, data }: Picture, x: number, y: number) =>
  Array.from(data.slice(4 * (y * width + x), 4 * (y * width + x) + 4));
const [MIDDLE, CORNER] = [
  [60, 50],
  [3, 3],
] as const;

it('draws the same for the same prompt and seed, and something else for another of either', async () => {
  const fox = { prompt: 'a red fox', seed: 5 };
  const first = await pictureOf('image/generate', fox);
  expect(await pictureOf('image/generate', { ...fox, seed: '5' })).toEqual(first);
  expect(await pictureOf('image/generate', { ...fox, seed: 6 })).not.toEqual(first);
  expect(await pictureOf('image/generate', { ...fox, prompt: 'a red box' })).not.toEqual(first);
});

it('makes a picture black and white where that is asked for', async () => {
  const { data } = await pictureOf('image/edit/colorize', { image, color: 'black_and_white' });
  for (let at = 0; at < data.length; at += 4) expect(new Set(data.slice(at, at + 3)).size).toBe(1);
});

it.each([
  ['image/edit', { images: [image], instruction: 'at night', mask }],
  ['image/edit/gen_fill', { image, mask, prompt: 'the sea' }],
] as const)('changes at %s what the mask shows, and nothing else', async (path, body) => {
  const changed = await pictureOf(path, body);
  expect(colorAt(changed, 20, 20)).not.toEqual(colorAt(vase, 20, 20));
  expect(colorAt(changed, 80, 20)).toEqual(colorAt(vase, 80, 20));
});

it('puts the colour that was named behind the subject', async () => {
  const picture = await pictureOf('image/edit/replace_background', {
    image,
    prompt: '#FF5733',
    original_quality: true,
  });
  expect(colorAt(picture, ...CORNER)).toEqual([255, 87, 51, 255]);
  expect(colorAt(picture, ...MIDDLE)).toEqual(colorAt(vase, ...MIDDLE));
});

it('fills the place of the subject from what is around it', async () => {
  const picture = await pictureOf('image/edit/erase_foreground', { image });
  const [wall, filled] = [colorAt(vase, 20, 50), colorAt(picture, ...MIDDLE)];
  for (const channel of [0, 1, 2]) expect(Math.abs(filled[channel]! - wall[channel]!)).toBeLessThan(40);
});

it('shows the region of a mask in white, and the rest in black', async () => {
  const picture = await pictureOf('image/segment/all_masks', { image });
  expect([colorAt(picture, ...MIDDLE), colorAt(picture, ...CORNER)]).toEqual([
    [255, 255, 255, 255],
    [0, 0, 0, 255],
  ]);
});

it('leaves the picture on a larger canvas where it was asked to', async () => {
  const picture = await pictureOf('image/edit/expand', {
    image,
    canvas_size: [200, 150],
    original_image_size: [120, 90],
    original_image_location: [30, 40],
  });
  expect([picture.width, picture.height]).toEqual([200, 150]);
  expect(colorAt(picture, 30 + 60, 40 + 50)).toEqual(colorAt(vase, ...MIDDLE));
  expect(colorAt(picture, 0, 0)[3]).toBe(255);
});

it('names an edit by one of two words: whether somebody waits for it decides', async () => {
  const body = { image, instruction: 'make it blue' };
  const polled = await answerOf('image/edit/blend', body);
  const waited = await answerOf('image/edit/blend', { ...body, sync: true });
  expect([polled.code, Object.keys(polled.result)]).toEqual([
    202,
    ['image_url', 'seed', 'structured_prompt'],
  ]);
  expect([waited.code, Object.keys(waited.result)]).toEqual([
    200,
    ['image_url', 'seed', 'structured_instruction'],
  ]);
});

it('keeps what a structured prompt says when it is passed on', async () => {
  const structured_prompt = '{"short_description":"a vase","mood":"calm"}';
  const again = await answerOf('image/generate', { structured_prompt, seed: 5 });
  expect(again.result).toMatchObject({ structured_prompt, seed: 5 });
  const refined = await answerOf('structured_prompt/generate', { structured_prompt, prompt: 'a blue vase' });
  expect(JSON.parse(refined.result.structured_prompt)).toMatchObject({
    short_description: 'a blue vase',
    mood: 'calm',
  });
});

it('leads from an ad to a document, and from there to its layers', async () => {
  const { mock, result } = await answerOf('ads/delayer', { attachments: [`data:image/png;base64,${image}`] });
  const { canvas, layers } = await (await ask(mock, result.url)).json();
  expect(canvas).toEqual(SIZE);
  for (const { asset_path } of layers) expect((await ask(mock, asset_path)).status).toBe(200);
});

it.each([
  ['image/edit/enhance', { image }, 202],
  ['video/edit/green_screen', { video: 'https://example.com/ball.mp4' }, 202],
  ['ads/resize', { attachments: [image], formats: [{ name: 'a', width: 9, height: 9 }] }, 400],
  ['image/generate', { prompt: 'a vase', resolution: '4MP' }, 422],
] as const)('does not let %s be waited for', async (path, body, code) => {
  expect((await answerOf(path, { ...body, sync: true })).code).toBe(code);
});

it.each([
  [
    'image/edit/expand',
    { image, canvas_size: [6000, 6000], original_image_size: [1, 1], original_image_location: [0, 0] },
    400,
  ],
  [
    'structured_prompt/generate_from_diff',
    { structured_prompt: '{', user_adjusted_structured_prompt: '{}' },
    400,
  ],
  ['image/attribution/by_image', { image: 'https://example.com/a.png', model_version: '3.2' }, 422],
  ['video/edit/erase', { video: 'AAAA', mask: 'https://example.com/m.mp4' }, 422],
  ['image/edit/erase', { image: `data:image/png;base64,${image}`, mask }, 422],
  ['image/edit', { images: [image, image, image, image, image], instruction: 'x' }, 422],
] as const)('refuses at %s what cannot be done', async (path, body, code) => {
  expect((await answerOf(path, body)).code).toBe(code);
});
