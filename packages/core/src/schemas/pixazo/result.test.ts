import { describe, expect, it } from 'vitest';
import { accept, type Schema } from '../schema.ts';
import { pixazoOutputSchema, pixazoResultSchema } from './result.ts';

const LINK = 'https://pub.example.r2.dev/v1/a/output.png';
const OTHER = 'https://pub.example.r2.dev/v1/a/output-2.png';
const DATA = 'data:image/png;base64,iVBORw0KGgo=';

const BOTH = [
  ['of models that are documented', pixazoResultSchema],
  ['of models that are not', pixazoOutputSchema],
] as const satisfies readonly (readonly [string, Schema<object>])[];

describe.each(BOTH)('results %s', (_, schema) => {
  it.for<readonly [string, unknown, object]>([
    ['a list of links', { media_url: [LINK, OTHER], media_type: 'image/png' }, { media_url: [LINK, OTHER] }],
    ['what is beside the links', { media_url: [LINK], seed: 5 }, { media_url: [LINK], seed: 5 }],
    ['a link beside one that is empty', { media_url: ['', LINK] }, { media_url: [LINK] }],
    [
      'objects that have a link each',
      { media_url: [{ url: LINK }], seed: 5 },
      { media_url: [LINK], seed: 5 },
    ],
    ['pictures, of an answer that is the result', { images: [{ url: LINK }] }, { media_url: [LINK] }],
    ['a link that is all there is', LINK, { media_url: [LINK] }],
    ['a picture that is all there is', DATA, { media_url: [DATA] }],
    ['a list that is all there is', [{ url: LINK }, OTHER], { media_url: [LINK, OTHER] }],
  ])('have %s', ([, output, result]) => {
    const outcome = accept<object>(schema, output);
    expect(outcome).toMatchObject({ value: result });
    expect(outcome).not.toHaveProperty('fault');
  });

  it.for([
    {},
    { media_url: [] },
    { media_url: [''] },
    { media_url: null },
    { media_url: [{ path: 'a.png' }] },
    { media_type: 'image/png', createdAt: 0 },
    'a picture of a fox',
    '',
    undefined,
    null,
    7,
  ])('are none in %j', (output) => {
    expect(accept<object>(schema, output)).not.toHaveProperty('value');
  });
});

it('has files by other names of models that are not documented, and only of these', () => {
  const output = { model_urls: { obj: LINK }, media_url: [] };
  expect(accept(pixazoOutputSchema, output)).toEqual({ value: { model_urls: { obj: LINK } } });
  expect(accept(pixazoResultSchema, output)).not.toHaveProperty('value');
});

it.for([
  { media_url: [{ path: 'a.png' }], seed: 5 },
  { status: 'QUEUED', polling_url: LINK, message: 'Wait.' },
])('does not take %j for something that was made', (output) => {
  expect(accept(pixazoOutputSchema, output)).not.toHaveProperty('value');
});
