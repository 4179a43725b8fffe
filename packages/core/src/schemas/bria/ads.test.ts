import { expect, it } from 'vitest';
import { accept } from '../schema.ts';
import {
  adTemplateScenesSchema,
  generateAdsResultSchema,
  listBrandsResultSchema,
  listTemplatesResultSchema,
} from './ads-v1.ts';
import { adLayersResultSchema, adPartsResultSchema, resizeAdResultSchema } from './ads.ts';

const LINK = 'https://cdn.example.com/ad.png';

it('has a resized ad for each size, be it one that failed', () => {
  const feed = {
    name: 'feed',
    width: 1080,
    height: 1080,
    status: 'ok',
    strategy: 'ai_image_models',
    url: LINK,
  };
  const strip = { name: 'strip', width: 970, height: 90, status: 'failed', error: 'It is too narrow.' };
  const wire = {
    status: 'completed',
    results: [
      { ...feed, error: null },
      { ...strip, url: null },
    ],
    text: null,
  };
  expect(accept(resizeAdResultSchema, wire)).toEqual({
    value: { status: 'completed', results: [feed, strip] },
  });
});

it('does not lose a resized ad for the oddities of another', () => {
  const wire = {
    results: [{ name: 'feed', url: LINK }, 'odd', { name: 'story', url: LINK, error: { code: 1 } }],
  };
  expect(accept(resizeAdResultSchema, wire)).toMatchObject({
    value: {
      results: [
        { name: 'feed', url: LINK },
        { name: 'story', url: LINK, error: '{"code":1}' },
      ],
    },
    fault: expect.stringContaining('results') as string,
  });
});

it('needs the link of the layers', () => {
  const layers = { agent_type: 'deflat', status: 'completed', text: 'Done.', url: LINK };
  expect(accept(adLayersResultSchema, layers)).toEqual({ value: layers });
  expect(accept(adLayersResultSchema, { status: 'completed' })).not.toHaveProperty('value');
});

it.for<object>([
  { objects: [LINK] },
  { url: LINK },
  { status: 'ok', url: [LINK, LINK] },
  { url: [LINK] },
  { url: { document: LINK } },
])('hands out %j as it comes, where no answer is documented', (answer) => {
  expect(accept(adPartsResultSchema, answer)).toEqual({ value: answer });
});

it('does not lose what an ad of a scene is called, or its size, by how they are written', () => {
  const ad = (more: object) => ({ name: 'scene_1', url: LINK, ...more });
  const numbered = ad({ id: 123, resolution: '1080x1080' });
  const documented = ad({ id: 'a1', resolution: { width: 1080, height: 1080 } });
  expect(accept(generateAdsResultSchema, [numbered, documented])).toEqual({
    value: {
      images: [
        { ...numbered, image_url: LINK },
        { ...documented, image_url: LINK },
      ],
      blocked: [],
    },
  });
});

it('lists brands and templates by their ids, whatever else is there', () => {
  const brand = { id: 167, name: 'Fox', created_at: '2026-01-01' };
  expect(accept(listBrandsResultSchema, [{ ...brand, description: null }, { id: '120' }])).toEqual({
    value: [brand, { id: '120' }],
  });
  expect(
    accept(listTemplatesResultSchema, [{ id: 1061, number_of_ads: 4 }, { name: 'nameless' }]),
  ).toMatchObject({
    value: [{ id: 1061, number_of_ads: 4 }],
  });
  expect(accept(listBrandsResultSchema, {})).not.toHaveProperty('value');
});

it('has the scenes of a template under their own names', () => {
  const template = {
    scene_1: [{ id: 'a', layer_type: 'text', content_type: 'Heading #1', content: 'Sale', scene_number: 1 }],
    scene_resolutions: { scene_1: { width: 1920, height: 1080 } },
  };
  expect(accept(adTemplateScenesSchema, template)).toEqual({ value: template });
});
