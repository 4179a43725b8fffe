/** Products, ads, attribution, and models of one's own. */
import type { Range } from '../../world/chance.ts';
import { withInteger } from './as-documented.ts';
import { endpointAt, type BriaEndpoint } from './endpoint.ts';
import * as ads from './work-ads.ts';
import { attribute } from './work-attribution.ts';
import * as generate from './work-generate.ts';
import * as product from './work-product.ts';
import { removeBackground } from './work-tools.ts';

const QUICK: Range = [1000, 2000];
const MODEL: Range = [3000, 6000];
const PRODUCT = { priceMicroUsd: 40_000, runningMs: MODEL };
const AD = {
  priceMicroUsd: 100_000,
  runningMs: [6000, 12_000],
  pictures: ['attachments.*'],
  pictureForm: 'with-data-urls',
  isStrict: true,
} as const;
const ATTRIBUTION = {
  priceMicroUsd: 5000,
  runningMs: QUICK,
  canWait: false,
  takesBearer: true,
  work: attribute,
};
const TAILORED = { priceMicroUsd: 40_000, runningMs: MODEL, isTailored: true };
const GUIDED = { tidies: [withInteger('guidance_scale', 3, 5)] };

const DIMENSIONS = endpointAt('/v2/image/edit/product/generate/dimensions', {
  ...PRODUCT,
  pictures: ['image'],
  canWait: false,
  work: product.drawDimensions,
});

export const otherEndpoints: readonly BriaEndpoint[] = [
  endpointAt('/v2/image/edit/product/integrate', {
    ...PRODUCT,
    pictures: ['scene', 'products.*.image'],
    work: product.integrate,
  }),
  endpointAt('/v2/image/edit/product/cutout', {
    priceMicroUsd: 18_000,
    runningMs: QUICK,
    pictures: ['image'],
    work: removeBackground,
  }),
  DIMENSIONS,
  // Where it was before; it still works.
  { ...DIMENSIONS, path: '/v2/image/edit/product_dimensions', name: 'image/edit/product_dimensions' },

  endpointAt('/v2/ads/delayer', { ...AD, work: ads.takeLayers }),
  // Bria's agent skill knows of a limit of its own.
  endpointAt('/v2/ads/image_to_layers', { ...AD, perMinute: 9, work: ads.takeLayers }),
  endpointAt('/v2/ads/extract_objects', { ...AD, work: ads.takeObjects }),
  endpointAt('/v2/ads/image_to_template', { ...AD, work: ads.makeTemplate }),
  endpointAt('/v2/ads/resize', {
    ...AD,
    canWait: false,
    flawOf: ({ sync }) => (sync === true ? 'sync is not supported here.' : undefined),
    work: ads.resizeAd,
  }),

  endpointAt('/v2/image/attribution/by_image', { ...ATTRIBUTION, pictures: ['image'], pictureForm: 'bytes' }),
  endpointAt('/v2/image/attribution/by_embedding', ATTRIBUTION),
  endpointAt('/v2/video/attribution/by_video', { ...ATTRIBUTION, videos: ['video'] }),
  endpointAt('/v2/video/attribution/by_embedding', ATTRIBUTION),

  endpointAt('/v2/image/generate/tailored', { ...TAILORED, ...GUIDED, work: generate.generate }),
  endpointAt('/v2/structured_prompt/generate/tailored', {
    ...TAILORED,
    priceMicroUsd: 10_000,
    work: generate.writePrompt,
  }),
  endpointAt('/v2/video/generate/tailored/image-to-video', {
    ...TAILORED,
    priceMicroUsd: 140_000,
    canWait: false,
    pictures: ['image'],
    work: generate.setInMotion,
  }),
];
