import {
  cutoutV1InputSchema,
  packshotInputSchema,
  productResultSchema,
  shadowInputSchema,
  type CutoutV1Input,
  type PackshotInput,
  type ProductResult,
  type ShadowInput,
} from '../../schemas/bria/product-v1.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly, pictureBytes } from '../media.ts';
import { V1_RETENTION_MS } from './retention.ts';

/**
 * Cuts a product out. `POST /v1/product/cutout`, answered with the result. For what is new, Bria recommends
 * `cutout`.
 *
 * @see https://docs.bria.ai
 */
export const cutoutV1: Endpoint<'bria', CutoutV1Input, ProductResult> = {
  provider: 'bria',
  id: 'v1/product/cutout',
  mode: 'immediate',
  path: '/v1/product/cutout',
  input: cutoutV1InputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: productResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};

/**
 * Puts a product, cut out, into the middle of a plain picture of 2000 × 2000 pixels. `POST /v1/product/packshot`,
 * answered with the result.
 *
 * @see https://docs.bria.ai
 */
export const packshot: Endpoint<'bria', PackshotInput, ProductResult> = {
  provider: 'bria',
  id: 'v1/product/packshot',
  mode: 'immediate',
  path: '/v1/product/packshot',
  input: packshotInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: productResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};

/**
 * Gives a product that is cut out a shadow. `POST /v1/product/shadow`, answered with the result.
 *
 * @see https://docs.bria.ai
 */
export const shadow: Endpoint<'bria', ShadowInput, ProductResult> = {
  provider: 'bria',
  id: 'v1/product/shadow',
  mode: 'immediate',
  path: '/v1/product/shadow',
  input: shadowInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: productResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};
