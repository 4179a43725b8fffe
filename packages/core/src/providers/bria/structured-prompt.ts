/**
 * The namespace `structuredPrompt`: what a picture is to show, as JSON in the terms of FIBO, before it is made.
 *
 * @module
 */
import {
  structuredPromptDiffInputSchema,
  structuredPromptInputSchema,
  structuredPromptResultSchema,
  type StructuredPromptDiffInput,
  type StructuredPromptInput,
  type StructuredPromptResult,
} from '../../schemas/bria/structured-prompt.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { objectsAsText } from './objects-as-text.ts';

export type { StructuredPromptDiffInput, StructuredPromptInput, StructuredPromptResult };

/**
 * Puts words or a picture into the terms of FIBO, and makes no picture: to look it over, change it, and pass it
 * to `image.generate`. `POST /v2/structured_prompt/generate`.
 *
 * @see https://docs.bria.ai
 */
export const generate: Endpoint<'bria', StructuredPromptInput, StructuredPromptResult> = {
  provider: 'bria',
  id: 'structured_prompt/generate',
  mode: 'job',
  path: '/v2/structured_prompt/generate',
  input: structuredPromptInputSchema,
  media: { images: [picture] },
  toBody: objectsAsText,
  result: structuredPromptResultSchema,
  typicalMs: 8_000,
};

/**
 * As `generate`, with the smaller model of `image.generateLite`. `POST /v2/structured_prompt/generate/lite`.
 *
 * @see https://docs.bria.ai
 */
export const generateLite: Endpoint<'bria', StructuredPromptInput, StructuredPromptResult> = {
  provider: 'bria',
  id: 'structured_prompt/generate/lite',
  mode: 'job',
  path: '/v2/structured_prompt/generate/lite',
  input: structuredPromptInputSchema,
  media: { images: [picture] },
  toBody: objectsAsText,
  result: structuredPromptResultSchema,
  typicalMs: 8_000,
};

/**
 * Makes a structured prompt whole again that somebody changed by hand: what the change means for the rest of it is
 * followed up. `POST /v2/structured_prompt/generate_from_diff`.
 *
 * @see https://docs.bria.ai/image-generation/generation/structured-prompt-generate-from-diff
 */
export const generateFromDiff: Endpoint<'bria', StructuredPromptDiffInput, StructuredPromptResult> = {
  provider: 'bria',
  id: 'structured_prompt/generate_from_diff',
  mode: 'job',
  path: '/v2/structured_prompt/generate_from_diff',
  input: structuredPromptDiffInputSchema,
  media: {},
  toBody: objectsAsText,
  result: structuredPromptResultSchema,
  typicalMs: 8_000,
};
