import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { someResult } from './undocumented-result.ts';
import { whenUsed } from './when-used.ts';

const IMAGE_MODELS = ['2.3', '3.0', '3.2', '4.0'] as const;

/** Of attribution of what an image model made. */
export interface ImageAttributed {
  /** The version of the model that made it. */
  readonly model_version: (typeof IMAGE_MODELS)[number] | (string & {});
}

const imageAttributed = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<ImageAttributed> => ({
  model_version: z.openOneOf(IMAGE_MODELS),
});

const VIDEO_MODELS = [
  'video_generation:1',
  'video_rmbg:1',
  'video_eraser:1',
  'video_mask:1',
  'video_increase_res:1',
] as const;

/** Of attribution of what a video model made. */
export interface VideoAttributed {
  /** The model that made it, and its version. */
  readonly model: (typeof VIDEO_MODELS)[number] | (string & {});
}

const videoAttributed = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<VideoAttributed> => ({
  model: z.openOneOf(VIDEO_MODELS),
});

/** What `attribution.byImage` takes. */
export interface AttributionByImageInput extends ImageAttributed {
  /** The picture that was made. Its bytes: a URL is not taken. */
  readonly image: MediaInput;
}

export const attributionByImageInputSchema = whenUsed(() =>
  z.strictObject<AttributionByImageInput>({
    image: mediaInputSchema,
    ...imageAttributed(),
  }),
);

/** What `attribution.byImageEmbedding` takes. */
export interface AttributionByImageEmbeddingInput extends ImageAttributed {
  /** One embedding per picture, in base64; Bria's attribution package makes them. */
  readonly embeddings_base64: readonly string[];
  /** Your own name for them. */
  readonly embeddings_uid?: string | undefined;
  readonly model_name?: string | undefined;
}

export const attributionByImageEmbeddingInputSchema = whenUsed(() =>
  z.strictObject<AttributionByImageEmbeddingInput>({
    embeddings_base64: z.list(z.string()),
    embeddings_uid: z.optional(z.string()),
    model_name: z.optional(z.string()),
    ...imageAttributed(),
  }),
);

/** What `attribution.byVideo` takes. */
export interface AttributionByVideoInput extends VideoAttributed {
  /** The video that was made, as a public URL. */
  readonly video: MediaInput;
}

export const attributionByVideoInputSchema = whenUsed(() =>
  z.strictObject<AttributionByVideoInput>({
    video: mediaInputSchema,
    ...videoAttributed(),
  }),
);

/** What `attribution.byVideoEmbedding` takes. */
export interface AttributionByVideoEmbeddingInput extends VideoAttributed {
  /** How long the video is, in whole seconds. */
  readonly video_seconds: number;
  /** The embedding of its frames, in base64; Bria's attribution package makes both. */
  readonly stills_embedding_base64: string;
  /** The embedding of its motion, in base64. */
  readonly motion_embedding_base64: string;
  /** Your own name for it, a UUID. */
  readonly unique_id?: string | undefined;
}

export const attributionByVideoEmbeddingInputSchema = whenUsed(() =>
  z.strictObject<AttributionByVideoEmbeddingInput>({
    video_seconds: z.integer(),
    stills_embedding_base64: z.string(),
    motion_embedding_base64: z.string(),
    unique_id: z.optional(z.string({ format: 'uuid' })),
    ...videoAttributed(),
  }),
);

/** The provider does not describe it; its own ComfyUI node reads `content`. All that comes is kept. */
export interface AttributionResult {
  /** Where the answer is a list, the list. */
  readonly content?: unknown;
}

export const attributionResultSchema: Schema<AttributionResult> = z.mapped(
  z.custom<object>((answer) => Object(answer) === answer && someResult().holds(answer as never), 'a result', {
    type: 'object',
    properties: { content: {} },
  } as object),
  (answer) => (Array.isArray(answer) ? { content: answer } : answer),
);
