import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, PICTURE, RESULT } from '../../../test/client.ts';
import { TINY_PNG } from '../../../test/fixture.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as product from './product.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const MASK = 'https://example.com/mask.png';
const HOUR_MS = 60 * 60_000;
const context = { host: undefined, signal: new AbortController().signal };

const SHOT = { image_url: PICTURE, placement_type: 'automatic' };
const COORDINATES = { x: 1, y: 2, width: 3, height: 4 };

describe('what goes over the wire', () => {
  it.for<readonly [Endpoint, object, object]>([
    [
      product.integrate as Endpoint,
      {
        scene: PNG,
        products: [
          { image: new URL(PICTURE), coordinates: COORDINATES },
          { image: PNG, coordinates: COORDINATES },
        ],
      },
      {
        scene: TINY_PNG,
        products: [
          { image: PICTURE, coordinates: COORDINATES },
          { image: TINY_PNG, coordinates: COORDINATES },
        ],
      },
    ],
    [product.cutoutV1 as Endpoint, { file: new Blob([PNG]), sku: 'mug' }, { file: TINY_PNG, sku: 'mug' }],
    [
      product.lifestyleShotByImage as Endpoint,
      { image_url: new URL(PICTURE), file: PNG, ref_image_urls: [new URL(MASK)], ref_image_file: [PNG] },
      { image_url: PICTURE, file: TINY_PNG, ref_image_urls: [MASK], ref_image_file: [TINY_PNG] },
    ],
    [
      product.lifestyleShotByText as Endpoint,
      { ...SHOT, sync: false, manual_placement_selection: ['upper_left', 'center_vertical'] },
      { ...SHOT, sync: false, manual_placement_selection: ['upper_left', 'center_vertical'] },
    ],
    [
      product.generateVehicleReflections as Endpoint,
      { image_url: PICTURE, masks: { body: new URL(MASK), wheels: undefined } },
      { image_url: PICTURE, masks: { body: MASK, wheels: undefined } },
    ],
    [
      product.generateVehicleReflections as Endpoint,
      { image_url: PICTURE, layers: true },
      { image_url: PICTURE, layers: true },
    ],
    [
      product.refineVehicleTires as Endpoint,
      { image_url: PICTURE, masks: { tires: new URL(MASK) } },
      { image_url: PICTURE, masks: { tires: MASK } },
    ],
    [
      product.harmonizeVehicle as Endpoint,
      { image_url: PICTURE, preset: 'hot-day' },
      { image_url: PICTURE, preset: 'hot-day' },
    ],
  ])('of $id', async ([endpoint, input, wire]) => {
    await expect(prepareBody(endpoint, input, context)).resolves.toEqual(wire);
  });
});

const NO_PICTURE = 'input: expected at least one of image_url, file.';
const NO_SYNC = 'input: expected no sync with placement_type automatic.';
const BYTES = 'Only an http(s) URL is taken here.';
const LINK = 'Only the picture itself is taken here.';

it.for<readonly [string, Endpoint, object, string]>([
  ['no picture', product.cutoutV1 as Endpoint, { sku: 'mug' }, NO_PICTURE],
  ['no picture', product.shadow as Endpoint, {}, NO_PICTURE],
  ['no product', product.lifestyleShotByImage as Endpoint, { ref_image_urls: [PICTURE] }, NO_PICTURE],
  ['no vehicle', product.segmentVehicle as Endpoint, {}, NO_PICTURE],
  ['bytes for a URL', product.packshot as Endpoint, { image_url: PNG }, BYTES],
  ['a URL for bytes', product.packshot as Endpoint, { file: PICTURE }, LINK],
  [
    'bytes for the URL of a mask',
    product.refineVehicleTires as Endpoint,
    { image_url: PICTURE, masks: { tires: PNG } },
    BYTES,
  ],
  ['many placements at once', product.lifestyleShotByText as Endpoint, { ...SHOT, sync: true }, NO_SYNC],
  ['many placements at once', product.lifestyleShotByImage as Endpoint, { ...SHOT, sync: true }, NO_SYNC],
  ['many placements at once', product.vehicleShotByText as Endpoint, { ...SHOT, sync: true }, NO_SYNC],
  [
    'what is of products',
    product.vehicleShotByText as Endpoint,
    { ...SHOT, sku: 'car' },
    'input: unknown field sku.',
  ],
  [
    'no pictures',
    product.lifestyleShotByText as Endpoint,
    { image_url: PICTURE, num_results: 0 },
    'num_results: expected integer of at least 1.',
  ],
  [
    'a shadow of one length',
    product.shadow as Endpoint,
    { file: PNG, shadow_offset: [15] },
    'shadow_offset: expected a list of 2 to 2.',
  ],
])('refuses %s', async ([, endpoint, input, sentence]) => {
  await expect(prepareBody(endpoint, input, context)).rejects.toMatchObject({
    code: 'input',
    message: expect.stringContaining(sentence) as string,
  });
});

it('gives the product of version 1 at once, and says how long it is kept', async () => {
  const { clock, client, requests } = briaClient([{ body: { result_url: PICTURE } }]);
  await clock.advance(1_000);
  const job = client.submit(product.packshot, { file: PNG, background_color: 'transparent' });
  await expect(clock.runUntil(job.result())).resolves.toEqual({
    result_url: PICTURE,
    expiresAt: 1_000 + HOUR_MS,
  });
  expect(requests).toMatchObject([
    {
      url: 'https://engine.prod.bria-api.com/v1/product/packshot',
      method: 'POST',
      body: JSON.stringify({ file: TINY_PNG, background_color: 'transparent' }),
    },
  ]);
});

it('hands the masks of a vehicle from one endpoint to the next', async () => {
  const { clock, client, requests } = briaClient([
    { body: { windshield: MASK, rear_window: '', body: MASK, hubcap: MASK, tires: MASK, mirrors: MASK } },
    { body: { url: PICTURE, seed: 42 } },
    { body: { url: PICTURE } },
  ]);
  const masks = await clock.runUntil(client.run(product.segmentVehicle, { image_url: PICTURE }));
  expect(masks.expiresAt).toBeTypeOf('number');
  const shining = client.run(product.generateVehicleReflections, { image_url: PICTURE, masks });
  await expect(clock.runUntil(shining)).resolves.toMatchObject({ url: PICTURE, seed: 42 });
  await clock.runUntil(client.run(product.refineVehicleTires, { image_url: PICTURE, masks }));
  expect(requests.slice(1).map(({ body }) => JSON.parse(body!))).toEqual([
    { image_url: PICTURE, masks: { windshield: MASK, body: MASK } },
    { image_url: PICTURE, masks: { tires: MASK } },
  ]);
});

it('follows the product of version 2 as any other job', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, COMPLETED]);
  await expect(clock.runUntil(client.run(product.cutout, { image: PNG, sku: 'mug' }))).resolves.toEqual(
    RESULT,
  );
  expect(methods()).toBe('POST GET');
});

it('takes no webhook where none is documented', async () => {
  const { clock, client, requests } = briaClient([]);
  const options = { webhookUrl: 'https://example.com/hook' };
  const job = client.submit(product.lifestyleShotByText, { image_url: PICTURE }, options);
  await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'input', submission: 'not-sent' });
  expect(requests).toHaveLength(0);
});

it.for(Object.entries<Pick<Endpoint, 'path' | 'retentionMs'>>(product))(
  'knows how long the pictures of %s are kept',
  ([, endpoint]) => {
    expect(endpoint.retentionMs).toBe(endpoint.path.startsWith('/v1/') ? HOUR_MS : 72 * HOUR_MS);
  },
);
