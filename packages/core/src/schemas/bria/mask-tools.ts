/** Edits of the region that a mask shows. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import { promptModeration, type PromptModeration } from './moderation.ts';
import { pictureEdit, type PictureEdit } from './picture-edit.ts';
import { seed, type Seedable } from './seed.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

const MASK_TYPES = ['manual', 'automatic'] as const;

interface Masked {
  /** White (255) where something is to happen, black (0) where not; of the picture's aspect ratio. */
  readonly mask: MediaInput;
}

/** What `image.erase` takes. */
export interface EraseInput extends PictureEdit, Masked, Sync {
  /** Whether the mask was drawn by hand or made by a segmentation. Default `manual`. */
  readonly mask_type?: (typeof MASK_TYPES)[number] | undefined;
}

export const eraseInputSchema = whenUsed(() =>
  z.strictObject<EraseInput>({
    ...pictureEdit(),
    mask: mediaInputSchema,
    mask_type: z.optional(z.oneOf(MASK_TYPES, { default: 'manual' })),
    ...sync(),
  }),
);

/** What `image.genFill` takes. */
export interface GenFillInput extends PictureEdit, PromptModeration, Masked, Sync, Seedable {
  /** What is to be seen in the masked region. */
  readonly prompt: string;
  /** Let the service reword the prompt; the result then has it as `refined_prompt`. Default true. */
  readonly refine_prompt?: boolean | undefined;
  /** What is not to be seen there. */
  readonly negative_prompt?: string | undefined;
  /**
   * Whether the mask was drawn by hand or made by a segmentation. Default `manual`. Not in the OpenAPI of
   * 2026-08; from Bria's agent skill.
   */
  readonly mask_type?: (typeof MASK_TYPES)[number] | undefined;
  /** Of the model. Not in the OpenAPI of 2026-08; Bria's ComfyUI node sends 2. */
  readonly version?: number | undefined;
}

export const genFillInputSchema = whenUsed(() =>
  z.strictObject<GenFillInput>({
    ...pictureEdit(),
    mask: mediaInputSchema,
    prompt: z.string(),
    refine_prompt: z.optional(z.boolean({ default: true })),
    negative_prompt: z.optional(z.string()),
    mask_type: z.optional(z.oneOf(MASK_TYPES, { default: 'manual' })),
    version: z.optional(z.integer()),
    ...seed(),
    ...promptModeration(),
    ...sync(),
  }),
);
