import {
  allMasksInputSchema,
  allMasksResultSchema,
  type AllMasksInput,
  type AllMasksResult,
} from '../../schemas/bria/segment.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/**
 * Finds every region of a picture, and gives a mask of each: for `image.erase` or `image.genFill`.
 * `POST /v2/image/segment/all_masks`. Newer than the OpenAPI of 2026-08.
 *
 * @see https://docs.bria.ai/image-editing/segmentation
 */
export const allMasks: Endpoint<'bria', AllMasksInput, AllMasksResult> = {
  provider: 'bria',
  id: 'image/segment/all_masks',
  mode: 'job',
  path: '/v2/image/segment/all_masks',
  input: allMasksInputSchema,
  media: { image: picture },
  result: allMasksResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};
