/**
 * The namespace `elsewhere`: models of Bria's that Pixazo offers and does not document in its public catalogue
 * (as of 2026-08), each as far as it is known from elsewhere. Try one with a single job before you build on it.
 *
 * @module
 */
import {
  despillInputSchema,
  embedProductInputSchema,
  fiboEdit15InputSchema,
  fiboGen15InputSchema,
  fullFiboInputSchema,
  productHoldingInputSchema,
  virtualTryOnInputSchema,
  type DespillInput,
  type EmbedProductInput,
  type FiboEdit15Input,
  type FiboGen15Input,
  type FullFiboInput,
  type ProductHoldingInput,
  type VirtualTryOnInput,
} from '../../schemas/pixazo/elsewhere.ts';
import { pixazoOutputSchema, type PixazoOutput } from '../../schemas/pixazo/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { hostedPicture, hostedVideo } from '../media.ts';

export type {
  DespillInput,
  EmbedProductInput,
  FiboEdit15Input,
  FiboGen15Input,
  FullFiboInput as FiboInput,
  PixazoOutput,
  ProductHoldingInput,
  VirtualTryOnInput,
};
export type { EmbeddedProduct, OtherParameters, ProductCoordinates } from '../../schemas/pixazo/elsewhere.ts';

/**
 * Takes the green of a screen off the foreground of a video.
 * `POST /bria-video-background-removal-green-screen-despill/v1/bria-video-background-removal-green-screen-despill-request`.
 *
 * Documented elsewhere: the route is from Pixazo's agent skill. Missing: parameters, result and price.
 */
export const despill: Endpoint<'pixazo', DespillInput, PixazoOutput> = {
  provider: 'pixazo',
  id: 'bria-video-background-removal-green-screen-despill',
  mode: 'job',
  path: '/bria-video-background-removal-green-screen-despill/v1/bria-video-background-removal-green-screen-despill-request',
  input: despillInputSchema,
  media: { video_url: hostedVideo },
  result: pixazoOutputSchema,
  typicalMs: 60_000,
};

/**
 * Makes a picture of words (Fibo Gen 1.5). `POST /fibo-gen-1-5/v1/text-to-image`.
 *
 * Documented elsewhere: route and one sample are from Pixazo's agent skill. Missing: what else it takes, what
 * of it is required, ranges, defaults, result and price.
 */
export const fiboGen15: Endpoint<'pixazo', FiboGen15Input, PixazoOutput> = {
  provider: 'pixazo',
  id: 'fibo-gen-1-5',
  mode: 'job',
  path: '/fibo-gen-1-5/v1/text-to-image',
  input: fiboGen15InputSchema,
  media: {},
  result: pixazoOutputSchema,
  typicalMs: 20_000,
};

/**
 * Changes pictures as an instruction says (Fibo Edit 1.5). `POST /fibo-edit-1-5/v1/edit`.
 *
 * Documented elsewhere: the route is from Pixazo's agent skill, the parameters from other providers of the
 * model. Missing: all that Pixazo itself would say of them, result and price.
 */
export const fiboEdit15: Endpoint<'pixazo', FiboEdit15Input, PixazoOutput> = {
  provider: 'pixazo',
  id: 'fibo-edit-1-5/edit',
  mode: 'job',
  path: '/fibo-edit-1-5/v1/edit',
  input: fiboEdit15InputSchema,
  media: { image_urls: [hostedPicture] },
  result: pixazoOutputSchema,
  typicalMs: 15_000,
};

/**
 * Dresses a person in garments (Fibo Edit 1.5). `POST /fibo-edit-1-5/v1/virtual-try-on`.
 *
 * Documented elsewhere: as `fiboEdit15`. Missing: the same.
 */
export const virtualTryOn: Endpoint<'pixazo', VirtualTryOnInput, PixazoOutput> = {
  provider: 'pixazo',
  id: 'fibo-edit-1-5/virtual-try-on',
  mode: 'job',
  path: '/fibo-edit-1-5/v1/virtual-try-on',
  input: virtualTryOnInputSchema,
  media: { person_image_url: hostedPicture, garment_image_urls: [hostedPicture] },
  result: pixazoOutputSchema,
  typicalMs: 15_000,
};

/**
 * Puts products into a person's hands (Fibo Edit 1.5). `POST /fibo-edit-1-5/v1/product-holding`.
 *
 * Documented elsewhere: as `fiboEdit15`. Missing: the same.
 */
export const productHolding: Endpoint<'pixazo', ProductHoldingInput, PixazoOutput> = {
  provider: 'pixazo',
  id: 'fibo-edit-1-5/product-holding',
  mode: 'job',
  path: '/fibo-edit-1-5/v1/product-holding',
  input: productHoldingInputSchema,
  media: { person_image_url: hostedPicture, product_image_urls: [hostedPicture] },
  result: pixazoOutputSchema,
  typicalMs: 15_000,
};

/**
 * Puts products into a scene, each at its coordinates. `POST /bria-embed-product/v1/bria-embed-product-request`.
 *
 * Documented elsewhere: on a page of Pixazo's that is not in its catalogue (2026-07). Missing: ranges, limits of
 * the pictures and price.
 */
export const embedProduct: Endpoint<'pixazo', EmbedProductInput, PixazoOutput> = {
  provider: 'pixazo',
  id: 'bria-embed-product',
  mode: 'job',
  path: '/bria-embed-product/v1/bria-embed-product-request',
  input: embedProductInputSchema,
  media: { image_source: hostedPicture, products: [{ image_source: hostedPicture }] },
  result: pixazoOutputSchema,
  typicalMs: 15_000,
};

/**
 * Makes a picture with all options of FIBO: of words, or of a structured prompt. `POST /fibo/v1/fibo-request`.
 *
 * Documented elsewhere: on a page of Pixazo's that is not in its catalogue (2026-07). Missing: ranges, the form
 * of the answer to `sync_mode` and price.
 */
export const fibo: Endpoint<'pixazo', FullFiboInput, PixazoOutput> = {
  provider: 'pixazo',
  id: 'fibo',
  mode: 'job',
  path: '/fibo/v1/fibo-request',
  input: fullFiboInputSchema,
  media: { image_url: hostedPicture },
  result: pixazoOutputSchema,
  typicalMs: 20_000,
};
