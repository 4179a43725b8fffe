import {
  PIXAZO_ASPECT_RATIOS,
  promptSchema,
  type PixazoAspectRatio,
} from '../../schemas/pixazo/fibo-preview.ts';
import { pixazoResultSchema } from '../../schemas/pixazo/result.ts';

import * as z from '../../schemas/z.ts';
import { generate as atBria } from '../bria/generate.ts';
import type { Operation } from '../endpoint.ts';
import { generate as atPixazo } from '../pixazo/image.ts';

/** What both providers take. */
export interface GenerateImageOperationInput {
  /** What is to be seen. */
  readonly prompt: string;
  /** Width to height, of those that both know. Default `1:1`. */
  readonly aspect_ratio?: PixazoAspectRatio | undefined;
  /** At one provider, the same seed and prompt give the same picture. An integer of 0 or more; default random. */
  readonly seed?: number | undefined;
}

const input = z.strictObject<GenerateImageOperationInput>({
  prompt: promptSchema,
  aspect_ratio: z.optional(z.oneOf(PIXAZO_ASPECT_RATIOS, { default: '1:1' })),
  seed: z.optional(z.integerFrom(0)),
});

/** `image_url`: where the finished picture can be fetched. */
export interface GenerateImageOperationResult {
  readonly image_url: string;
}

/**
 * Makes a picture of words, at either provider, with what each calls FIBO: `prompt` in, `image_url` out. For
 * options of one provider, use its own endpoint.
 */
export const generateImage: Operation<GenerateImageOperationInput, GenerateImageOperationResult> = {
  bria: { ...atBria, input },
  pixazo: {
    ...atPixazo,
    input,
    result: z.mapped(pixazoResultSchema, ({ media_url: [first] }) => ({ image_url: first })),
  },
};
