import {
  removeBackgroundInputSchema,
  removeBackgroundResultSchema,
  type RemoveBackgroundInput,
  type RemoveBackgroundResult,
} from '../../schemas/bria/remove-background.ts';
import type { Endpoint } from '../endpoint.ts';

/**
 * Cuts the foreground out of a picture (RMBG 2.0): a PNG with transparency, of the picture's own size.
 * `POST /v2/image/edit/remove_background`.
 *
 * @see https://docs.bria.ai
 */
export const removeBackground: Endpoint<'bria', RemoveBackgroundInput, RemoveBackgroundResult> = {
  provider: 'bria',
  id: 'image/edit/remove_background',
  path: '/v2/image/edit/remove_background',
  input: removeBackgroundInputSchema,
  media: ['image'],
  result: removeBackgroundResultSchema,
  typicalMs: 6_000,
};
