import {
  generateInputSchema,
  generateLiteInputSchema,
  type GenerateInput,
  type GenerateLiteInput,
} from '../../schemas/bria/generate.ts';
import { structuredImageResultSchema, type StructuredImageResult } from '../../schemas/bria/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';
import { objectsAsText } from './objects-as-text.ts';

/**
 * Makes a picture with FIBO: of words, after another picture, or of a structured prompt.
 * `POST /v2/image/generate`.
 *
 * The result tells the structured prompt and the seed of the picture: with both comes the same picture again, with
 * a changed prompt one that differs in just that.
 *
 * @see https://docs.bria.ai
 */
export const generate: Endpoint<'bria', GenerateInput, StructuredImageResult> = {
  provider: 'bria',
  id: 'image/generate',
  mode: 'job',
  path: '/v2/image/generate',
  input: generateInputSchema,
  media: { images: [picture] },
  toBody: objectsAsText,
  result: structuredImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 20_000,
};

/**
 * As `generate`, with smaller and faster models, which are open: for speed, or where data must not leave a place.
 * `POST /v2/image/generate/lite`.
 *
 * @see https://docs.bria.ai
 */
export const generateLite: Endpoint<'bria', GenerateLiteInput, StructuredImageResult> = {
  provider: 'bria',
  id: 'image/generate/lite',
  mode: 'job',
  path: '/v2/image/generate/lite',
  input: generateLiteInputSchema,
  media: { images: [picture] },
  toBody: objectsAsText,
  result: structuredImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 20_000,
};
