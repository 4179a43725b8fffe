import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { seedSchema, withSeed, type OnWire, type SeededImageResult } from './result.ts';

/** A picture that was made of a prompt which the service may have reworded, or found itself. */
export interface PromptedImageResult extends SeededImageResult {
  /** The prompt that was used, where the service tells. */
  readonly prompt?: string | null | undefined;
  /** The prompt as the service reworded it; null where it did not. */
  readonly refined_prompt?: string | null | undefined;
}

const promptSchema = z.custom<string | null>(
  (value) => value === null || typeof value === 'string',
  'string or null',
);

export const promptedImageResultSchema: Schema<PromptedImageResult> = z.mapped(
  z.looseObject<OnWire<PromptedImageResult>>({
    image_url: z.string(),
    seed: seedSchema,
    prompt: z.optional(promptSchema),
    refined_prompt: z.optional(promptSchema),
  }),
  withSeed,
);
