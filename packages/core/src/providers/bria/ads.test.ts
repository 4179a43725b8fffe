import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, PICTURE } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as ads from './ads.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const PDF = Buffer.from('%PDF-1.7');
const context = { host: undefined, signal: new AbortController().signal };
const STORY = { name: 'story', width: 1080, height: 1920 };

it.for<readonly [string, Endpoint, object, object]>([
  [
    'a PDF as its bytes',
    ads.delayer as Endpoint,
    { attachments: [PDF] },
    { attachments: [PDF.toString('base64')] },
  ],
  ['a URL', ads.imageToLayers as Endpoint, { attachments: [new URL(PICTURE)] }, { attachments: [PICTURE] }],
  [
    'of a template and a brand, whose numbers it takes as text',
    ads.generate as Endpoint,
    { template_id: 1062, brand_id: 167 },
    { template_id: '1062', brand_id: '167' },
  ],
  [
    'a data: URL, without its prefix',
    ads.resize as Endpoint,
    { attachments: [`data:image/png;base64,${TINY_PNG}`], formats: [STORY] },
    { attachments: [TINY_PNG], formats: [STORY] },
  ],
])('sends an ad: %s', async ([, endpoint, input, wire]) => {
  await expect(prepareBody(endpoint, input, context)).resolves.toEqual(wire);
});

it.for<readonly [string, Endpoint, object, RegExp]>([
  [
    'two ads',
    ads.delayer as Endpoint,
    { attachments: [PICTURE, PICTURE] },
    /attachments: expected a list of 1 to 1\./,
  ],
  ['no ad', ads.extractObjects as Endpoint, { attachments: [] }, /attachments: expected a list of 1 to 1\./],
  [
    'no size',
    ads.resize as Endpoint,
    { attachments: [PICTURE], formats: [] },
    /formats: expected a list of 1 to 10\./,
  ],
  [
    'a size of nothing',
    ads.resize as Endpoint,
    { attachments: [PICTURE], formats: [{ ...STORY, width: 0 }] },
    /formats\.0\.width: expected integer/,
  ],
  [
    'a PDF to resize',
    ads.resize as Endpoint,
    { attachments: [PDF], formats: [STORY] },
    /not a JPEG, PNG, WebP or URL/,
  ],
  [
    'to wait for sizes',
    ads.resize as Endpoint,
    { attachments: [PICTURE], formats: [STORY], sync: true },
    /input: unknown field sync\./,
  ],
  [
    'bytes in a smart image',
    ads.generate as Endpoint,
    { template_id: '1', smart_image: { input_image_url: PNG } },
    /is taken here/,
  ],
  [
    'a template that is no id',
    ads.getTemplate as Endpoint,
    { template_id: '..' },
    /template_id: expected an id/,
  ],
])('refuses %s', async ([, endpoint, input, sentence]) => {
  await expect(prepareBody(endpoint, input, context)).rejects.toMatchObject({
    code: 'input',
    message: expect.stringMatching(sentence) as string,
  });
});

it('does a whole job: an ad in layers, whose links are kept for 30 days', async () => {
  const result = { agent_type: 'deflat', status: 'completed', text: 'Done.', url: PICTURE };
  const completed = { body: { request_id: BRIA_JOB, status: 'COMPLETED', result } };
  const { clock, client, requests } = briaClient([ACCEPTED, completed]);
  const done = client.run(ads.delayer, { attachments: [PICTURE], thinking_effort: 'high' });
  await expect(clock.runUntil(done)).resolves.toEqual({ ...result, expiresAt: 30 * 24 * 3_600_000 });
  expect(requests[0]).toMatchObject({
    url: 'https://engine.prod.bria-api.com/v2/ads/delayer',
    method: 'POST',
  });
});

it('asks for what the organisation has', async () => {
  const template = { scene_1: [], scene_resolutions: { scene_1: { width: 1, height: 1 } } };
  const { clock, client, requests } = briaClient([{ body: [{ id: 167 }] }, { body: template }]);
  await expect(clock.runUntil(client.run(ads.listBrands, {}))).resolves.toEqual([{ id: 167 }]);
  await expect(clock.runUntil(client.run(ads.getTemplate, { template_id: 'a/b' }))).resolves.toEqual(
    template,
  );
  expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', 'https://engine.prod.bria-api.com/v1/ads/brands', undefined],
    ['GET', 'https://engine.prod.bria-api.com/v1/ads/templates/a%2Fb', undefined],
  ]);
});
