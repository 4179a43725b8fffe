import { expect, it } from 'vitest';
import { countTypes } from './count-types.ts';

/** Types that one endpoint may cost a program, its input and result included. */
const ONE_ENDPOINT = 300;

const CLIENT = `
  import { createClient } from '@briakit/core';
  import { bria, image, product, tailored, video } from '@briakit/core/bria';
  const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
  export const other = async (file: Blob) => (await Promise.resolve({ image_url: file.type })).image_url;
  export const used = [image, product, tailored, video];
`;
const calling = (call: string, field: string) => `${CLIENT}
  export const made = async (file: Blob) => (await client.run(${call})).${field};
`;

it.for([
  ['image.removeBackground, { image: file }', 'image_url'],
  ['image.generate, { prompt: "a red fox", seed: 7 }', 'seed'],
  ['video.removeBackground, { video: "https://example.com/a.mp4" }', 'video_url'],
  ['product.lifestyleShotByText, { file, scene_description: "on sand" }', 'images'],
  ['tailored.startTraining, { model_id: 1 }', 'status'],
])(`costs a program at most ${ONE_ENDPOINT} types: %s`, ([call, field]) => {
  const cost = countTypes(calling(call!, field!)) - countTypes(CLIENT);
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThanOrEqual(ONE_ENDPOINT);
});

it('would see a mistake: what does not compile is not counted', () => {
  expect(() => countTypes(calling('image.removeBackground, { picture: file }', 'image_url'))).toThrow(
    'Command failed',
  );
});
