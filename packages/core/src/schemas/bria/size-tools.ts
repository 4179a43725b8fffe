/** Edits that give a picture more pixels: around it, or of it. */
import { must } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { ASPECT_RATIOS, type AspectRatio } from './aspect-ratio.ts';
import { promptModeration, type PromptModeration } from './moderation.ts';
import { pictureEdit, type PictureEdit } from './picture-edit.ts';
import { seed, type Seedable } from './seed.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

/** Two lengths in pixels: width and height, or x and y. */
type Pixels = readonly [number, number];

const pixels = /* @__NO_SIDE_EFFECTS__ */ (about?: { readonly default: Pixels }) =>
  z.sizedList(z.integer(), { minItems: 2, maxItems: 2, ...about }) as Schema<Pixels>;

/**
 * What `image.expand` takes: the new canvas by its `aspect_ratio`, or by where the picture lies on it
 * (`original_image_size` and `original_image_location`, both). A ratio wins over the other three.
 */
export interface ExpandInput extends PictureEdit, PromptModeration, Sync, Seedable {
  /** Of the new canvas: in words, such as `16:9`, or a number from 0.5 to 3. */
  readonly aspect_ratio?: AspectRatio | (string & {}) | number | undefined;
  /** Width and height of the new canvas in pixels, 25 000 000 in all at most. Default `[1000, 1000]`. */
  readonly canvas_size?: Pixels | undefined;
  /** Width and height in pixels that the picture gets on the canvas. */
  readonly original_image_size?: Pixels | undefined;
  /** Where the picture's upper left corner lies on the canvas, in pixels: x and y. */
  readonly original_image_location?: Pixels | undefined;
  /** What is to be seen around the picture. Default: what the service finds fitting. */
  readonly prompt?: string | undefined;
  /** What is not to be seen there. */
  readonly negative_prompt?: string | undefined;
}

export const expandInputSchema = whenUsed(() =>
  z.strictObject<ExpandInput>(
    {
      ...pictureEdit(),
      aspect_ratio: z.optional(
        z.either(z.openOneOf(ASPECT_RATIOS), z.numberIn({ minimum: 0.5, maximum: 3 })),
      ),
      canvas_size: z.optional(pixels({ default: [1000, 1000] })),
      original_image_size: z.optional(pixels()),
      original_image_location: z.optional(pixels()),
      prompt: z.optional(z.string()),
      negative_prompt: z.optional(z.string()),
      ...seed(),
      ...promptModeration(),
      ...sync(),
    },
    must(
      'aspect_ratio, or both original_image_size and original_image_location',
      ({ aspect_ratio: ratio, original_image_size: size, original_image_location: location }) =>
        ratio !== undefined || (size !== undefined && location !== undefined),
    ),
    must(
      'a canvas_size of at most 25000000 pixels in all',
      ({ aspect_ratio: ratio, canvas_size: canvas }) => {
        const [width, height] = (canvas ?? [0, 0]) as Pixels;
        return ratio !== undefined || width * height <= 25_000_000;
      },
    ),
  ),
);

/** What `image.enhance` takes. */
export interface EnhanceInput extends PictureEdit, Seedable {
  /** Megapixels of the result. Default `1MP`. Not in the OpenAPI of 2026-08; from Bria's ComfyUI node. */
  readonly resolution?: '1MP' | '2MP' | '4MP' | undefined;
  /** Steps of the model, 10 to 50. Default 20. Not in the OpenAPI of 2026-08; from Bria's ComfyUI node. */
  readonly steps_num?: number | undefined;
}

export const enhanceInputSchema = whenUsed(() =>
  z.strictObject<EnhanceInput>({
    ...pictureEdit(),
    resolution: z.optional(z.oneOf(['1MP', '2MP', '4MP'], { default: '1MP' })),
    steps_num: z.optional(z.integerIn({ minimum: 10, maximum: 50, default: 20 })),
    ...seed(),
  }),
);

/** What `image.increaseResolution` takes. */
export interface IncreaseResolutionInput extends PictureEdit, Sync {
  /** How many times wider and higher. A result of more than 8192 × 8192 pixels is refused (422). Default 2. */
  readonly desired_increase?: 2 | 4 | undefined;
}

export const increaseResolutionInputSchema = whenUsed(() =>
  z.strictObject<IncreaseResolutionInput>({
    ...pictureEdit(),
    desired_increase: z.optional(z.oneOf([2, 4], { default: 2 })),
    ...sync(),
  }),
);
