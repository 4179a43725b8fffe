/**
 * The namespace `image`: Bria’s picture models at Pixazo.
 *
 * @module
 */
import { fiboPreviewInputSchema, type FiboPreviewInput } from '../../schemas/pixazo/fibo-preview.ts';
import { rmbgInputSchema, type RmbgInput } from '../../schemas/pixazo/remove-background.ts';
import { pixazoResultSchema, type PixazoResult } from '../../schemas/pixazo/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { hostedPicture } from '../media.ts';

export type { FiboPreviewInput as GenerateInput, PixazoResult, RmbgInput as RemoveBackgroundInput };

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

/**
 * Makes a picture of words with FIBO, as “Bria Fibo BBQ Preview”: a PNG.
 * `POST /bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request`.
 *
 * A preview may be switched off any day (`ModelUnavailableError`). Billed per picture; the price is on the
 * account's dashboard only. Of the options of FIBO at Bria it has few, and with other ranges (Pixazo's page,
 * 2026-07).
 *
 * @see https://www.pixazo.ai/models/bria
 *
 * @example
 * const { media_url: [link] } = await client.run(image.generate, { prompt: 'a red fox', aspect_ratio: '16:9' });
 */
export const generate: Endpoint<'pixazo', FiboPreviewInput, PixazoResult> = {
  provider: 'pixazo',
  id: 'bria-fibo-bbq-preview',
  mode: 'job',
  path: '/bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request',
  input: fiboPreviewInputSchema,
  media: {},
  result: pixazoResultSchema,
  typicalMs: 20_000,
};
