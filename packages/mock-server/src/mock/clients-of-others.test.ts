/** What is sent by clients of others, Bria's own among them, and is not as documented. */
import { image } from '@briakit/core/bria';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, bytesOf, PHOTO_URL, pixazoAt, posting, TINY_PNG } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';
import { sniffPicture } from '../media/codecs.ts';

const VIDEO_URL = 'https://example.com/ball.mp4';
const GONE_URL = 'https://photos.invalid/vase.jpg';

function setUp(options: Parameters<typeof coreBeforeMock>[0] = {}) {
  const { clock, mock, run, drifts } = coreBeforeMock(options);
  const curl = curlAt(mock);
  const post = (path: string, body: object) => curl('POST', path, body);
  const finish = async (path: string, body: object) => {
    const { request_id } = await (await post(path, body)).json();
    await clock.advance(20_000);
    return (await (await curl('GET', `/v2/status/${request_id}`)).json()).result;
  };
  return { clock, mock, run, drifts, curl, post, finish };
}

const REPLACE = '/v2/image/edit/replace_background';
const ENLARGE = '/v2/image/edit/increase_resolution';
const ENLARGE_VIDEO = '/v2/video/edit/increase_resolution';
const BY_IMAGE = '/v1/product/lifestyle_shot_by_image';
const EDIT = { images: [PHOTO_URL], instruction: 'make it blue' };
const SMALL = { placement_type: 'custom_coordinates', shot_size: [100, 100] };
const SHOT = { image_url: PHOTO_URL, num_results: 1 };

it.each([
  ['an empty prompt', REPLACE, { image: PHOTO_URL, prompt: '', ref_images: [PHOTO_URL] }, 202, 422],
  [
    'nothing unwanted in the fast mode',
    REPLACE,
    { image: PHOTO_URL, prompt: 'a beach', mode: 'fast', negative_prompt: '' },
    202,
    422,
  ],
  ['a number in digits', ENLARGE, { image: PHOTO_URL, desired_increase: '4' }, 202, 422],
  ['a number in digits for a video', ENLARGE_VIDEO, { video: VIDEO_URL, desired_increase: '2' }, 202, 422],
  ['a fraction for a whole number', '/v2/image/edit', { ...EDIT, guidance_scale: 3.37 }, 202, 422],
  ['one picture for a list of them', BY_IMAGE, { ...SHOT, ref_image_file: TINY_PNG }, 200, 400],
  ['one link for a list of them', BY_IMAGE, { ...SHOT, ref_image_urls: PHOTO_URL }, 200, 400],
  [
    'the wish to wait for automatic placements',
    '/v1/product/lifestyle_shot_by_text',
    { ...SHOT, placement_type: 'automatic', sync: true },
    200,
    400,
  ],
])('takes %s, unless it is to be strict', async (_, path, body, lenient, strict) => {
  expect((await setUp().post(path, body)).status).toBe(lenient);
  expect((await setUp({ validation: 'strict' }).post(path, body)).status).toBe(strict);
});

it.each([
  ['no background at all', REPLACE, { image: PHOTO_URL, prompt: '', ref_images: [] }],
  ['two backgrounds', REPLACE, { image: PHOTO_URL, prompt: 'a', ref_images: [PHOTO_URL] }],
  ['an increase that there is not', ENLARGE_VIDEO, { video: VIDEO_URL, desired_increase: '3' }],
  ['too much guidance', '/v2/image/edit', { ...EDIT, guidance_scale: 5.2 }],
  ['guidance in words', '/v2/image/edit', { ...EDIT, guidance_scale: 'much' }],
])('still refuses %s', async (_, path, body) => {
  expect((await setUp().post(path, body)).status).toBe(422);
});

it.each(['lenient', 'strict'] as const)(
  'takes an empty list beside a prompt for none, as core does: %s',
  async (validation) => {
    const { run, drifts } = setUp({ validation });
    const made = await run(image.replaceBackground, { image: PHOTO_URL, prompt: 'sand', ref_images: [] });
    expect(made.image_url).toMatch(/output\.png$/);
    expect(drifts).toEqual([]);
  },
);

it('makes the same of one picture as of a list with it', async () => {
  const { post, mock } = setUp();
  const shotOf = async (ref_image_file: unknown) => {
    const body = { ...SHOT, ...SMALL, sync: true, ref_image_file };
    const { result } = await (await post(BY_IMAGE, body)).json();
    return (await ask(mock, result[0][0])).bytes();
  };
  const made = await shotOf(TINY_PNG);
  expect(sniffPicture(made)).toMatchObject({ width: 100, height: 100 });
  expect(made).toEqual(await shotOf([TINY_PNG]));
});

it('has seven automatic placements there with the answer that waited for them', async () => {
  const { post, mock } = setUp();
  const body = { ...SHOT, placement_type: 'automatic', shot_size: [100, 100], sync: true };
  const { result } = await (await post('/v1/product/lifestyle_shot_by_text', body)).json();
  expect(result).toHaveLength(7);
  expect((await ask(mock, result[6][0])).status).toBe(200);
});

it('enlarges as many times as the digits say', async () => {
  const { finish, mock } = setUp();
  const { image_url } = await finish(ENLARGE, { image: TINY_PNG, desired_increase: '4' });
  expect(sniffPicture(await (await ask(mock, image_url)).bytes())).toMatchObject({ width: 4, height: 4 });
});

it.each(['image/edit/remove_background', 'ads/delayer'])(
  'takes what is null in a request for %s to be left out',
  async (path) => {
    const media = path.startsWith('ads') ? { attachments: [PHOTO_URL] } : { image: PHOTO_URL };
    const { post, mock } = setUp();
    expect((await post(`/v2/${path}`, { ...media, webhook_url: null, sync: null })).status).toBe(202);
    expect(mock.state.deliveries).toEqual([]);
  },
);

it('takes an empty link of version 1 to be left out, and asks for one of both', async () => {
  const { post } = setUp();
  const cut = (body: object) => post('/v1/product/cutout', body);
  expect((await cut({ image_url: '', file: TINY_PNG })).status).toBe(200);
  expect((await cut({ image_url: PHOTO_URL, file: '' })).status).toBe(200);
  const neither = await cut({ image_url: '', file: '' });
  expect([neither.status, await neither.json()]).toEqual([
    400,
    'input: expected at least one of image_url, file.',
  ]);
});

it('takes a bearer token for attribution, and for nothing else', async () => {
  const { mock, curl, clock } = setUp();
  const submit = (path: string, body: object, authorization: string) =>
    ask(mock, BRIA_ORIGIN + path, posting(body, { authorization }));
  const attribution = { image: TINY_PNG, model_version: '3.2' };
  const path = '/v2/image/attribution/by_image';
  const submitted = await submit(path, attribution, 'Bearer token-a');
  expect(submitted.status).toBe(202);
  expect(mock.control.journal.requests()).toMatchObject([{ tenant: 'token-a', status: 202 }]);
  await clock.advance(20_000);
  const { request_id } = await submitted.json();
  expect(await (await curl('GET', `/v2/status/${request_id}`)).json()).toMatchObject({ status: 'COMPLETED' });
  expect((await submit(path, attribution, 'Bearer ')).status).toBe(401);
  expect((await submit(path, attribution, 'Basic dG9rZW4=')).status).toBe(401);
  const other = '/v2/image/edit/remove_background';
  expect((await submit(other, { image: PHOTO_URL }, 'Bearer token-a')).status).toBe(401);
});

it('gives both pictures of dimensions as a list, too, at the path of today and at that of before', async () => {
  const { finish } = setUp();
  const body = {
    image: TINY_PNG,
    dimensions: [{ name: 'height', value: 30, unit: 'cm' }],
    style: 'default',
    output_format: 'dual',
  };
  for (const path of ['product/generate/dimensions', 'product_dimensions']) {
    const { image_url, overlay_url, image_urls } = await finish(`/v2/image/edit/${path}`, body);
    expect(image_urls).toEqual([image_url, overlay_url]);
  }
});

it('says how large a region is, about, where it knows the size of the picture', async () => {
  const { finish } = setUp();
  const masksOf = async (picture: string): Promise<readonly { area?: number; image_url: string }[]> =>
    (await finish('/v2/image/segment/all_masks', { image: picture })).masks;
  const masks = await masksOf(PHOTO_URL);
  const [subject = 0, background = 0, half = 0] = masks.map(({ area }) => area);
  expect([subject + background, half]).toEqual([960 * 720, expect.closeTo(subject / 2, 0)]);
  expect((await masksOf(TINY_PNG)).map(({ area }) => area)).not.toContain(undefined);
  expect((await masksOf(masks[0]!.image_url))[0]).not.toHaveProperty('area');
});

it('warns that a single picture keeps its ratio, and gives several the one that is asked for', async () => {
  const { finish, mock } = setUp();
  const edit = (fields: object) => finish('/v2/image/edit', { ...EDIT, ...fields });
  expect((await edit({ aspect_ratio: '16:9' })).warning).toBe(
    'aspect_ratio is ignored: a single picture keeps its own.',
  );
  expect((await edit({ aspect_ratio: '16:9', model_version: 'FIBO' })).warning).toMatch(
    /^aspect_ratio .+ model_version /,
  );
  expect(await edit({})).not.toHaveProperty('warning');
  const both = await edit({ aspect_ratio: '16:9', images: [TINY_PNG, TINY_PNG] });
  expect(both).not.toHaveProperty('warning');
  expect(sniffPicture(await (await ask(mock, both.image_url)).bytes())).toMatchObject({
    width: 1360,
    height: 768,
  });
});

it.each([
  ['image/edit/remove_background', { image: GONE_URL }, 460, 'image'],
  ['image/edit/erase', { image: PHOTO_URL, mask: GONE_URL }, 460, 'mask'],
  ['image/generate', { images: [GONE_URL] }, 460, 'images.0'],
  ['video/edit/green_screen', { video: GONE_URL }, 422, 'video'],
])(
  'cannot download what %s is to work on from a host that never resolves',
  async (path, body, status, field) => {
    const { post, mock } = setUp();
    const refused = await post(`/v2/${path}`, body);
    expect([refused.status, (await refused.json()).error]).toMatchObject([
      status,
      { code: status, details: `${field}: could not be downloaded.` },
    ]);
    expect(mock.state.jobs.size).toBe(0);
  },
);

it.each([
  ['/v1/product/cutout', { image_url: GONE_URL }],
  [BY_IMAGE, { image_url: PHOTO_URL, ref_image_urls: [GONE_URL] }],
  ['/v1/register', { image_url: GONE_URL }],
])('says so in version 1, too: %s', async (path, body) => {
  const refused = await setUp().post(path, body);
  expect([refused.status, await refused.json()]).toEqual([
    460,
    expect.stringMatching(/: could not be downloaded\.$/),
  ]);
});

it('leaves the scenes of an ad empty, for nothing, whose picture cannot be downloaded then', async () => {
  const { post, clock, mock } = setUp();
  const smart_image = { input_image_url: GONE_URL };
  const { result } = await (await post('/v1/ads/generate', { template_id: '2002', smart_image })).json();
  await clock.advance(60_000);
  const scene = await ask(mock, result[0].url);
  expect([scene.status, (await scene.bytes()).length]).toEqual([200, 0]);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000);
});

it('says so of a training’s pictures, each with the status that is documented there', async () => {
  const { post } = setUp();
  const images = [...Array.from({ length: 4 }, () => PHOTO_URL), GONE_URL];
  const refused = await post('/v1/tailored-gen/generate_visual_schema', { images });
  expect([refused.status, await refused.json()]).toEqual([422, 'images.4: could not be downloaded.']);
  const project = { project_name: 'P', ip_medium: 'photography', ip_type: 'icons' };
  const { id: project_id } = await (await post('/v1/tailored-gen/projects', project)).json();
  const fresh = { project_id, name: 'D', upload_type: 'advanced' };
  const { id } = await (await post('/v1/tailored-gen/datasets', fresh)).json();
  const bulk = { zip_url: 'https://photos.invalid/all.zip' };
  const upload = await post(`/v1/tailored-gen/datasets/${id}/images/bulk-upload`, bulk);
  expect([upload.status, await upload.json()]).toEqual([400, 'zip_url: could not be downloaded.']);
});

it('minds no canvas beside a ratio, which wins over it', async () => {
  const { post } = setUp();
  const expand = { image: PHOTO_URL, canvas_size: [9_000, 9_000] };
  const at = { original_image_size: [10, 10], original_image_location: [0, 0] };
  expect((await post('/v2/image/edit/expand', { ...expand, aspect_ratio: '1:1' })).status).toBe(202);
  expect((await post('/v2/image/edit/expand', { ...expand, ...at })).status).toBe(400);
});

it('has Pixazo say that it is malformed or unreachable', async () => {
  const refused = await pixazoAt(setUp().mock).submit({ image_url: GONE_URL });
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { error: 'Invalid image_url', message: 'The provided image_url is malformed or unreachable.' },
  ]);
});

it.each(['video/', 'video/x-matroska', 'image/gif'])('gives leave to upload %s', async (media_type) => {
  const { post, mock } = setUp();
  const { result } = await (await post('/v2/video/upload', { media_type })).json();
  const policy = JSON.parse(atob(result.upload_fields.policy));
  expect(policy.conditions[1]).toEqual(
    media_type === 'video/'
      ? ['starts-with', '$Content-Type', 'video/']
      : ['eq', '$Content-Type', media_type],
  );
  const upload = async (type: string) => {
    const form = new FormData();
    const fields = { ...result.upload_fields, 'Content-Type': type };
    for (const [name, value] of Object.entries<string>(fields)) form.append(name, value);
    form.append('file', new Blob([bytesOf(TINY_PNG)]), 'a');
    return (await ask(mock, result.upload_url, { method: 'POST', body: form })).status;
  };
  expect(await upload('application/pdf')).toBe(403);
  expect(await upload(media_type)).toBe(204);
});

it('tells of a model what official clients read', async () => {
  const { curl, post } = setUp();
  const project = { project_name: 'P', ip_medium: 'photography', ip_type: 'icons' };
  const { id: project_id } = await (await post('/v1/tailored-gen/projects', project)).json();
  const { id: dataset_id } = await (
    await post('/v1/tailored-gen/datasets', { project_id, name: 'D' })
  ).json();
  const { id } = await (await post('/v1/tailored-gen/models', { name: 'M', dataset_id })).json();
  expect(await (await curl('GET', `/v1/tailored-gen/models/${id}`)).json()).toMatchObject({
    generation_prefix: '',
    training_version: 'fibo',
  });
});
