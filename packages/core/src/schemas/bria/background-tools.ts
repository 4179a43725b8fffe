/** Edits that tell the foreground of a picture from its background. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { exactlyOne, must } from '../rules.ts';
import * as z from '../z.ts';
import {
  outputModeration,
  promptModeration,
  type OutputModeration,
  type PromptModeration,
} from './moderation.ts';
import { pictureEdit, type PictureEdit, type PictureInput } from './picture-edit.ts';
import { seed, type Seedable } from './seed.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

const BACKGROUND_MODES = ['base', 'high_control', 'fast'] as const;

/**
 * What `image.replaceBackground` takes: exactly one of `prompt` and `ref_images`; an empty list counts for none.
 * Moderation of the prompt is on by default, that of the result is off.
 */
export interface ReplaceBackgroundInput
  extends PictureInput, PromptModeration, OutputModeration, Sync, Seedable {
  /** The new background in words, or as a hex colour: `#FF5733`. */
  readonly prompt?: string | undefined;
  /** The new background after one picture or several. The OpenAPI of 2026-08 types one, its prose takes more. */
  readonly ref_images?: MediaInput | readonly MediaInput[] | undefined;
  /** How a background is made of a `prompt`. Default `high_control`. */
  readonly mode?: (typeof BACKGROUND_MODES)[number] | undefined;
  /** Let the service work over `ref_images` first. Default true. */
  readonly enhance_ref_images?: boolean | undefined;
  /** Let the service reword the prompt; the result then has it as `refined_prompt`. Default true. */
  readonly refine_prompt?: boolean | undefined;
  /** What is not to be seen there. Not with `mode: 'fast'`. */
  readonly negative_prompt?: string | undefined;
  /** Keep the picture's own size; else the result has one megapixel. Default false. */
  readonly original_quality?: boolean | undefined;
  /** Look for a background even in a picture that has transparency. Default false. */
  readonly force_background_detection?: boolean | undefined;
}

/** A word of its own, because a file is anything that is there: a list with holes in it would pass for one. */
const onePictureOrMore = z.custom<MediaInput | readonly MediaInput[]>(
  (value) => [value].flat().every((picture) => picture != null),
  'a picture or a list of pictures',
  { anyOf: [mediaInputSchema, z.list(mediaInputSchema)] },
);

export const replaceBackgroundInputSchema = whenUsed(() =>
  z.strictObject<ReplaceBackgroundInput>(
    {
      image: mediaInputSchema,
      prompt: z.optional(z.string()),
      ref_images: z.optional(onePictureOrMore),
      mode: z.optional(z.oneOf(BACKGROUND_MODES, { default: 'high_control' })),
      enhance_ref_images: z.optional(z.boolean({ default: true })),
      refine_prompt: z.optional(z.boolean({ default: true })),
      negative_prompt: z.optional(z.string()),
      original_quality: z.optional(z.boolean({ default: false })),
      force_background_detection: z.optional(z.boolean({ default: false })),
      ...seed(),
      ...promptModeration(),
      ...outputModeration(false),
      ...sync(),
    },
    exactlyOne('prompt', 'ref_images'),
    must(
      'no negative_prompt with mode fast',
      ({ mode, negative_prompt: unwanted }) => mode !== 'fast' || unwanted === undefined,
    ),
  ),
);

/** What `image.eraseForeground` takes. */
export interface EraseForegroundInput extends PictureEdit, Sync {}

export const eraseForegroundInputSchema = whenUsed(() =>
  z.strictObject<EraseForegroundInput>({
    ...pictureEdit(),
    ...sync(),
  }),
);

/** What `image.blurBackground` takes. */
export interface BlurBackgroundInput extends PictureEdit, Sync {
  /** How strong, an integer from 1 to 5. Default 5. */
  readonly scale?: number | undefined;
}

export const blurBackgroundInputSchema = whenUsed(() =>
  z.strictObject<BlurBackgroundInput>({
    ...pictureEdit(),
    scale: z.optional(z.integerIn({ minimum: 1, maximum: 5, default: 5 })),
    ...sync(),
  }),
);

/** What `image.cropForeground` takes. */
export interface CropForegroundInput extends PictureEdit, Sync {
  /** What is left around the foreground, in pixels. Default 0. */
  readonly padding?: number | undefined;
  /** Look for a background even in a picture that has transparency. Default false. */
  readonly force_background_detection?: boolean | undefined;
}

export const cropForegroundInputSchema = whenUsed(() =>
  z.strictObject<CropForegroundInput>({
    ...pictureEdit(),
    padding: z.optional(z.integer({ default: 0 })),
    force_background_detection: z.optional(z.boolean({ default: false })),
    ...sync(),
  }),
);
