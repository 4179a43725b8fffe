import { expect, it } from 'vitest';
import { accept } from '../schema.ts';
import { generateAdsResultSchema } from './ads-v1.ts';
import { shotResultSchema } from './placeholder-result.ts';

const LINK = 'https://storage.example.com/a.jpeg';
const WITHHELD = ['blocked:true', 'error_code:422', 'description:No.'];
const WORDS = 'blocked:true, error_code:422, description:No.';

it.for<readonly [string, readonly unknown[], object]>([
  [
    'a link, seed and name',
    [[LINK, '123111', 'a.jpeg']],
    { images: [{ image_url: LINK, seed: 123_111, name: 'a.jpeg' }], blocked: [] },
  ],
  ['a seed that is a number', [[LINK, 7]], { images: [{ image_url: LINK, seed: 7 }], blocked: [] }],
  ['a link alone', [[LINK], LINK], { images: [{ image_url: LINK }, { image_url: LINK }], blocked: [] }],
  [
    'words of moderation among links',
    [WITHHELD, [LINK]],
    { images: [{ image_url: LINK }], blocked: [WORDS] },
  ],
  ['nothing but such words', [WITHHELD], { images: [], blocked: [WORDS] }],
  [
    'such words as an object',
    [{ blocked: true, error_code: 422 }],
    { images: [], blocked: ['{"blocked":true,"error_code":422}'] },
  ],
  [
    'an item that cannot be put into words by itself',
    [[LINK], [{ toString: 1 }, 'blocked']],
    { images: [{ image_url: LINK }], blocked: ['{"toString":1}, blocked'] },
  ],
  [
    'an item of a form that is not known, among others',
    [[LINK], null, 5],
    { images: [{ image_url: LINK }], blocked: ['null', '5'] },
  ],
])('reads a list of shots: %s', ([, wire, value]) => {
  expect(accept(shotResultSchema, wire)).toEqual({ value });
});

it.for<readonly [string, unknown]>([
  ['an empty list', []],
  ['a list of nothing that is known', [{}, ['ftp://example.com/a.jpeg'], 'done']],
  ['no list', { url: LINK }],
  ['nothing', undefined],
])('does not read %s', ([, wire]) => {
  expect(accept(shotResultSchema, wire)).toMatchObject({ fault: 'input: expected a list of pictures' });
  expect(accept(generateAdsResultSchema, wire)).not.toHaveProperty('value');
});

it('reads a list of ads, and keeps what it does not know of them', () => {
  const ad = { id: 's1', name: 'story', url: LINK, resolution: {}, editor_iframe: null, layers: 4 };
  expect(accept(generateAdsResultSchema, [ad, { id: 's2', url: '' }])).toEqual({
    value: {
      images: [{ id: 's1', name: 'story', url: LINK, resolution: {}, layers: 4, image_url: LINK }],
      blocked: ['{"id":"s2","url":""}'],
    },
  });
});
