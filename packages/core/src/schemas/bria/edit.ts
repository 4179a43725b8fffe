import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { atLeastOne, exactlyOne, must } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { ASPECT_RATIOS, type AspectRatio } from './aspect-ratio.ts';
import {
  inputModeration,
  outputModeration,
  promptModeration,
  type InputModeration,
  type OutputModeration,
  type PromptModeration,
} from './moderation.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { seedSchema, withStructured, type OnWire, type Seed } from './result.ts';
import { seed, type Seedable } from './seed.ts';
import { structuredTextSchema, type Structured, type StructuredText } from './structured.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

/**
 * What `image.edit` takes: exactly one of `instruction` and `structured_instruction`. All moderation is on by
 * default. An edit takes longer than a gateway may wait: with `sync` the answer can be a 504 while the job goes
 * on, and is paid for (Bria's agent skill).
 */
export interface EditInput extends PromptModeration, InputModeration, OutputModeration, Sync, Seedable {
  /**
   * One picture to edit, or two to four to combine; the instruction names them by their place (`image 1`,
   * `image 2`). JPEG, PNG or WebP, 12 MB each at most. In the OpenAPI of 2026-08 it is exactly one; four are
   * from Bria's agent skill.
   */
  readonly images: readonly MediaInput[];
  /** What is to change, in words. */
  readonly instruction?: string | undefined;
  /** What is to change, as `image.generateStructuredInstruction` or an earlier edit gave it. */
  readonly structured_instruction?: StructuredText | undefined;
  /** White (255) where something is to change, black (0) where not; of the picture's size. One picture only. */
  readonly mask?: MediaInput | undefined;
  /** What is not to be seen. */
  readonly negative_prompt?: string | undefined;
  /** How closely the instruction is followed: an integer from 3 to 5. Default 5. */
  readonly guidance_scale?: number | undefined;
  /** Default `FIBO-edit`. Newer services choose by themselves, ignore it and say so in `warning`. */
  readonly model_version?: 'FIBO-edit' | (string & {}) | undefined;
  /** Steps of the model, 20 to 50. Default 30. */
  readonly steps_num?: number | undefined;
  /** Default `png`. */
  readonly output_type?: 'png' | 'jpeg' | undefined;
  /** Warn of an instruction that seems to name what belongs to others. Default false. */
  readonly ip_signal?: boolean | undefined;
  /**
   * Of the result of two pictures or more; one picture keeps its own, and `image.expand` changes that. Not in
   * the OpenAPI of 2026-08; from Bria's agent skill.
   */
  readonly aspect_ratio?: AspectRatio | (string & {}) | undefined;
  /** A tailored model. One picture only. Not in the OpenAPI of 2026-08; from Bria's agent skill. */
  readonly model_id?: TailoredId | undefined;
}

export const editInputSchema = whenUsed(() =>
  z.strictObject<EditInput>(
    {
      images: z.sizedList(mediaInputSchema, { minItems: 1, maxItems: 4 }),
      instruction: z.optional(z.string()),
      structured_instruction: z.optional(structuredTextSchema),
      mask: z.optional(mediaInputSchema),
      negative_prompt: z.optional(z.string()),
      guidance_scale: z.optional(z.integerIn({ minimum: 3, maximum: 5, default: 5 })),
      model_version: z.optional(z.openOneOf(['FIBO-edit'], { default: 'FIBO-edit' })),
      steps_num: z.optional(z.integerIn({ minimum: 20, maximum: 50, default: 30 })),
      output_type: z.optional(z.oneOf(['png', 'jpeg'], { default: 'png' })),
      ip_signal: z.optional(z.boolean({ default: false })),
      aspect_ratio: z.optional(z.openOneOf(ASPECT_RATIOS)),
      model_id: z.optional(tailoredIdSchema),
      ...seed(),
      ...promptModeration(),
      ...inputModeration(true),
      ...outputModeration(true),
      ...sync(),
    },
    exactlyOne('instruction', 'structured_instruction'),
    must(
      'one picture in images with mask or model_id',
      ({ images, mask, model_id: model }) =>
        (images as readonly unknown[]).length < 2 || (mask ?? model) === undefined,
    ),
  ),
);

/** What `image.generateStructuredInstruction` takes. Moderation is on by default. */
export interface StructuredInstructionInput extends PromptModeration, InputModeration, Sync, Seedable {
  /** What is to change, in words. */
  readonly instruction: string;
  /** The one picture that it is about. JPEG, PNG or WebP, 12 MB at most. */
  readonly images: readonly MediaInput[];
  /** White (255) where something is to change, black (0) where not; of the picture's size. */
  readonly mask?: MediaInput | undefined;
  /** Warn of an instruction that seems to name what belongs to others. Default false. */
  readonly ip_signal?: boolean | undefined;
}

export const structuredInstructionInputSchema = whenUsed(() =>
  z.strictObject<StructuredInstructionInput>({
    instruction: z.string(),
    images: z.sizedList(mediaInputSchema, { minItems: 1, maxItems: 1 }),
    mask: z.optional(mediaInputSchema),
    ip_signal: z.optional(z.boolean({ default: false })),
    ...seed(),
    ...promptModeration(),
    ...inputModeration(true),
    ...sync(),
  }),
);

/** What `image.generateStructuredInstruction` gives. */
export interface StructuredInstructionResult {
  /** As it came: goes as `structured_instruction` into `image.edit`. */
  readonly structured_instruction: StructuredText;
  /** What it says, parsed. Undefined where it is not JSON. */
  readonly structured?: Structured | undefined;
  readonly seed?: Seed | undefined;
  /** Of `ip_signal`, in words. */
  readonly warning?: string | null | undefined;
}

/** Polled answers of `image.edit` have the instruction under the name of a prompt. */
interface EitherName extends Omit<OnWire<StructuredInstructionResult>, 'structured_instruction'> {
  readonly structured_instruction?: StructuredText | undefined;
  readonly structured_prompt?: StructuredText | undefined;
}

/** The instruction as `structured_instruction`, whichever name it came under; both are kept. */
export const structuredInstructionResultSchema: Schema<StructuredInstructionResult> = z.mapped(
  z.looseObject<EitherName>(
    {
      structured_instruction: z.optional(structuredTextSchema),
      structured_prompt: z.optional(structuredTextSchema),
      seed: seedSchema,
      warning: z.optional(z.string()),
    },
    atLeastOne('structured_instruction', 'structured_prompt'),
  ),
  (result) =>
    withStructured({
      ...result,
      structured_instruction: (result.structured_instruction ?? result.structured_prompt)!,
    }),
);
