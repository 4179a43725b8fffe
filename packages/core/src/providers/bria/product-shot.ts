/** Pictures of a product or a vehicle in a scene: the answer is their links, the pictures come later. */
import {
  shotResultSchema,
  type PlaceholderResult,
  type ShotImage,
} from '../../schemas/bria/placeholder-result.ts';
import {
  lifestyleShotByImageInputSchema,
  lifestyleShotByTextInputSchema,
  vehicleShotByTextInputSchema,
  type LifestyleShotByImageInput,
  type LifestyleShotByTextInput,
  type VehicleShotByTextInput,
} from '../../schemas/bria/product-shot.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly, pictureBytes } from '../media.ts';
import { probePlaceholders } from '../placeholder.ts';
import { V1_RETENTION_MS } from './retention.ts';

/** What the three shots give: the pictures that are there, and what was withheld. */
export type ShotResult = PlaceholderResult<ShotImage>;

/**
 * Puts a product into a scene that is described in words. `POST /v1/product/lifestyle_shot_by_text`.
 *
 * The answer is links, and there is nothing to ask how far they are: the job has succeeded when all files are there.
 * Its pictures are kept for an hour. A ref is resumed with this endpoint.
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const { images, blocked } = await client.run(product.lifestyleShotByText, {
 *   file: mug,
 *   scene_description: 'on a wooden table, in the morning',
 *   mode: 'high_control',
 *   num_results: 2,
 * });
 */
export const lifestyleShotByText: Endpoint<'bria', LifestyleShotByTextInput, ShotResult> = {
  provider: 'bria',
  id: 'v1/product/lifestyle_shot_by_text',
  mode: 'placeholder',
  path: '/v1/product/lifestyle_shot_by_text',
  input: lifestyleShotByTextInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: shotResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 20_000,
  webhook: false,
  probe: probePlaceholders,
};

/**
 * Puts a product into the scene of another picture. `POST /v1/product/lifestyle_shot_by_image`. Otherwise as
 * `lifestyleShotByText`.
 *
 * @see https://docs.bria.ai
 */
export const lifestyleShotByImage: Endpoint<'bria', LifestyleShotByImageInput, ShotResult> = {
  provider: 'bria',
  id: 'v1/product/lifestyle_shot_by_image',
  mode: 'placeholder',
  path: '/v1/product/lifestyle_shot_by_image',
  input: lifestyleShotByImageInputSchema,
  media: {
    image_url: linkOnly,
    file: pictureBytes,
    ref_image_urls: [linkOnly],
    ref_image_file: [pictureBytes],
  },
  result: shotResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 20_000,
  webhook: false,
  probe: probePlaceholders,
};

/**
 * Puts a vehicle into a scene that is described in words; snow, sand and grass fit its wheels.
 * `POST /v1/product/vehicle/shot_by_text`. Otherwise as `lifestyleShotByText`.
 *
 * @see https://docs.bria.ai
 */
export const vehicleShotByText: Endpoint<'bria', VehicleShotByTextInput, ShotResult> = {
  provider: 'bria',
  id: 'v1/product/vehicle/shot_by_text',
  mode: 'placeholder',
  path: '/v1/product/vehicle/shot_by_text',
  input: vehicleShotByTextInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: shotResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 20_000,
  webhook: false,
  probe: probePlaceholders,
};
