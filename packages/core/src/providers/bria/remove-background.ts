import {
  removeBackgroundInputSchema,
  type RemoveBackgroundInput,
} from '../../schemas/bria/remove-background.ts';
import { imageResultSchema, type ImageResult } from '../../schemas/bria/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/**
 * Cuts the foreground out of a picture (RMBG 2.0): a PNG with transparency, of the picture's own size.
 * `POST /v2/image/edit/remove_background`.
 *
 * @see https://docs.bria.ai
 */
export const removeBackground: Endpoint<'bria', RemoveBackgroundInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/remove_background',
  mode: 'job',
  path: '/v2/image/edit/remove_background',
  input: removeBackgroundInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};
