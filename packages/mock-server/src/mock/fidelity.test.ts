/** What requests at Bria mean beyond their fields: links of the mock's own, switches, models. */
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, bytesOf, PHOTO_URL, pixazoAt, posting, RMBG_PATH } from '../../test/ask.ts';
import { trainModel } from '../../test/train-model.ts';
import { createMock } from '../doors/create-mock.ts';
import { decodePicture, encodePng } from '../media/codecs.ts';
import type { Picture } from '../media/picture.ts';
import type { MockOptions } from './options.ts';

const headers = { api_token: 'token-a' };
const NSFW_URL = 'https://example.com/nsfw/a.jpg';

function setUp(options: MockOptions = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, balanceUsd: 1000, plan: 'pro', ...options });
  const submit = (path: string, body: object) =>
    ask(mock, `${BRIA_ORIGIN}/v2/${path}`, posting(body, headers));
  const statusOf = async (request_id: string) => {
    await clock.advance(20_000);
    return (await ask(mock, `${BRIA_ORIGIN}/v2/status/${request_id}`, { headers })).json();
  };
  const finish = async (path: string, body: object) => {
    const submitted = await submit(path, body);
    expect(submitted.status).toBe(202);
    return statusOf((await submitted.json()).request_id);
  };
  const pictureOf = async (path: string, body: object) =>
    decodePicture(await (await ask(mock, (await finish(path, body)).result.image_url)).bytes());
  return { clock, mock, submit, finish, pictureOf };
}

/** Two by one: on the left see-through red, on the right opaque blue. */
const HALF: Picture = { width: 2, height: 1, data: Uint8ClampedArray.of(255, 0, 0, 0, 0, 0, 255, 255) };
const LEFT: Picture = { ...HALF, data: Uint8ClampedArray.of(255, 255, 255, 255, 0, 0, 0, 255) };
const leftOnly = Buffer.from(await encodePng(LEFT)).toString('base64');
const half = Buffer.from(await encodePng(HALF)).toString('base64');

it('takes its own links for inputs, by their paths, whatever origin they are reached by', async () => {
  const { mock, pictureOf } = setUp();
  const upload = { method: 'POST', body: bytesOf(half) };
  const { url } = await (await ask(mock, 'https://media.briakit.test/__mock/uploads', upload)).json();
  const elsewhere = (link: string) => `http://no-such-host.invalid:1${new URL(link).pathname}`;
  const enlarge = (image: string) => pictureOf('image/edit/increase_resolution', { image });
  expect(await enlarge(elsewhere(url))).toMatchObject({ width: 4, height: 2 });

  const v1 = await ask(mock, `${BRIA_ORIGIN}/v1/product/cutout`, posting({ file: half }, headers));
  const { result_url } = await v1.json();
  expect(new URL(result_url).pathname).toMatch(/^\/__mock\/files\//);
  expect(await enlarge(elsewhere(result_url))).toMatchObject({ width: 4, height: 2 });

  const pixazo = await pixazoAt(mock).submit({ image_url: elsewhere(result_url) });
  expect(pixazo.status).toBe(202);
});

it.each(['/__mock/uploads/0', '/__mock/files/0/output.png', '/__mock/media/0/output.png'])(
  'finds nothing behind a link of its own that it never gave out: %s',
  async (path) => {
    const { mock, submit } = setUp();
    const image = `https://any.test${path}`;
    expect((await submit('image/edit/remove_background', { image })).status).toBe(404);
    expect((await pixazoAt(mock).submit({ image_url: image })).status).toBe(400);
  },
);

it.each([
  // White beside blue: what of it is the subject is the model's business, not that of the switch.
  ['remove_background', {}, [expect.any(Number), expect.any(Number)]],
  ['blur_background', {}, [255, 255]],
  ['increase_resolution', {}, [255, 255]],
  ['enhance', {}, [255, 255]],
  ['erase', { mask: leftOnly }, [255, 255]],
])('keeps at %s what is transparent, unless it is told not to', async (name, more, opaque) => {
  const { pictureOf } = setUp();
  const alphasOf = async (body: object) => {
    const { data, width, height } = await pictureOf(`image/edit/${name}`, { image: half, ...more, ...body });
    const row = Math.floor(height / 2) * width;
    return [data[4 * row + 3], data[4 * (row + width - 1) + 3]];
  };
  expect((await alphasOf({}))[0]).toBe(0);
  expect(await alphasOf({ preserve_alpha: false })).toEqual(opaque);
});

it('refuses a prompt that says nsfw, where the switch is on, as it is where nothing is said', async () => {
  const { submit, mock } = setUp();
  const body = { prompt: 'NSFW, please' };
  const refused = await submit('image/generate', body);
  expect([refused.status, (await refused.json()).error]).toEqual([
    422,
    { code: 422, message: 'Unprocessable Entity', details: 'prompt: did not pass content moderation.' },
  ]);
  const off = { prompt_content_moderation: false, visual_output_content_moderation: false };
  expect((await submit('image/generate', { ...body, ...off })).status).toBe(202);
  // This one has no such switch, and looks at nothing.
  expect((await submit('image/edit/restyle', { image: PHOTO_URL, style: 'nsfw' })).status).toBe(202);
  expect(mock.state.jobs.size).toBe(2);
});

it('looks at the links of pictures only where it is told to, or is by default', async () => {
  const { submit } = setUp();
  const statusOf = async (path: string, body: object) => (await submit(path, body)).status;
  const image = NSFW_URL;
  expect(await statusOf('image/edit/remove_background', { image })).toBe(202);
  const on = { image, visual_input_content_moderation: true };
  expect(await statusOf('image/edit/remove_background', on)).toBe(422);
  const edit = { images: [image], instruction: 'make it blue' };
  expect(await statusOf('image/edit', edit)).toBe(422);
});

it('withholds, and does not charge for, a result that shows what nobody refused', async () => {
  const { finish, submit, mock } = setUp();
  const body = { prompt: 'nsfw', prompt_content_moderation: false };
  expect(await finish('image/generate', body)).toMatchObject({
    status: 'ERROR',
    error: { code: 422, details: 'The result did not pass content moderation.' },
  });
  expect((await submit('image/generate', { ...body, sync: true })).status).toBe(422);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000);
});

it('warns of a brand at the submit and beside the result, where it is asked to', async () => {
  const { submit, finish } = setUp();
  const body = { prompt: 'Mickey Mouse on the moon' };
  const warning = 'The request may involve intellectual property: Mickey Mouse.';
  const signalled = { ...body, ip_signal: true };
  expect(await (await submit('image/generate', signalled)).json()).toMatchObject({ warning });
  expect(await (await submit('image/generate', { ...signalled, sync: true })).json()).toMatchObject({
    warning,
  });
  expect(await finish('image/generate', signalled)).toMatchObject({ status: 'COMPLETED', warning });
  expect(await (await submit('image/generate', body)).json()).not.toHaveProperty('warning');
  const harmless = { prompt: 'a mouse', ip_signal: true };
  expect(await (await submit('image/generate', harmless)).json()).not.toHaveProperty('warning');
});

it.each([
  ['image/generate', { prompt: 'a vase' }],
  ['structured_prompt/generate', { prompt: 'a vase' }],
  ['structured_instruction/generate', { images: [PHOTO_URL], instruction: 'blue' }],
  ['image/edit', { images: [PHOTO_URL], instruction: 'blue' }],
  ['image/edit/restore', { image: PHOTO_URL }],
  ['image/edit/erase', { image: PHOTO_URL, mask: PHOTO_URL }],
  ['image/segment/all_masks', { image: PHOTO_URL }],
  ['image/edit/product/cutout', { image: PHOTO_URL }],
  ['ads/delayer', { attachments: [PHOTO_URL] }],
])('lets %s be waited for', async (path, body) => {
  const { submit, mock } = setUp();
  const waited = await submit(path, { ...body, sync: true });
  expect(waited.status).toBe(200);
  expect(Object.keys(await waited.json())).toEqual(['request_id', 'result']);
  expect(mock.state.ledger.find(({ kind }) => kind === 'charge')).toHaveLength(1);
});

it('finds more regions in one picture than in another, the same in the same one', async () => {
  const { finish, mock } = setUp();
  const masksOf = async (image: string): Promise<readonly { image_url: string }[]> =>
    (await finish('image/segment/all_masks', { image })).result.masks;
  const links = Array.from({ length: 12 }, (_, index) => `https://example.com/${index}.jpg`);
  const counts = [];
  for (const link of links) counts.push((await masksOf(link)).length);
  expect(new Set(counts).size).toBeGreaterThan(2);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  const [first, again] = [await masksOf(half), await masksOf(half)];
  expect(again).toHaveLength(first.length);
  const files = await Promise.all(first.map(async ({ image_url }) => (await ask(mock, image_url)).bytes()));
  expect(new Set(files.map((file) => Buffer.from(file).toString('base64'))).size).toBeGreaterThan(1);
});

it('works with models that are trained, of the tenant who asks, and no others', async () => {
  const { clock, mock, submit } = setUp();
  const generate = (tailored_model_id: string | number) =>
    submit('image/generate/tailored', { tailored_model_id: String(tailored_model_id), prompt: 'a fox' });
  const unknown = await generate(7);
  expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, 404]);
  const id = await trainModel(mock, clock);
  expect((await generate(id)).status).toBe(202);
  const { id: untrained } = await (
    await ask(mock, `${BRIA_ORIGIN}/v1/tailored-gen/models`, posting({ name: 'B', dataset_id: 1 }, headers))
  ).json();
  expect((await generate(untrained)).status).toBe(400);
  const others = await trainModel(mock, clock, 'token-b');
  expect((await generate(others)).status).toBe(404);
});

it('takes one picture at Pixazo as well, by the path of a job at Bria', async () => {
  const { finish, mock } = setUp();
  const { result } = await finish('image/edit/remove_background', { image: PHOTO_URL });
  const submitted = await ask(
    mock,
    `https://gateway.pixazo.ai${RMBG_PATH}`,
    posting({ image_url: result.image_url }, { 'Ocp-Apim-Subscription-Key': 'token-a' }),
  );
  expect(submitted.status).toBe(202);
});

it('refuses fields that nobody has documented only where it was asked to', async () => {
  const answersOf = async (options: MockOptions) => {
    const { mock, submit } = setUp(options);
    const answers = [
      await submit('image/edit/remove_background', { image: PHOTO_URL, preserve_alfa: true }),
      await pixazoAt(mock).submit({ image_url: PHOTO_URL, preserve_alfa: true }),
      await submit('image/edit/remove_background', { image: PHOTO_URL, sync: false, preserve_alpha: true }),
    ];
    return Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]));
  };
  expect((await answersOf({})).map(([status]) => status)).toEqual([202, 202, 202]);
  expect(await answersOf({ validation: 'strict' })).toMatchObject([
    [422, { error: { code: 422, details: 'unknown field preserve_alfa' } }],
    [400, { error: 'Validation failed', details: [{ field: 'preserve_alfa', message: 'unknown field' }] }],
    [202, {}],
  ]);
});

it('refuses no field of an input that is not wholly known', async () => {
  const { mock } = setUp({ validation: 'strict' });
  const init = posting({ prompt: 'a fox', anything: 1 }, { 'Ocp-Apim-Subscription-Key': 'k' });
  expect((await ask(mock, 'https://gateway.pixazo.ai/fibo/v1/fibo-request', init)).status).toBe(202);
});
