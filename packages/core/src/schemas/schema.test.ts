import { describe, expect, it } from 'vitest';
import { removeBackgroundInputSchema } from './bria/remove-background.ts';
import { imageResultSchema } from './bria/result.ts';
import { mediaInputSchema } from './media-input.ts';
import { pixazoResultSchema } from './pixazo/result.ts';
import { accept, check, type Schema } from './schema.ts';
import * as z from './z.ts';

const PICTURE = 'https://example.com/a.png';

it.for([
  ['what is missing', {}, 'image: expected a URL, base64, Blob or Uint8Array'],
  ['a picture that is null', { image: null }, 'image: expected a URL, base64, Blob or Uint8Array'],
  ['a wrong type', { image: PICTURE, preserve_alpha: 'yes' }, 'preserve_alpha: expected boolean'],
  [
    'a field that it does not know',
    { image: PICTURE, preserve_alfa: true },
    'input: unknown field preserve_alfa',
  ],
  ['two of them', { image: PICTURE, a: 1, b: 2 }, 'input: unknown field a, b'],
  ['something that is no object', 'https://example.com/a.png', 'input: expected object'],
  ['nothing at all', undefined, 'input: expected object'],
  [
    'all that is wrong, in one line',
    { image: null, preserve_alpha: 1, quick: true },
    'image: expected a URL, base64, Blob or Uint8Array; preserve_alpha: expected boolean; input: unknown field quick',
  ],
] as const)('names %s', ([, input, fault]) => {
  expect(check(removeBackgroundInputSchema, input)).toMatchObject({ fault });
});

it.for([
  ['a link', PICTURE],
  ['a URL', new URL(PICTURE)],
  ['a Blob', new Blob([])],
  ['a File', new File([], 'a.png')],
  ['bytes', new Uint8Array()],
  ['a Buffer', Buffer.from('a')],
] as const)('takes %s as a picture, untouched', ([, media]) => {
  const outcome = check(mediaInputSchema, media);
  expect('value' in outcome && outcome.value).toBe(media);
});

it('takes options that are left out or undefined', () => {
  expect(check(removeBackgroundInputSchema, { image: PICTURE })).toEqual({ value: { image: PICTURE } });
  expect(check(removeBackgroundInputSchema, { image: PICTURE, preserve_alpha: undefined })).toHaveProperty(
    'value',
  );
});

it('keeps the fields of an answer that it does not know', () => {
  const result = { image_url: PICTURE, seed: 314_159, novelty: { deep: [1] } };
  expect(check(imageResultSchema, result)).toEqual({ value: result });
});

it.for([
  ['an empty list', { media_url: [] }],
  ['null', { media_url: null }],
  ['nothing', {}],
] as const)('has no result in: %s', ([, output]) => {
  expect(check(pixazoResultSchema, output)).toMatchObject({
    fault: 'input: expected a list of links as media_url',
  });
});

it('maps what is right and passes on what is wrong', () => {
  const measured = z.mapped(z.string(), ({ length }) => length);
  expect(check(measured, 'four')).toEqual({ value: 4 });
  expect(check(measured, 4)).toMatchObject({ fault: 'input: expected string' });
});

it('takes another validator, which may name a path by keys or by objects', () => {
  const foreign: Schema<never> = {
    '~standard': {
      version: 1,
      vendor: 'other',
      validate: () => ({ issues: [{ message: 'a colour', path: ['style', { key: 'stops' }, 0] }] }),
    },
  };
  expect(check(foreign, {})).toMatchObject({ fault: 'style.stops.0: expected a colour' });
});

describe('a result with a field that is wrong', () => {
  const schema = z.looseObject<{ image_url: string; seed?: number | undefined }>({
    image_url: z.string(),
    seed: z.optional(z.number()),
  });

  it('is worth what is right of it', () => {
    const odd = { image_url: PICTURE, seed: { odd: true }, novelty: 1 };
    expect(accept(schema, odd)).toMatchObject({
      value: { image_url: PICTURE, novelty: 1 },
      fault: 'seed: expected number',
    });
    expect(accept(schema, odd)).not.toHaveProperty('value.seed');
    expect(odd.seed).toEqual({ odd: true });
  });

  it('is none where the field is what it is about, or is none at all', () => {
    expect(accept(schema, { image_url: 1, seed: 2 })).toMatchObject({ fault: 'image_url: expected string' });
    expect(accept(schema, 'text')).toMatchObject({ fault: 'input: expected object' });
    expect(accept(schema, { image_url: 1 })).not.toHaveProperty('value');
  });

  it('has no fault where all is right', () => {
    expect(accept(schema, { image_url: PICTURE })).toEqual({ value: { image_url: PICTURE } });
  });
});
