import { rmbgInputSchema, type RmbgInput } from '../../schemas/pixazo/remove-background.ts';
import { pixazoResultSchema, type PixazoResult } from '../../schemas/pixazo/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { hostedPicture } from '../media.ts';

export type { PixazoResult, RmbgInput };

/**
 * Cuts the foreground out of a picture (BRIA RMBG 2.0): a PNG with transparency. 0.018 US dollars a picture.
 * `POST /bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request`.
 *
 * @see https://www.pixazo.ai/models/bria
 */
export const removeBackground: Endpoint<'pixazo', RmbgInput, PixazoResult> = {
  provider: 'pixazo',
  id: 'bria-rmbg-2-0-682',
  mode: 'job',
  path: '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request',
  input: rmbgInputSchema,
  media: { image_url: hostedPicture },
  result: pixazoResultSchema,
  typicalMs: 12_000,
};
