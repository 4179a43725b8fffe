import { ads, onboarding, product } from '@briakit/core/bria';
import { expect, it } from 'vitest';
import { ask, bytesOf, PHOTO_URL, TINY_PNG } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';
import { decodePicture, encodePng, sniffPicture } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';

const HOUR_MS = 60 * 60_000;
const latency = { queuedMs: [0, 0], runningMs: [4000, 4000] } as const;

// Small: a link to nothing of ours stands for a picture 46 times as large.
const vase = async () => Buffer.from(await encodePng(generatePicture({ width: 150, height: 100, seed: 4 })));
const vaseText = async () => (await vase()).toString('base64');

it('cuts a product out, puts it on a ground, and gives it a shadow', async () => {
  const { mock, run, drifts } = coreBeforeMock();
  const file = await vase();
  const cut = await run(product.cutoutV1, { file });
  const shadow = await run(product.shadow, { image_url: cut.result_url, background_color: '#FFFFFF' });
  const packshot = await run(product.packshot, { image_url: cut.result_url, background_color: '#204060' });
  expect(drifts).toEqual([]);
  const [cutout, shadowed, packed] = await Promise.all(
    [cut, shadow, packshot].map(async ({ result_url: link }) =>
      decodePicture(await (await ask(mock, link)).bytes()),
    ),
  );
  expect([cutout?.width, cutout?.height, cutout?.data[3]]).toEqual([150, 100, 0]);
  expect([packed?.width, packed?.height, ...packed!.data.slice(0, 4)]).toEqual([
    2000, 2000, 0x20, 0x40, 0x60, 255,
  ]);
  // White, but dark where the shadow falls beside the vase.
  expect(Array.from(shadowed!.data.subarray(0, 3))).toEqual([255, 255, 255]);
  const isShaded = (_: number, at: number) =>
    at % 4 === 0 && cutout!.data[at + 3] === 0 && shadowed!.data[at]! < 200;
  expect(shadowed!.data.filter(isShaded).length).toBeGreaterThan(20);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000 - 3 * 0.018);
}, 20_000);

it('gives the same picture for the same request, and keeps it for an hour', async () => {
  const bytesOfRun = async () => {
    const { clock, mock, run } = coreBeforeMock();
    const { result_url: link } = await run(product.cutoutV1, { file: await vase() });
    const bytes = await (await ask(mock, link)).bytes();
    await clock.advance(HOUR_MS);
    return { bytes, link, gone: (await ask(mock, link)).status };
  };
  const [first, second] = [await bytesOfRun(), await bytesOfRun()];
  expect(second).toEqual(first);
  expect(first.gone).toBe(403);
});

it('answers for a vehicle with masks, and with light on it', async () => {
  const { mock, run, drifts } = coreBeforeMock();
  const { result_url: image_url } = await run(product.cutoutV1, { file: await vase() });
  const masks = await run(product.segmentVehicle, { image_url });
  const links = Object.values(masks).filter((value) => typeof value === 'string');
  expect(links).toHaveLength(7);
  const white = async (link: string) => {
    const { data } = await decodePicture(await (await ask(mock, link)).bytes());
    return data.filter((value, index) => index % 4 === 0 && value === 255).length;
  };
  expect(await white(masks.body!)).toBeGreaterThan(await white(masks.hubcap!));
  const { layers, seed } = await run(product.generateVehicleReflections, {
    image_url,
    masks: { body: masks.body! },
    layers: true,
    seed: 5,
  });
  expect([seed, layers?.['body'], layers?.['wheels']]).toEqual([5, expect.any(String), null]);
  const effect = await run(product.applyVehicleEffect, { image_url, effect: 'fog', layers: true });
  const tires = await run(product.refineVehicleTires, { image_url, masks: { tires: masks.tires! } });
  const light = await run(product.harmonizeVehicle, { image_url, preset: 'cold-night' });
  for (const link of [effect.url, effect.layer_url!, tires.url, light.url])
    expect((await ask(mock, link)).headers.get('content-type')).toBe('image/png');
  expect(drifts).toEqual([]);
}, 20_000);

it('names pictures that are not there yet, then are, then are gone', async () => {
  const { clock, mock } = coreBeforeMock({ latency });
  const input = { file: await vaseText(), scene_description: '#336699', num_results: 1 };
  const response = await curlAt(mock)('POST', '/v1/product/lifestyle_shot_by_text', {
    ...input,
    placement_type: 'manual_placement',
    manual_placement_selection: ['upper_left', 'bottom_right'],
    shot_size: [400, 300],
  });
  expect(response.status).toBe(200);
  const { result } = await response.json();
  expect(result).toEqual([
    [expect.stringMatching(/^https:/), expect.stringMatching(/^\d+$/), '1.png'],
    [expect.stringMatching(/^https:/), expect.stringMatching(/^\d+$/), '2.png'],
  ]);
  const statusOf = async () => (await ask(mock, result[0][0])).status;
  await clock.advance(3999);
  expect(await statusOf()).toBe(404);
  await clock.advance(1);
  const picture = await decodePicture(await (await ask(mock, result[0][0])).bytes());
  expect([picture.width, picture.height, ...picture.data.slice(-4)]).toEqual([
    400, 300, 0x33, 0x66, 0x99, 255,
  ]);
  await clock.advance(HOUR_MS - 4000);
  expect(await statusOf()).toBe(403);
});

it('is followed by core until all files are there, those that are withheld empty', async () => {
  const { mock, run, drifts } = coreBeforeMock({ latency });
  mock.control.outcomes.next('failed');
  const shots = await run(product.lifestyleShotByImage, {
    file: await vase(),
    ref_image_urls: ['https://example.com/table.jpg'],
    num_results: 3,
    placement_type: 'custom_coordinates',
    shot_size: [120, 90],
  });
  expect([shots.images.length, shots.blocked.length]).toEqual([2, 1]);
  const withheld = await ask(mock, shots.blocked[0]!);
  expect([withheld.status, (await withheld.bytes()).length]).toEqual([200, 0]);
  expect(drifts).toEqual([]);
  // The one that was withheld is not paid for.
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000 - 2 * 0.04);
}, 20_000);

it('says at once what is withheld where it is waited for', async () => {
  const { mock } = coreBeforeMock();
  mock.control.outcomes.next('failed', { message: 'no swords' });
  const input = {
    file: await vaseText(),
    sync: true,
    num_results: 2,
    placement_type: 'automatic_aspect_ratio',
  };
  const { result } = await (await curlAt(mock)('POST', '/v1/product/vehicle/shot_by_text', input)).json();
  expect(result[0]).toEqual(['blocked:true', 'error_code:422', 'description:no swords']);
  expect((await ask(mock, result[1][0])).status).toBe(200);
});

it('makes an ad of each scene of a template', async () => {
  const { mock, run, drifts } = coreBeforeMock({ latency });
  const [brand] = await run(ads.listBrands, {});
  const [template] = await run(ads.listTemplates, {});
  expect((await ask(mock, template!.preview!)).status).toBe(200);
  const { id: template_id, number_of_ads: count } = template!;
  const scenes = await run(ads.getTemplate, { template_id });
  expect(Object.keys(scenes.scene_resolutions ?? {})).toHaveLength(count!);
  const made = await run(ads.generate, { template_id, brand_id: brand!.id });
  expect(made.images).toHaveLength(count!);
  const sizes = await Promise.all(
    made.images.map(async ({ image_url }) => sniffPicture(await (await ask(mock, image_url)).bytes())),
  );
  expect(sizes).toMatchObject(made.images.map(({ resolution }) => resolution));
  expect(drifts).toEqual([]);
  expect((await curlAt(mock)('GET', '/v1/ads/templates/1061')).status).toBe(404);
}, 20_000);

it('gives a picture one id, and takes it away again', async () => {
  const { mock, run } = coreBeforeMock();
  const register = () => curlAt(mock)('POST', '/v1/register', { image_url: PHOTO_URL });
  const [first, again] = [await register(), await register()];
  expect([first.status, again.status]).toEqual([200, 208]);
  const { visual_id } = await first.json();
  expect(await again.json()).toEqual({ visual_id });
  expect(await run(onboarding.removeImage, { visual_id })).toEqual({});
  expect((await curlAt(mock)('POST', `/v1/${visual_id}/remove_image`)).status).toBe(400);
  expect((await register()).status).toBe(200);
  expect((await curlAt(mock, 'token-b')('POST', `/v1/${visual_id}/remove_image`)).status).toBe(400);
});

it('takes a picture as a form, too', async () => {
  const { mock } = coreBeforeMock();
  const form = new FormData();
  form.append('file', new Blob([bytesOf(TINY_PNG)]), 'a.png');
  form.append('preserve_alpha', 'false');
  const url = 'https://engine.prod.bria-api.com/v1/product/cutout';
  const response = await ask(mock, url, { method: 'POST', headers: { api_token: 'token-a' }, body: form });
  expect(await response.json()).toEqual({ result_url: expect.any(String) });
});

it.each([
  ['no token', '', { image_url: PHOTO_URL }, 401],
  ['no picture', 'token-a', {}, 400],
  ['a field of the wrong type', 'token-a', { image_url: PHOTO_URL, preserve_alpha: 'yes' }, 400],
  ['no URL', 'token-a', { image_url: 'vase.jpg' }, 400],
  ['a list', 'token-a', [], 400],
  ['a file that is not there', 'token-a', { image_url: 'https://x.test/__mock/files/0/output.png' }, 404],
  ['no picture in the bytes', 'token-a', { file: btoa('GIF89a and so on') }, 415],
  ['more than 12 MB', 'token-a', { file: Buffer.alloc(12 * 1024 * 1024 + 1).toString('base64') }, 413],
])('refuses, as a JSON string, a request with %s', async (_, token, body, status) => {
  const { mock } = coreBeforeMock();
  const response = await curlAt(mock, token)('POST', '/v1/product/cutout', body);
  expect([response.status, await response.json()]).toEqual([status, expect.any(String)]);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000);
});

it.each([
  ['failed', 422],
  ['error', 500],
  ['unknown', 500],
  ['stuck', 504],
  ['empty', 200],
] as const)('answers an order that comes to “%s” with %i', async (outcome, status) => {
  const { mock } = coreBeforeMock();
  mock.control.outcomes.next(outcome);
  const response = await curlAt(mock)('POST', '/v1/product/cutout', { image_url: PHOTO_URL });
  expect(response.status).toBe(status);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(
    outcome === 'empty' || outcome === 'stuck' ? 999.982 : 1000,
  );
});

it('counts each endpoint by itself, and names a wait that is long enough', async () => {
  const { clock, mock } = coreBeforeMock({ plan: 'free' });
  const cutout = () => curlAt(mock)('POST', '/v1/product/cutout', { image_url: PHOTO_URL });
  for (let count = 0; count < 10; count++) expect((await cutout()).status).toBe(200);
  const refused = await cutout();
  expect([refused.status, refused.headers.get('retry-after'), typeof (await refused.json())]).toEqual([
    429,
    '60',
    'string',
  ]);
  expect((await curlAt(mock)('GET', '/v1/ads/brands')).status).toBe(200);
  await clock.advance(60_000);
  expect((await cutout()).status).toBe(200);
});

it('spends no more than there is, of all pictures of a shot together', async () => {
  const { mock } = coreBeforeMock({ balanceUsd: 0.1 });
  const shoot = (num_results: number) =>
    curlAt(mock)('POST', '/v1/product/lifestyle_shot_by_text', { image_url: PHOTO_URL, num_results });
  const poor = await shoot(3);
  expect([poor.status, await poor.json()]).toEqual([402, expect.stringContaining('balance')]);
  expect((await shoot(2)).status).toBe(200);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(0.02);
  expect(mock.control.journal.requests().map(({ operation, status }) => [operation, status])).toEqual([
    ['submit', 402],
    ['submit', 200],
  ]);
});
