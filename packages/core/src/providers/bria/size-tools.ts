import { promptedImageResultSchema, type PromptedImageResult } from '../../schemas/bria/prompted-result.ts';
import {
  imageResultSchema,
  seededImageResultSchema,
  type ImageResult,
  type SeededImageResult,
} from '../../schemas/bria/result.ts';
import {
  enhanceInputSchema,
  expandInputSchema,
  increaseResolutionInputSchema,
  type EnhanceInput,
  type ExpandInput,
  type IncreaseResolutionInput,
} from '../../schemas/bria/size-tools.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/**
 * Paints on beyond the edges of a picture. One whose edge is all transparent is refused (422).
 * `POST /v2/image/edit/expand`.
 *
 * @see https://docs.bria.ai
 */
export const expand: Endpoint<'bria', ExpandInput, PromptedImageResult> = {
  provider: 'bria',
  id: 'image/edit/expand',
  mode: 'job',
  path: '/v2/image/edit/expand',
  input: expandInputSchema,
  media: { image: picture },
  result: promptedImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
};

/**
 * Makes a picture anew with more detail, and larger. Never answers at once. `POST /v2/image/edit/enhance`.
 *
 * @see https://docs.bria.ai
 */
export const enhance: Endpoint<'bria', EnhanceInput, SeededImageResult> = {
  provider: 'bria',
  id: 'image/edit/enhance',
  mode: 'job',
  path: '/v2/image/edit/enhance',
  input: enhanceInputSchema,
  media: { image: picture },
  result: seededImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
};

/**
 * Makes a picture twice or four times as wide and high, and adds no detail.
 * `POST /v2/image/edit/increase_resolution`.
 *
 * @see https://docs.bria.ai
 */
export const increaseResolution: Endpoint<'bria', IncreaseResolutionInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/increase_resolution',
  mode: 'job',
  path: '/v2/image/edit/increase_resolution',
  input: increaseResolutionInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
};
