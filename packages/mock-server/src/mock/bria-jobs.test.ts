/** Every kind of job at Bria, from its submit to its files; core's own endpoints judge the results. */
import * as core from '@briakit/core/bria';
import { briaInputs, check, type Schema } from '@briakit/core/schemas';
import { virtualClock } from '@briakit/core/testing';
import { beforeAll, expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, PHOTO_URL, posting, TINY_PNG } from '../../test/ask.ts';
import { trainModel } from '../../test/train-model.ts';
import { createMock } from '../doors/create-mock.ts';
import { encodePng, sniffPicture } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';

const VIDEO_URL = 'https://example.com/ball.mp4';
const small = await encodePng(generatePicture({ width: 96, height: 72, seed: 1 }));
const image = Buffer.from(small).toString('base64');
const mask = image;
const images = [image];
const video = VIDEO_URL;
const text = '{"short_description":"a vase"}';
const attachments = [image];
const said = { image, instruction: 'make it blue' };

/** A body that is taken for each route, and the kinds of files that come of it. */
type Job = readonly [path: string, body: object, ...files: string[]];
const JOBS: readonly Job[] = [
  ['/v2/image/generate', { prompt: 'a red vase', aspect_ratio: '16:9' }, 'png 1360x768'],
  ['/v2/image/generate/lite', { images, output_type: 'jpeg' }, 'jpeg 1024x1024'],
  ['/v2/structured_prompt/generate', { prompt: 'a vase' }],
  ['/v2/structured_prompt/generate/lite', { images }],
  [
    '/v2/structured_prompt/generate_from_diff',
    { structured_prompt: text, user_adjusted_structured_prompt: text },
  ],
  ['/v2/structured_instruction/generate', { images, instruction: 'make it blue' }],
  ['/v2/image/edit', { images: [image, image], instruction: 'beside one another' }, 'png 192x72'],
  ['/v2/image/edit/add_object_by_text', said, 'png 96x72'],
  ['/v2/image/edit/replace_object_by_text', said, 'png 96x72'],
  ['/v2/image/edit/erase_by_text', { image, object_name: 'vase' }, 'png 96x72'],
  ['/v2/image/edit/blend', { ...said, overlay: mask }, 'png 96x72'],
  ['/v2/image/edit/reseason', { image, season: 'winter' }, 'png 96x72'],
  ['/v2/image/edit/rewrite_text', { image, new_text: 'Hello' }, 'png 96x72'],
  ['/v2/image/edit/sketch_to_colored_image', { image }, 'png 96x72'],
  ['/v2/image/edit/restore', { image }, 'png 96x72'],
  ['/v2/image/edit/colorize', { image, color: 'sepia_vintage' }, 'png 96x72'],
  ['/v2/image/edit/restyle', { image, style: 'anime' }, 'png 96x72'],
  ['/v2/image/edit/relight', { image, light_type: 'midday', light_direction: 'side' }, 'png 96x72'],
  ['/v2/image/edit/erase', { image, mask }, 'png 96x72'],
  ['/v2/image/edit/gen_fill', { image, mask, prompt: 'a green vase' }, 'png 96x72'],
  ['/v2/image/edit/remove_background', { image }, 'png 96x72'],
  ['/v2/image/edit/replace_background', { image, prompt: 'a beach', original_quality: true }, 'png 96x72'],
  ['/v2/image/edit/erase_foreground', { image }, 'png 96x72'],
  ['/v2/image/edit/blur_background', { image, scale: 3 }, 'png 96x72'],
  ['/v2/image/edit/expand', { image, aspect_ratio: '1:1' }, 'png 96x96'],
  ['/v2/image/edit/enhance', { image: TINY_PNG }, 'png 1024x1024'],
  ['/v2/image/edit/increase_resolution', { image: TINY_PNG, desired_increase: 4 }, 'png 4x4'],
  ['/v2/image/edit/crop_foreground', { image: TINY_PNG, padding: 3 }, 'png 7x7'],
  ['/v2/image/segment/all_masks', { image }, 'png 96x72', 'png 96x72', 'png 96x72'],
  [
    '/v2/image/edit/product/integrate',
    { scene: image, products: [{ image, coordinates: { x: 10, y: 20, width: 20, height: 30 } }] },
    'png 96x72',
  ],
  ['/v2/image/edit/product/cutout', { image, output_type: 'jpeg' }, 'jpeg 96x72'],
  [
    '/v2/image/edit/product/generate/dimensions',
    {
      image,
      dimensions: [{ name: 'height', value: 30, unit: 'cm' }],
      style: 'elegant',
      output_format: 'dual',
      output_size: 400,
    },
    // Each of the two by its own name, and once more in the list of both.
    ...Array.from({ length: 4 }, () => 'png 400x400'),
  ],
  ['/v2/ads/delayer', { attachments }, 'application/json'],
  ['/v2/ads/image_to_layers', { attachments, output_format: 'html' }, 'text/html; charset=utf-8'],
  ['/v2/ads/extract_objects', { attachments }, 'application/json'],
  ['/v2/ads/image_to_template', { attachments }, 'application/json'],
  [
    '/v2/ads/resize',
    {
      attachments,
      formats: [
        { name: 'wide', width: 300, height: 100 },
        { name: 'tall', width: 90, height: 160 },
      ],
    },
    'png 300x100',
    'png 90x160',
  ],
  ['/v2/image/attribution/by_image', { image: TINY_PNG, model_version: '3.2' }],
  ['/v2/image/attribution/by_embedding', { embeddings_base64: ['AAAA'], model_version: '3.2' }],
  ['/v2/video/attribution/by_video', { video, model: 'video_rmbg:1' }],
  [
    '/v2/video/attribution/by_embedding',
    { model: 'video_rmbg:1', video_seconds: 2, stills_embedding_base64: 'AA', motion_embedding_base64: 'AA' },
  ],
  [
    '/v2/image/generate/tailored',
    { tailored_model_id: '1', prompt: 'a vase', aspect_ratio: '4:5' },
    'png 912x1152',
  ],
  ['/v2/structured_prompt/generate/tailored', { tailored_model_id: '1', prompt: 'a vase' }],
  ['/v2/video/generate/tailored/image-to-video', { tailored_model_id: '1', image }, 'video/mp4'],
  ['/v2/video/edit/erase', { video, mask: VIDEO_URL }, 'video/mp4'],
  ['/v2/video/edit/increase_resolution', { video, output_container_and_codec: 'mkv_vp9' }, 'video/webm'],
  ['/v2/video/edit/remove_background', { video }, 'video/webm'],
  ['/v2/video/edit/replace_background', { video, background_url: PHOTO_URL }, 'video/webm'],
  ['/v2/video/edit/green_screen', { video, output_container_and_codec: 'mov_h265' }, 'video/mp4'],
  ['/v2/video/segment/mask_by_prompt', { video, prompt: 'the ball' }, 'video/mp4'],
  [
    '/v2/video/segment/mask_by_key_points',
    { video, key_points: [{ x: 1, y: 1, type: 'positive' }] },
    'video/mp4',
  ],
  ['/v2/video/generate/foreground_mask', { video }, 'video/mp4'],
];

interface CoreEndpoint {
  readonly path: string;
  readonly mode: string;
  readonly result: Schema<unknown>;
}
const isEndpoint = (value: unknown): value is CoreEndpoint =>
  typeof value === 'object' && value !== null && 'mode' in value && 'path' in value;
const coreJobs = new Map(
  Object.values(core)
    .flatMap((namespace) => Object.values(Object(namespace) as object))
    .filter(isEndpoint)
    .filter(({ mode }) => mode === 'job')
    .map((endpoint) => [endpoint.path, endpoint] as const),
);

const clock = virtualClock();
const mock = createMock({ clock, balanceUsd: 1000 });
const headers = { api_token: 'token-a' };
beforeAll(() => trainModel(mock, clock));
const submit = (path: string, body: object) => ask(mock, BRIA_ORIGIN + path, posting(body, headers));
const statusOf = async (requestId: string) =>
  (await ask(mock, `${BRIA_ORIGIN}/v2/status/${requestId}`, { headers })).json();
const linksIn = (result: unknown): readonly string[] =>
  JSON.stringify(result).match(/https:\/\/media\.briakit\.test[^"]+/g) ?? [];

/** `png 96x72`, or the content type of what is no picture. */
async function kindOf(link: string): Promise<string> {
  const response = await ask(mock, link);
  expect(response.status).toBe(200);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('image/')) return type;
  const header = sniffPicture(new Uint8Array(await response.arrayBuffer()));
  expect(type).toBe(`image/${header?.format}`);
  return `${header?.format} ${header?.width}x${header?.height}`;
}

it('knows every job that core knows, and every route of version 2 that core has an input for', () => {
  const paths = JOBS.map(([path]) => path);
  expect(paths.toSorted()).toEqual([...coreJobs.keys()].toSorted());
  const routes = Object.keys(briaInputs)
    .filter((route) => route.startsWith('POST /v2/') && route !== 'POST /v2/video/upload')
    .map((route) => route.slice('POST '.length));
  expect(paths.toSorted()).toEqual(routes.toSorted());
});

it.for(JOBS)('takes a job on at %s, and gives what core expects of it', async ([path, body, ...kinds]) => {
  const submitted = await submit(path, body);
  expect(submitted.status).toBe(202);
  const { request_id } = await submitted.json();
  expect(await statusOf(request_id)).toEqual({ request_id, status: 'IN_PROGRESS' });
  await clock.advance(20_000);
  const { status, result } = await statusOf(request_id);
  expect(status).toBe('COMPLETED');
  expect(check(coreJobs.get(path)!.result, result)).not.toHaveProperty('fault');
  const links = linksIn(result);
  expect(await Promise.all(links.map(kindOf))).toEqual(kinds);
});

it.for(JOBS)('refuses nothing at all in the place of a body at %s', async ([path]) => {
  expect((await submit(path, {})).status).toBe(422);
});
