import {
  eraseInputSchema,
  genFillInputSchema,
  type EraseInput,
  type GenFillInput,
} from '../../schemas/bria/mask-tools.ts';
import { promptedImageResultSchema, type PromptedImageResult } from '../../schemas/bria/prompted-result.ts';
import { imageResultSchema, type ImageResult } from '../../schemas/bria/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/**
 * Erases what a mask shows, and fills the place from what is around it. `POST /v2/image/edit/erase`.
 *
 * @see https://docs.bria.ai
 */
export const erase: Endpoint<'bria', EraseInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/erase',
  mode: 'job',
  path: '/v2/image/edit/erase',
  input: eraseInputSchema,
  media: { image: picture, mask: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};

/**
 * Makes something new where a mask shows, of a prompt. `POST /v2/image/edit/gen_fill`.
 *
 * @see https://docs.bria.ai
 */
export const genFill: Endpoint<'bria', GenFillInput, PromptedImageResult> = {
  provider: 'bria',
  id: 'image/edit/gen_fill',
  mode: 'job',
  path: '/v2/image/edit/gen_fill',
  input: genFillInputSchema,
  media: { image: picture, mask: picture },
  result: promptedImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
};
