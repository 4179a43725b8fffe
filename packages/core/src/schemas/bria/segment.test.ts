import { expect, it } from 'vitest';
import { accept } from '../schema.ts';
import { allMasksResultSchema } from './segment.ts';

const LINK = 'https://example.com/mask-1.png';
const ROAD = { id: 1, image_url: LINK, area: 7_704_780, confidence: 1 };
const CAR = { id: 2, image_url: 'https://example.com/mask-2.png', area: 1_404_681, confidence: 0.999 };

it.for([
  ['under `masks`', { masks: [ROAD, CAR] }, {}],
  ['as the answer itself', [ROAD, CAR], {}],
  ['under a name that we do not know', { regions: [ROAD, CAR] }, { regions: [ROAD, CAR] }],
  ['beside other lists', { labels: ['road', 'car'], masks: [ROAD, CAR] }, { labels: ['road', 'car'] }],
  ['beside other fields, which are kept', { masks: [ROAD, CAR], width: 4_032 }, { width: 4_032 }],
] as const)('takes the masks %s', ([, answer, rest]) => {
  expect(accept(allMasksResultSchema, answer)).toEqual({ value: { ...rest, masks: [ROAD, CAR] } });
});

it.for(['image_url', 'mask_url', 'url'])('takes the link of a mask from `%s`', (key) => {
  const answer = { masks: [{ id: 1, [key]: LINK }] };
  expect(accept(allMasksResultSchema, answer)).toMatchObject({ value: { masks: [{ image_url: LINK }] } });
});

it('takes the link of a mask from whatever field has one, and a mask that is its link', () => {
  const answer = { masks: [{ id: 1, label: 'road', file: LINK }, CAR.image_url] };
  expect(accept(allMasksResultSchema, answer)).toMatchObject({
    value: { masks: [{ id: 1, label: 'road', image_url: LINK }, { image_url: CAR.image_url }] },
  });
  // The list that is called so comes before another that can be read.
  const both = { labels: [LINK], masks: [CAR] };
  expect(accept(allMasksResultSchema, both)).toMatchObject({ value: { masks: [CAR] } });
});

it('keeps what is right of a mask, and what is right of the list', () => {
  const answer = { masks: [{ ...ROAD, area: 'large', novelty: 1 }, { id: 2 }, null, CAR] };
  const { area: _, ...road } = ROAD;
  expect(accept(allMasksResultSchema, answer)).toEqual({ value: { masks: [{ ...road, novelty: 1 }, CAR] } });
});

it('reads a name that is text, and numbers that are', () => {
  const answer = [{ id: 'm-1', image_url: LINK, area: '31', confidence: '0.9' }];
  expect(accept(allMasksResultSchema, answer)).toEqual({
    value: { masks: [{ id: 'm-1', image_url: LINK, area: 31, confidence: 0.9 }] },
  });
});

it('tells a picture without regions from an answer that it cannot read', () => {
  expect(accept(allMasksResultSchema, { masks: [] })).toEqual({ value: { masks: [] } });
  expect(accept(allMasksResultSchema, { masks: [], labels: ['road'] })).toMatchObject({
    value: { masks: [] },
  });
  for (const answer of [
    {},
    { masks: 3 },
    { masks: [{ file: 'mask-1.png' }] },
    { masks: ['a'], notes: [] },
    'text',
    null,
  ])
    expect(accept(allMasksResultSchema, answer)).toMatchObject({ fault: 'input: expected a list of masks' });
});
