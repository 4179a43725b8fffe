import { expect, it } from 'vitest';
import { removeBackgroundInputSchema, removeBackgroundResultSchema } from './bria/remove-background.ts';
import { mediaInputSchema } from './media-input.ts';
import { rmbgBodySchema, rmbgResultSchema } from './pixazo/remove-background.ts';
import { check, mapped, type Schema } from './schema.ts';
import * as z from './z.ts';

const PICTURE = 'https://example.com/a.png';

it.for([
  ['what is missing', {}, 'image: expected a picture (URL, base64, Blob or Uint8Array)'],
  ['a picture that is null', { image: null }, 'image: expected a picture (URL, base64, Blob or Uint8Array)'],
  ['a wrong type', { image: PICTURE, preserve_alpha: 'yes' }, 'preserve_alpha: expected boolean'],
  ['a field that it does not know', { image: PICTURE, preserve_alfa: true }, 'unknown field preserve_alfa'],
  ['two of them', { image: PICTURE, a: 1, b: 2 }, 'unknown field a, b'],
  ['something that is no object', 'https://example.com/a.png', 'input: expected object'],
  ['nothing at all', undefined, 'input: expected object'],
  [
    'all that is wrong, in one line',
    { image: null, preserve_alpha: 1, sync: true },
    'image: expected a picture (URL, base64, Blob or Uint8Array); preserve_alpha: expected boolean; unknown field sync',
  ],
] as const)('names %s', ([, input, fault]) => {
  expect(check(removeBackgroundInputSchema, input)).toEqual({ fault });
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
  expect(check(removeBackgroundResultSchema, result)).toEqual({ value: result });
});

it.for([
  ['no list', { media_url: PICTURE }],
  ['an empty list', { media_url: [] }],
  ['a list of something else', { media_url: [{ url: PICTURE }] }],
  ['null', { media_url: null }],
  ['nothing', {}],
] as const)('has no result in: %s', ([, output]) => {
  expect(check(rmbgResultSchema, output)).toEqual({ fault: 'media_url: expected a list of links' });
});

it('lets only http(s) links go to Pixazo', () => {
  expect(check(rmbgBodySchema, { image_url: PICTURE })).toHaveProperty('value');
  expect(check(rmbgBodySchema, { image_url: 'data:image/png;base64,AAAA' })).toEqual({
    fault: 'image_url: expected an http(s) URL',
  });
});

it('maps what is right and passes on what is wrong', () => {
  const measured = mapped(z.string(), ({ length }) => length);
  expect(check(measured, 'four')).toEqual({ value: 4 });
  expect(check(measured, 4)).toEqual({ fault: 'input: expected string' });
});

it('takes another validator, which may name a path by keys or by objects', () => {
  const foreign: Schema<never> = {
    '~standard': {
      version: 1,
      vendor: 'other',
      validate: () => ({ issues: [{ message: 'a colour', path: ['style', { key: 'stops' }, 0] }] }),
    },
  };
  expect(check(foreign, {})).toEqual({ fault: 'style.stops.0: expected a colour' });
});
