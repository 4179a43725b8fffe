/** Pictures, prompts and videos by a tailored model: one that was trained on what is yours. */
import { structuredImageResultSchema, type StructuredImageResult } from '../../schemas/bria/result.ts';
import {
  structuredPromptResultSchema,
  type StructuredPromptResult,
} from '../../schemas/bria/structured-prompt.ts';
import {
  tailoredGenerateInputSchema,
  tailoredStructuredPromptInputSchema,
  tailoredVideoInputSchema,
  type TailoredGenerateInput,
  type TailoredStructuredPromptInput,
  type TailoredVideoInput,
} from '../../schemas/bria/tailored-inference.ts';
import { videoResultSchema, type VideoResult } from '../../schemas/bria/video.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';
import { objectsAsText } from './objects-as-text.ts';

export type {
  StructuredImageResult,
  StructuredPromptResult,
  TailoredGenerateInput,
  TailoredStructuredPromptInput,
  TailoredVideoInput,
  VideoResult,
};

const tailoredBody: NonNullable<Endpoint['toBody']> = (input) => ({
  ...objectsAsText(input),
  tailored_model_id: String(input['tailored_model_id']),
});

/**
 * Makes a picture with a tailored model. `POST /v2/image/generate/tailored`. Takes no webhook.
 *
 * @see https://docs.bria.ai/tailored-generation
 */
export const generate: Endpoint<'bria', TailoredGenerateInput, StructuredImageResult> = {
  provider: 'bria',
  id: 'image/generate/tailored',
  mode: 'job',
  webhook: false,
  path: '/v2/image/generate/tailored',
  input: tailoredGenerateInputSchema,
  media: {},
  toBody: tailoredBody,
  result: structuredImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 20_000,
};

/**
 * Puts words into the terms of a tailored model, and makes no picture: to look it over, change it, and pass it to
 * `generate` with the same model. `POST /v2/structured_prompt/generate/tailored`. Takes no webhook.
 *
 * @see https://docs.bria.ai/tailored-generation
 */
export const generateStructuredPrompt: Endpoint<
  'bria',
  TailoredStructuredPromptInput,
  StructuredPromptResult
> = {
  provider: 'bria',
  id: 'structured_prompt/generate/tailored',
  mode: 'job',
  webhook: false,
  path: '/v2/structured_prompt/generate/tailored',
  input: tailoredStructuredPromptInputSchema,
  media: {},
  toBody: tailoredBody,
  result: structuredPromptResultSchema,
  typicalMs: 8_000,
};

/**
 * Sets a picture of a tailored model in motion: an MP4 of 5 s. Beta.
 * `POST /v2/video/generate/tailored/image-to-video`. Takes no webhook and no `sync`.
 *
 * @see https://docs.bria.ai/tailored-generation
 */
export const generateVideo: Endpoint<'bria', TailoredVideoInput, VideoResult> = {
  provider: 'bria',
  id: 'video/generate/tailored/image-to-video',
  mode: 'job',
  webhook: false,
  path: '/v2/video/generate/tailored/image-to-video',
  input: tailoredVideoInputSchema,
  media: { image: picture },
  toBody: tailoredBody,
  result: videoResultSchema,
  typicalMs: 60_000,
};
