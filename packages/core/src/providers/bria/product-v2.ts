import {
  dimensionsInputSchema,
  dimensionsResultSchema,
  type DimensionsInput,
  type DimensionsResult,
} from '../../schemas/bria/product-dimensions.ts';
import {
  cutoutInputSchema,
  integrateInputSchema,
  type CutoutInput,
  type IntegrateInput,
} from '../../schemas/bria/product.ts';
import {
  imageResultSchema,
  seededImageResultSchema,
  type ImageResult,
  type SeededImageResult,
} from '../../schemas/bria/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/**
 * Puts products into a scene, in its light and perspective. `POST /v2/image/edit/product/integrate`.
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const { image_url } = await client.run(product.integrate, {
 *   scene: 'https://example.com/kitchen.jpg',
 *   products: [{ image: mug, coordinates: { x: 400, y: 620, width: 180, height: 220 } }],
 * });
 */
export const integrate: Endpoint<'bria', IntegrateInput, SeededImageResult> = {
  provider: 'bria',
  id: 'image/edit/product/integrate',
  mode: 'job',
  path: '/v2/image/edit/product/integrate',
  input: integrateInputSchema,
  media: { scene: picture, products: [{ image: picture }] },
  result: seededImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};

/**
 * Cuts a product out, tightly. `POST /v2/image/edit/product/cutout`. The same pictures as of `cutoutV1`, which
 * Bria keeps for those who have it.
 *
 * @see https://docs.bria.ai
 */
export const cutout: Endpoint<'bria', CutoutInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/product/cutout',
  mode: 'job',
  path: '/v2/image/edit/product/cutout',
  input: cutoutInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};

/**
 * Cuts a product out and draws lines around it that say how large it is.
 * `POST /v2/image/edit/product/generate/dimensions`.
 *
 * Not in the OpenAPI of 2026-08; Bria's agent skill of 2026-09, where it has neither `sync` nor a webhook.
 *
 * @see https://github.com/Bria-AI/bria-skill
 */
export const dimensions: Endpoint<'bria', DimensionsInput, DimensionsResult> = {
  provider: 'bria',
  id: 'image/edit/product/generate/dimensions',
  mode: 'job',
  path: '/v2/image/edit/product/generate/dimensions',
  input: dimensionsInputSchema,
  media: { image: picture },
  result: dimensionsResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
  webhook: false,
};
