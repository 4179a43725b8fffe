import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { seedSchema, withSeed, type OnWire, type SeededImageResult } from './result.ts';

/** A picture that was made of a prompt which the service may have reworded, or found itself. */
export interface PromptedImageResult extends SeededImageResult {
  /** The prompt that was used, where the service tells. */
  readonly prompt?: string | undefined;
  /** The prompt as the service reworded it; undefined where it did not. */
  readonly refined_prompt?: string | undefined;
}

export const promptedImageResultSchema: Schema<PromptedImageResult> = z.mapped(
  z.looseObject<OnWire<PromptedImageResult>>({
    image_url: z.string(),
    seed: seedSchema,
    prompt: z.optional(z.string()),
    refined_prompt: z.optional(z.string()),
  }),
  withSeed,
);
