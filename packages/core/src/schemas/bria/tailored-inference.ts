import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import { ASPECT_RATIOS, type AspectRatio } from './aspect-ratio.ts';
import {
  outputModeration,
  promptModeration,
  type OutputModeration,
  type PromptModeration,
} from './moderation.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { seed, type Seedable } from './seed.ts';
import { structuredTextSchema, type StructuredText } from './structured.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

/** What goes to a model of your own. */
interface TailoredInput extends Seedable {
  /** Of a model whose training is completed. Goes as text, which is how it is documented here. */
  readonly tailored_model_id: TailoredId;
}

/** What `tailored.generateStructuredPrompt` takes. Moderation is on by default. */
export interface TailoredStructuredPromptInput extends TailoredInput, PromptModeration, Sync {
  /** What is wanted, in words. */
  readonly prompt?: string | undefined;
  /** Of an earlier result, as it came or changed: its `structured_prompt` or its `structured`. */
  readonly structured_prompt?: StructuredText | undefined;
}

/** What `tailored.generate` takes. Moderation is on by default. */
export interface TailoredGenerateInput extends TailoredStructuredPromptInput, OutputModeration {
  /** How much of the model is seen, 0 to 1.5. Default 1. */
  readonly tailored_model_influence?: number | undefined;
  /** What is not to be seen. */
  readonly negative_prompt?: string | undefined;
  /** How closely the prompt is followed: an integer from 3 to 5. Default 5. */
  readonly guidance_scale?: number | undefined;
  /** Width to height. Default `1:1`. */
  readonly aspect_ratio?: AspectRatio | (string & {}) | undefined;
  /** Steps of the model, 20 to 50. Default 50. */
  readonly steps_num?: number | undefined;
}

/** What `tailored.generateVideo` takes. */
export interface TailoredVideoInput extends TailoredInput {
  /** The picture to set in motion, made with a tailored model. JPEG, PNG or WebP; 12 MB at most. */
  readonly image: MediaInput;
}

const promptShape = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<TailoredStructuredPromptInput> => ({
  tailored_model_id: tailoredIdSchema,
  prompt: z.optional(z.string()),
  structured_prompt: z.optional(structuredTextSchema),
  ...seed(),
  ...promptModeration(),
  ...sync(),
});

export const tailoredStructuredPromptInputSchema =
  z.strictObject<TailoredStructuredPromptInput>(promptShape());

export const tailoredGenerateInputSchema = whenUsed(() =>
  z.strictObject<TailoredGenerateInput>({
    ...promptShape(),
    tailored_model_influence: z.optional(z.numberIn({ minimum: 0, maximum: 1.5, default: 1 })),
    negative_prompt: z.optional(z.string()),
    guidance_scale: z.optional(z.integerIn({ minimum: 3, maximum: 5, default: 5 })),
    aspect_ratio: z.optional(z.openOneOf(ASPECT_RATIOS, { default: '1:1' })),
    steps_num: z.optional(z.integerIn({ minimum: 20, maximum: 50, default: 50 })),
    ...outputModeration(true),
  }),
);

export const tailoredVideoInputSchema = whenUsed(() =>
  z.strictObject<TailoredVideoInput>({
    tailored_model_id: tailoredIdSchema,
    image: mediaInputSchema,
    ...seed(),
  }),
);
