import {
  rmbgInputSchema,
  rmbgResultSchema,
  type RmbgInput,
  type RmbgResult,
} from '../../schemas/pixazo/remove-background.ts';
import type { Endpoint } from '../endpoint.ts';

/**
 * Cuts the foreground out of a picture (BRIA RMBG 2.0): a PNG with transparency. 0.018 US dollars a picture.
 * `POST /bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request`.
 *
 * @see https://www.pixazo.ai/models/bria
 */
export const removeBackground: Endpoint<'pixazo', RmbgInput, RmbgResult> = {
  provider: 'pixazo',
  id: 'bria-rmbg-2-0-682',
  path: '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request',
  input: rmbgInputSchema,
  media: ['image_url'],
  result: rmbgResultSchema,
  typicalMs: 12_000,
};
