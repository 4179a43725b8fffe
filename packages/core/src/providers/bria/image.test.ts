import { expect, it } from 'vitest';
import { briaClient, PICTURE } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import { accept } from '../../schemas/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as image from './image.ts';

const BYTES = Buffer.from(TINY_PNG, 'base64');

const context = { host: undefined, signal: new AbortController().signal };
const bodyOf = (endpoint: unknown, input: unknown) => prepareBody(endpoint as Endpoint, input, context);

it('has every route of pictures, each under its own name', () => {
  const idsByName = Object.entries(image).map(([name, { id }]) => [name, id]);
  expect(Object.fromEntries(idsByName)).toEqual({
    generate: 'image/generate',
    generateLite: 'image/generate/lite',
    edit: 'image/edit',
    generateStructuredInstruction: 'structured_instruction/generate',
    addObjectByText: 'image/edit/add_object_by_text',
    replaceObjectByText: 'image/edit/replace_object_by_text',
    eraseByText: 'image/edit/erase_by_text',
    blend: 'image/edit/blend',
    reseason: 'image/edit/reseason',
    rewriteText: 'image/edit/rewrite_text',
    sketchToColoredImage: 'image/edit/sketch_to_colored_image',
    restore: 'image/edit/restore',
    colorize: 'image/edit/colorize',
    restyle: 'image/edit/restyle',
    relight: 'image/edit/relight',
    erase: 'image/edit/erase',
    genFill: 'image/edit/gen_fill',
    removeBackground: 'image/edit/remove_background',
    replaceBackground: 'image/edit/replace_background',
    eraseForeground: 'image/edit/erase_foreground',
    blurBackground: 'image/edit/blur_background',
    cropForeground: 'image/edit/crop_foreground',
    expand: 'image/edit/expand',
    enhance: 'image/edit/enhance',
    increaseResolution: 'image/edit/increase_resolution',
    allMasks: 'image/segment/all_masks',
  });
});

it.for([
  ['what is blended in', image.blend, 'overlay', { instruction: 'put the art on the shirt' }],
  ['the mask of what is erased', image.erase, 'mask', {}],
  ['the mask of what is filled', image.genFill, 'mask', { prompt: 'a vase' }],
  ['the picture of a background', image.replaceBackground, 'ref_images', {}],
] as const)('sends %s, too: a URL as it is, bytes as base64', async ([, endpoint, field, rest]) => {
  for (const [given, sent] of [
    [BYTES, TINY_PNG],
    [PICTURE, PICTURE],
  ])
    expect(await bodyOf(endpoint, { image: given, [field]: given, ...rest })).toEqual({
      image: sent,
      [field]: sent,
      ...rest,
    });
});

it('sends several pictures of a background as a list', async () => {
  expect(await bodyOf(image.replaceBackground, { image: PICTURE, ref_images: [PICTURE, BYTES] })).toEqual({
    image: PICTURE,
    ref_images: [PICTURE, TINY_PNG],
  });
});

it.for([
  ['a weather for a season', image.reseason, { season: 'a foggy morning' }],
  ['a colour in one spelling', image.colorize, { color: 'color_vivid' }],
  ['a colour in the other', image.colorize, { color: 'vivid color' }],
  ['a light that is in one list only', image.relight, { light_type: 'side lighting' }],
  ['a direction that is in none', image.relight, { light_type: 'midday', light_direction: 'from the left' }],
  ['a ratio that is new', image.expand, { aspect_ratio: '21:9' }],
  ['one colour for a background', image.replaceBackground, { prompt: '#FF5733', mode: 'fast' }],
  ['what is unwanted there', image.replaceBackground, { prompt: 'a beach', negative_prompt: 'people' }],
  ['a ratio, which wins over any canvas', image.expand, { aspect_ratio: '1:1', canvas_size: [9_000, 9_000] }],
  ['a ratio as a word', image.expand, { aspect_ratio: '16:9' }],
  ['a ratio as a number', image.expand, { aspect_ratio: 0.5 }],
  [
    'a place on the largest canvas',
    image.expand,
    { canvas_size: [5_000, 5_000], original_image_size: [10, 10], original_image_location: [-5, 0] },
  ],
  ['an increase', image.increaseResolution, { desired_increase: 4 }],
] as const)('takes %s', async ([, endpoint, fields]) => {
  expect(await bodyOf(endpoint, { image: PICTURE, ...fields })).toEqual({ image: PICTURE, ...fields });
});

const ONE_BACKGROUND = 'input: expected exactly one of prompt, ref_images';
const BACKGROUNDS = 'ref_images: expected a picture or a list of pictures';
const NOT_SO_FAST = 'input: expected no negative_prompt with mode fast';
const PLACE = 'input: expected aspect_ratio, or both original_image_size and original_image_location';
const CANVAS = 'input: expected a canvas_size of at most 25000000 pixels in all';
const PAIR = 'canvas_size: expected a list of 2 to 2';
const UNKNOWN_SYNC = 'input: unknown field sync';
it.for([
  ['no background', image.replaceBackground, {}, ONE_BACKGROUND],
  ['two backgrounds', image.replaceBackground, { prompt: 'a', ref_images: PICTURE }, ONE_BACKGROUND],
  ['an empty list of them', image.replaceBackground, { ref_images: [] }, ONE_BACKGROUND],
  ['a hole in the list', image.replaceBackground, { ref_images: [PICTURE, null] }, BACKGROUNDS],
  [
    'what the fast mode does not take',
    image.replaceBackground,
    { prompt: 'a', mode: 'fast', negative_prompt: 'b' },
    NOT_SO_FAST,
  ],
  ['no place on the canvas', image.expand, { canvas_size: [1_200, 674] }, PLACE],
  ['half a place', image.expand, { original_image_size: [10, 10] }, PLACE],
  ['the other half', image.expand, { original_image_location: [10, 10] }, PLACE],
  [
    'too large a canvas',
    image.expand,
    { canvas_size: [5_000, 5_001], original_image_size: [10, 10], original_image_location: [0, 0] },
    CANVAS,
  ],
  ['a canvas without a height', image.expand, { aspect_ratio: '1:1', canvas_size: [5_000] }, PAIR],
  [
    'an increase that is not offered',
    image.increaseResolution,
    { desired_increase: 3 },
    'desired_increase: expected one of 2, 4',
  ],
  ['sync where none is documented', image.restore, { sync: true }, UNKNOWN_SYNC],
  ['sync of what never answers at once', image.enhance, { sync: true }, UNKNOWN_SYNC],
] as const)('refuses, before it is paid for: %s', async ([, endpoint, fields, fault]) => {
  await expect(bodyOf(endpoint, { image: PICTURE, ...fields })).rejects.toMatchObject({
    code: 'input',
    message: `${fault}. (${endpoint.id})`,
  });
});

it.for([0.49, 3.01, true])('refuses to expand to the ratio %s', async (ratio) => {
  const input = { image: PICTURE, aspect_ratio: ratio };
  await expect(bodyOf(image.expand, input)).rejects.toThrow(/^aspect_ratio: expected /);
});

it('gives the prompt as it was reworded, or none where it was not', () => {
  const result = { image_url: PICTURE, seed: 7 };
  expect(accept(image.genFill.result, { ...result, refined_prompt: 'a tall blue vase' })).toEqual({
    value: { ...result, refined_prompt: 'a tall blue vase' },
  });
  expect(accept(image.genFill.result, { ...result, refined_prompt: null })).toEqual({ value: result });
});

it('gives the picture, whatever is odd beside it', () => {
  const outcome = accept(image.expand.result, { image_url: PICTURE, prompt: ['odd'], seed: '7' });
  expect(outcome).toMatchObject({ fault: 'prompt: expected string' });
  expect('value' in outcome && outcome.value).toEqual({ image_url: PICTURE, seed: 7 });
});

it('gives nothing where there is no picture', () => {
  for (const { result } of [image.erase, image.expand, image.enhance, image.restore])
    expect(accept<unknown>(result, { seed: 7 })).not.toHaveProperty('value');
});

it('understands a text tool that answers at once, though nobody asked for that', async () => {
  const result = { image_url: PICTURE, structured_instruction: '{"season":"winter"}' };
  const { clock, client, requests } = briaClient([{ body: { request_id: BRIA_JOB, result } }]);
  const done = client.run(image.reseason, { image: PICTURE, season: 'winter' });
  await expect(clock.runUntil(done)).resolves.toMatchObject({ ...result, structured: { season: 'winter' } });
  expect(requests).toHaveLength(1);
});
