import { expect, it } from 'vitest';
import { accept, check } from '../schema.ts';
import { dimensionsInputSchema, dimensionsResultSchema } from './product-dimensions.ts';

const INPUT = {
  image: 'https://example.com/mug.jpg',
  dimensions: [{ name: 'height', value: 9.5, unit: 'cm' }],
  style: 'elegant',
};
const WHOLE = 'https://cdn.example.com/whole.png';
const DRAWING = 'https://cdn.example.com/drawing.png';

it.for<readonly [string, object]>([
  ['one line', {}],
  ['inches by their sign', { dimensions: [{ name: 'width_top', value: 3, unit: '"', position: 'top' }] }],
  ['a title of 80 characters, however they are encoded', { title: '🦊'.repeat(80) }],
  ['weight and capacity', { weight: { value: 0.4, unit: 'kg' }, capacity: { value: 330, unit: 'ml' } }],
])('takes %s', ([, more]) => {
  expect(check(dimensionsInputSchema, { ...INPUT, ...more })).toHaveProperty('value');
});

it.for<readonly [object, string | RegExp]>([
  [{ dimensions: [] }, /^dimensions: expected a list of at least 1$/],
  [
    { dimensions: [{ name: 'height', value: 0, unit: 'cm' }] },
    /^dimensions\.0\.value: expected number above 0$/,
  ],
  [{ weight: { value: NaN, unit: 'kg' } }, 'weight.value: expected number above 0'],
  [{ title: 'x'.repeat(81) }, 'title: expected a text of at most 80 characters'],
  [{ style: undefined }, 'style: expected one of default, childlike, elegant'],
])('refuses %j', ([more, fault]) => {
  expect(check(dimensionsInputSchema, { ...INPUT, ...more })).toMatchObject({
    fault: expect.stringMatching(fault) as string,
  });
});

it.for<readonly [string, object, object]>([
  ['one picture', { image_url: WHOLE }, { image_url: WHOLE }],
  ['two under its name', { image_url: [WHOLE, DRAWING] }, { image_url: WHOLE, overlay_url: DRAWING }],
  ['two in a list', { images: [WHOLE, DRAWING] }, { image_url: WHOLE, overlay_url: DRAWING }],
  ['two as the answer itself', [WHOLE, DRAWING], { image_url: WHOLE, overlay_url: DRAWING }],
  [
    'two in a list, each with its link',
    { images: [{ url: WHOLE }, { url: DRAWING }] },
    { image_url: WHOLE, overlay_url: DRAWING },
  ],
  [
    'two by names, the whole one last',
    { overlay: DRAWING, image_url: WHOLE },
    { image_url: WHOLE, overlay_url: DRAWING },
  ],
  [
    'two by names, the whole one by any',
    { overlay: { url: DRAWING }, composite: WHOLE },
    { image_url: WHOLE, overlay_url: DRAWING },
  ],
  ['the drawing alone', { overlay_url: DRAWING }, { image_url: DRAWING }],
])('finds %s in an answer', ([, wire, result]) => {
  expect(accept(dimensionsResultSchema, wire)).toMatchObject({ value: result });
});

it('takes no other link for the drawing', () => {
  const answer = { input_url: 'https://example.com/mug.jpg', image_url: WHOLE, sku: 'mug' };
  expect(accept(dimensionsResultSchema, answer)).toEqual({ value: answer });
});

it.for([[{}], [{ image_url: null }], [null]])('finds no picture in %j', ([wire]) => {
  expect(accept(dimensionsResultSchema, wire)).toMatchObject({
    fault: 'input: expected the link of a picture',
  });
});
