/**
 * The namespace `attribution`: credits what a model made to the works that it was trained on. Embeddings are
 * for who runs Bria's models on machines of their own: what was made stays there.
 *
 * @module
 */
import {
  attributionByImageEmbeddingInputSchema,
  attributionByImageInputSchema,
  attributionByVideoEmbeddingInputSchema,
  attributionByVideoInputSchema,
  attributionResultSchema,
  type AttributionByImageEmbeddingInput,
  type AttributionByImageInput,
  type AttributionByVideoEmbeddingInput,
  type AttributionByVideoInput,
  type AttributionResult,
} from '../../schemas/bria/attribution.ts';
import type { Endpoint } from '../endpoint.ts';
import { pictureBytes, video } from '../media.ts';

export type {
  AttributionByImageEmbeddingInput as ByImageEmbeddingInput,
  AttributionByImageInput as ByImageInput,
  AttributionByVideoEmbeddingInput as ByVideoEmbeddingInput,
  AttributionByVideoInput as ByVideoInput,
  AttributionResult,
};

const TYPICAL_MS = 20_000;

/**
 * Attributes a picture. `POST /v2/image/attribution/by_image`.
 *
 * The OpenAPI has a bearer token here; Bria's own ComfyUI node sends `api_token` as everywhere, and so do we.
 *
 * @see https://docs.bria.ai
 */
export const byImage: Endpoint<'bria', AttributionByImageInput, AttributionResult> = {
  provider: 'bria',
  id: 'image/attribution/by_image',
  mode: 'job',
  path: '/v2/image/attribution/by_image',
  input: attributionByImageInputSchema,
  media: { image: pictureBytes },
  result: attributionResultSchema,
  webhook: false,
  typicalMs: TYPICAL_MS,
};

/**
 * Attributes pictures by their embeddings. `POST /v2/image/attribution/by_embedding`.
 *
 * @see https://docs.bria.ai
 */
export const byImageEmbedding: Endpoint<'bria', AttributionByImageEmbeddingInput, AttributionResult> = {
  provider: 'bria',
  id: 'image/attribution/by_embedding',
  mode: 'job',
  path: '/v2/image/attribution/by_embedding',
  input: attributionByImageEmbeddingInputSchema,
  media: {},
  result: attributionResultSchema,
  webhook: false,
  typicalMs: TYPICAL_MS,
};

/**
 * Attributes a video. `POST /v2/video/attribution/by_video`.
 *
 * @see https://docs.bria.ai
 */
export const byVideo: Endpoint<'bria', AttributionByVideoInput, AttributionResult> = {
  provider: 'bria',
  id: 'video/attribution/by_video',
  mode: 'job',
  path: '/v2/video/attribution/by_video',
  input: attributionByVideoInputSchema,
  media: { video },
  result: attributionResultSchema,
  webhook: false,
  typicalMs: TYPICAL_MS,
};

/**
 * Attributes a video by its embeddings. `POST /v2/video/attribution/by_embedding`.
 *
 * @see https://docs.bria.ai
 */
export const byVideoEmbedding: Endpoint<'bria', AttributionByVideoEmbeddingInput, AttributionResult> = {
  provider: 'bria',
  id: 'video/attribution/by_embedding',
  mode: 'job',
  path: '/v2/video/attribution/by_embedding',
  input: attributionByVideoEmbeddingInputSchema,
  media: {},
  result: attributionResultSchema,
  webhook: false,
  typicalMs: TYPICAL_MS,
};
