import { virtualClock } from '@briakit/core/testing';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ask, PHOTO_URL } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';
import { trainModel } from '../../test/train-model.ts';
import { createMock } from '../doors/create-mock.ts';
import { decodePicture, encodePng, sniffPicture } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';

const latency = { queuedMs: [0, 0], runningMs: [4000, 4000] } as const;
const portrait = async () =>
  Buffer.from(await encodePng(generatePicture({ width: 60, height: 80, seed: 4 }))).toString('base64');

function setUp(options: Parameters<typeof coreBeforeMock>[0] = {}) {
  const { clock, mock } = coreBeforeMock(options);
  const curl = curlAt(mock);
  const post = async (path: string, body: unknown) => {
    const response = await curl('POST', path, body);
    return { status: response.status, body: await response.json() };
  };
  const bytesAt = async (link: string) => (await ask(mock, link)).bytes();
  const balance = () => mock.control.tenants.get('token-a').balanceUsd;
  return { clock, mock, curl, post, bytesAt, balance };
}

/** What Bria has and core leaves out, and all else that Bria has. */
const contract = JSON.parse(
  readFileSync(new URL('../../../core/test/contract/bria.json', import.meta.url), 'utf8'),
) as Record<'omitted' | 'endpoints', readonly { readonly endpoint: string }[]>;

it('has an answer to every endpoint that Bria documents or has documented', async () => {
  const { mock, curl } = setUp();
  const all = [...contract.endpoints, ...contract.omitted].map(({ endpoint }) => endpoint.split(' '));
  expect(all.length).toBeGreaterThan(100);
  for (const [method = '', path = ''] of all)
    await curl(method, path.replace(/\{\w+\}/g, '1'), method === 'GET' ? undefined : {});
  const unrouted = mock.state.journal.filter(({ operation }) => operation === 'unrouted');
  expect(unrouted.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(mock.state.journal).toHaveLength(all.length);
});

it.each(['base/3.2', 'base/2.3', 'fast/2.3', 'hd/2.2'])(
  'makes pictures from text as ComfyUI asks for them: %s',
  async (pipeline) => {
    const { post, bytesAt, balance } = setUp();
    // Just what the node sends, whatever it has nothing to say about included.
    const make = (more: object = {}) =>
      post(`/v1/text-to-image/${pipeline}`, {
        prompt: 'a red fox in a forest',
        num_results: 1,
        aspect_ratio: '4:3',
        sync: true,
        seed: 7,
        negative_prompt: '',
        steps_num: 30,
        text_guidance_scale: 5,
        prompt_enhancement: 0,
        content_moderation: 0,
        ...more,
      });
    const { status, body } = await make();
    expect({ status, body }).toEqual({
      status: 200,
      body: { result: [{ urls: [expect.stringMatching(/^https:/)], seed: 7, uuid: expect.any(String) }] },
    });
    const picture = await bytesAt(body.result[0].urls[0]);
    expect(sniffPicture(picture)).toMatchObject({ format: 'png', width: 1184, height: 880 });
    expect(await bytesAt((await make()).body.result[0].urls[0])).toEqual(picture);
    const other = await make({ seed: 8, num_results: 2 });
    expect(other.body.result.map(({ seed }: { readonly seed: number }) => seed)).toEqual([8, 9]);
    expect(await bytesAt(other.body.result[0].urls[0])).not.toEqual(picture);
    expect(balance()).toBe(1000 - 4 * 0.04);
  },
  20_000,
);

it('makes them like the picture that guides them, in its shape', async () => {
  const { post, bytesAt } = setUp();
  const input = { prompt: 'winter', sync: true, num_results: 1, guidance_method_1: 'controlnet_depth' };
  const { body } = await post('/v1/text-to-image/base/3.2', {
    ...input,
    guidance_method_1_image_file: await portrait(),
  });
  const picture = await bytesAt(body.result[0].urls[0]);
  expect(sniffPicture(picture)).toMatchObject({ width: 60, height: 80 });
});

it('names pictures that come later where nobody waits, those that are withheld empty and not paid for', async () => {
  const { clock, mock, post, bytesAt, balance } = setUp({ latency });
  mock.control.outcomes.next('failed');
  const { body } = await post('/v1/text-to-image/fast/2.3', { prompt: 'a lake', num_results: 2, seed: -1 });
  const [withheld, made] = body.result.map(({ urls }: { readonly urls: string[] }) => urls[0]);
  expect((await ask(mock, made)).status).toBe(404);
  await clock.advance(4000);
  expect((await bytesAt(withheld)).length).toBe(0);
  expect(sniffPicture(await bytesAt(made))).toMatchObject({ width: 1024, height: 1024 });
  expect(balance()).toBe(1000 - 0.04);
});

it('says in the list what is withheld of what is waited for', async () => {
  const { mock, post } = setUp();
  mock.control.outcomes.next('failed', { message: 'no swords' });
  const { status, body } = await post('/v1/text-to-image/hd/2.2', {
    prompt: 'x',
    num_results: 2,
    sync: true,
  });
  expect(status).toBe(200);
  expect(body.result).toEqual([
    ['blocked:true', 'error_code:422', 'description:no swords'],
    expect.objectContaining({ urls: [expect.any(String)] }),
  ]);
});

it('draws the same picture after a snapshot of it was restored', async () => {
  const { mock, post, bytesAt } = setUp();
  const { body } = await post('/v1/text-to-image/fast/2.3', { prompt: 'a cup', num_results: 1, sync: true });
  const link = body.result[0].urls[0];
  const other = createMock({ clock: virtualClock() });
  await other.control.restore(await mock.control.snapshot());
  expect(await (await ask(other, link)).bytes()).toEqual(await bytesAt(link));
});

it('makes them with a model of the tenant’s own once it is trained', async () => {
  const { clock, mock, post, bytesAt } = setUp();
  const path = '/v1/text-to-image/tailored/1';
  const input = { prompt: 'a fox', fast: 1, model_influence: 0.5, sync: true, num_results: 1 };
  expect(await post(path, input)).toEqual({ status: 404, body: 'There is no model 1.' });
  await trainModel(mock, clock);
  const { body } = await post(path, input);
  expect(sniffPicture(await bytesAt(body.result[0].urls[0]))).toMatchObject({ format: 'png' });
  const image_file = await portrait();
  const restyled = await post('/v1/tailored-gen/restyle_portrait', {
    id_image_file: image_file,
    tailored_model_id: 1,
    tailored_model_influence: 0.9,
    id_strength: 0.7,
    seed: 123456,
  });
  expect(restyled.body).toEqual({ image_res: expect.stringMatching(/^https:/), seed: 123456 });
  expect(sniffPicture(await bytesAt(restyled.body.image_res))).toMatchObject({ width: 60, height: 80 });
  const missing = await post('/v1/tailored-gen/restyle_portrait', {
    id_image_file: image_file,
    tailored_model_id: 9,
  });
  expect(missing.status).toBe(404);
});

it('refuses a model that is not trained yet', async () => {
  const { clock, mock, post } = setUp();
  await trainModel(mock, clock);
  const { body: dataset } = await post('/v1/tailored-gen/models', { name: 'Fox 2', dataset_id: 1 });
  const input = { prompt: 'a fox' };
  expect(await post(`/v1/text-to-image/tailored/${dataset.id}`, input)).toEqual({
    status: 400,
    body: 'The model 2 is not trained.',
  });
  expect((await post('/v1/reimagine', { ...input, tailored_model_id: '2' })).status).toBe(400);
  expect((await post('/v1/reimagine', { ...input, tailored_model_id: '' })).status).toBe(200);
});

it('imagines a picture anew that is sent, or linked to', async () => {
  const { post, bytesAt } = setUp();
  const input = { prompt: 'sepia', num_results: 1, sync: true, include_generation_prefix: false };
  const sent = { ...input, structure_image_file: await portrait(), structure_ref_influence: 0.75 };
  const { body } = await post('/v1/reimagine', sent);
  const { data, ...size } = await decodePicture(await bytesAt(body.result[0].urls[0]));
  expect(size).toEqual({ width: 60, height: 80 });
  // Brown all over: more red than green, more green than blue.
  expect([data[0]! > data[1]!, data[1]! > data[2]!]).toEqual([true, true]);
  const linked = await post('/v1/reimagine', { ...input, structure_image_url: PHOTO_URL });
  expect((await bytesAt(linked.body.result[0].urls[0])).length).toBeGreaterThan(1000);
  expect(await post('/v1/reimagine', { sync: true })).toMatchObject({ status: 400 });
  expect(await post('/v1/reimagine', { structure_image_file: 'bm90IGEgcGljdHVyZQ==' })).toEqual({
    status: 415,
    body: 'structure_image_file: expected a JPEG, a PNG or a WebP.',
  });
});

it('describes a picture, and finds those that were registered', async () => {
  const { mock, curl, post, balance } = setUp();
  const { body } = await post('/v1/caption', { image_url: PHOTO_URL });
  expect(body).toEqual({ results: [{ caption: expect.stringMatching(/^a .* on a table$/) }] });
  expect(balance()).toBe(1000 - 0.005);
  expect(await post('/v1/caption', {})).toMatchObject({ status: 400, body: expect.any(String) });

  const find = async (query: string) => (await curl('GET', `/v1/${query}`)).json();
  expect(await find('search?query=woman')).toEqual({ results: [] });
  const register = async (input: object) => (await post('/v1/register', input)).body.visual_id;
  const first = await register({ image_url: `${PHOTO_URL}?1` });
  const second = await register({ org_image_key: 'a key' });
  const [linked, keyed] = [
    { visual_id: first, org_image_key: 'None', source_url: `${PHOTO_URL}?1` },
    { visual_id: second, org_image_key: 'a key', source_url: 'None' },
  ];
  const { results } = await find('search?query=woman%20on%20a%20bridge&gallery_id=425&style=3d%20render');
  expect(results).toHaveLength(2);
  expect(results).toEqual(expect.arrayContaining([linked, keyed]));
  // Whatever else is alike, a picture is most like itself.
  for (let count = 2; count < 6; count++) await register({ image_url: `${PHOTO_URL}?${count}` });
  const bestOf = async (query: string) => (await find(`search_similar_images?${query}`)).results[0];
  expect(await bestOf(`vhash=${second}`)).toEqual(keyed);
  expect(await bestOf(`vhash=${first}`)).toEqual(linked);
  expect(await bestOf(`url=${encodeURIComponent(`${PHOTO_URL}?1`)}`)).toEqual(linked);
  const pageOf = async (page: number) =>
    (await find(`search?query=woman&num_results_per_page=4&page=${page}`)).results;
  const pages = [...(await pageOf(1)), ...(await pageOf(2))];
  expect(new Set(pages.map(({ visual_id }) => visual_id)).size).toBe(6);
  expect([(await pageOf(2)).length, await pageOf(3)]).toEqual([2, []]);
  expect((await curl('GET', '/v1/search_similar_images?vhash=abc')).status).toBe(404);
  expect((await curl('GET', '/v1/search?num_results_per_page=501')).status).toBe(400);
  const elsewhere = await curlAt(mock, 'token-b')('GET', '/v1/search?query=woman');
  expect(await elsewhere.json()).toEqual({ results: [] });
});

it('answers what is only announced as its family does, with anything or nothing sent', async () => {
  const { post, bytesAt, balance } = setUp();
  for (const path of ['/v1/products/consistent_shots', '/v1/product/vehicle/shot_by_image']) {
    const { body } = await post(path, {
      file: await portrait(),
      num_results: 1,
      sync: true,
      scene: 'a beach',
    });
    expect(body.result).toEqual([[expect.any(String), expect.stringMatching(/^\d+$/), '1.png']]);
    expect(sniffPicture(await bytesAt(body.result[0][0]))).toMatchObject({ width: 1000, height: 1000 });
  }
  expect(balance()).toBe(1000 - 2 * 0.04);
  expect((await post('/v1/products/consistent_shots', {})).body.result).toHaveLength(4);
  const keywords = await post('/v1/product/contextual_keyword_extraction', {});
  expect(keywords).toEqual({ status: 200, body: { result: expect.arrayContaining(['product']) } });
}, 20_000);

it.each([
  ['no prompt', {}, 'prompt: expected string'],
  ['an unknown ratio', { prompt: 'x', aspect_ratio: '7:1' }, 'aspect_ratio: expected one of 1:1, 2:3'],
  ['a count that is none', { prompt: 'x', num_results: 'many' }, 'num_results: expected integer'],
  ['too many', { prompt: 'x', num_results: 1000 }, 'num_results: expected integer from 1 to 10'],
])('says in one text what is wrong: %s', async (_, input, text) => {
  const { status, body } = await setUp().post('/v1/text-to-image/base/3.2', input);
  expect([status, body]).toEqual([400, expect.stringContaining(text)]);
});

it('goes by the token, the limit of each pipeline, and the balance', async () => {
  const { mock, curl, post, balance } = setUp({ plan: 'free', balanceUsd: 0.5 });
  const path = '/v1/text-to-image/base/3.2';
  const nobody = await curlAt(mock, '')('POST', path, { prompt: 'x' });
  expect([nobody.status, await nobody.json()]).toEqual([401, 'The api_token header is missing or empty.']);
  const input = { prompt: 'x', num_results: 1, sync: true };
  for (let count = 0; count < 10; count++) expect((await post(path, input)).status).toBe(200);
  const refused = await curl('POST', path, input);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await refused.json()).toEqual(expect.any(String));
  expect(balance()).toBeCloseTo(0.1, 9);
  const broke = await post('/v1/reimagine', { ...input, num_results: 3 });
  expect([broke.status, typeof broke.body]).toEqual([402, 'string']);
  expect((await post('/v1/reimagine', { ...input, num_results: 2 })).status).toBe(200);
  expect(balance()).toBeCloseTo(0.02, 9);
});
