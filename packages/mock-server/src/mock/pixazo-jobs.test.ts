/** Every model of Pixazo's, from its submit to its file; core's own reader judges the output. */
import { check, pixazoInputs, pixazoResultSchema } from '@briakit/core/schemas';
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, PIXAZO_ORIGIN, posting, TINY_PNG, bytesOf, MEDIA_ORIGIN } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { sniffPicture } from '../media/codecs.ts';

const clock = virtualClock();
const mock = createMock({ clock, balanceUsd: 1000 });
const uploaded = await ask(mock, `${MEDIA_ORIGIN}/__mock/uploads`, {
  method: 'POST',
  body: bytesOf(TINY_PNG),
});
const { url } = (await uploaded.json()) as { url: string };
const video_url = 'https://example.com/ball.mp4';
const coordinates = { x: 0, y: 0, width: 1, height: 1 };

const MODELS: readonly (readonly [path: string, body: object, kind: string])[] = [
  ['/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request', { image_url: url }, 'image/png 1x1'],
  [
    '/bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request',
    { prompt: 'a fox', aspect_ratio: '9:16' },
    'image/png 768x1360',
  ],
  [
    '/bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request',
    { video_url, output_container_and_codec: 'mp4_h264' },
    'video/mp4',
  ],
  [
    '/bria-video-background-removal-green-screen-despill/v1/bria-video-background-removal-green-screen-despill-request',
    { video_url },
    'video/webm',
  ],
  ['/fibo-gen-1-5/v1/text-to-image', { prompt: 'a fox', resolution: '1MP' }, 'image/png 1024x1024'],
  ['/fibo-edit-1-5/v1/edit', { image_urls: [url, url], instruction: 'at night' }, 'image/png 2x1'],
  ['/fibo-edit-1-5/v1/virtual-try-on', { person_image_url: url, garment_image_urls: [url] }, 'image/png 1x1'],
  [
    '/fibo-edit-1-5/v1/product-holding',
    { person_image_url: url, product_image_urls: [url] },
    'image/png 1x1',
  ],
  [
    '/bria-embed-product/v1/bria-embed-product-request',
    { image_source: url, products: [{ image_source: url, coordinates }] },
    'image/png 1x1',
  ],
  ['/fibo/v1/fibo-request', { structured_prompt: { subject: 'fox' } }, 'image/png 1024x1024'],
];

const headers = { 'Ocp-Apim-Subscription-Key': 'token-a' };
const submit = (path: string, body: object) => ask(mock, PIXAZO_ORIGIN + path, posting(body, headers));

it('knows every model that core has an input for', () => {
  expect(MODELS.map(([path]) => `POST ${path}`).toSorted()).toEqual(Object.keys(pixazoInputs).toSorted());
});

it.each(MODELS)('takes a job on at %s, and gives a file of its kind', async (path, body, kind) => {
  const submitted = await submit(path, body);
  expect(submitted.status).toBe(202);
  const { request_id } = await submitted.json();
  await clock.advance(20_000);
  const status = await ask(mock, `${PIXAZO_ORIGIN}/v2/requests/status/${request_id}`, { headers });
  const { output, model_id } = await status.json();
  expect(path.startsWith(`/${model_id}/v1/`)).toBe(true);
  expect(check(pixazoResultSchema, output)).not.toHaveProperty('fault');
  const file = await ask(mock, output.media_url[0]);
  expect(file.headers.get('content-type')).toBe(output.media_type);
  const header = sniffPicture(new Uint8Array(await file.arrayBuffer()));
  expect([output.media_type, ...(header ? [`${header.width}x${header.height}`] : [])].join(' ')).toBe(kind);
});

it.each([
  ['/bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request', {}, 'Missing required field: prompt'],
  [
    '/bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request',
    { prompt: 'x', guidance_scale: 11 },
    'Validation failed',
  ],
  ['/fibo/v1/fibo-request', {}, 'Validation failed'],
  ['/fibo-edit-1-5/v1/edit', { image_urls: ['./vase.png'] }, 'Invalid image_urls.0'],
  [
    '/bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request',
    { video_url, background_color: 'Transparent', output_container_and_codec: 'mp4_h264' },
    'Validation failed',
  ],
] as const)('refuses at %s %j', async (path, body, error) => {
  const response = await submit(path, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error });
});
