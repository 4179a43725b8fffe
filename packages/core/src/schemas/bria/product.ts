/** Product pictures, version 2. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import {
  inputModeration,
  outputModeration,
  type InputModeration,
  type OutputModeration,
} from './moderation.ts';
import { pictureEdit, type PictureEdit } from './picture-edit.ts';
import { sku, type Sku } from './product-v1.ts';
import { seed, type Seedable } from './seed.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

/** Where in the scene a product lies, in pixels of the scene. */
export interface ProductCoordinates {
  /** Of the left edge. */
  readonly x: number;
  /** Of the upper edge. */
  readonly y: number;
  /** Of the product, cut out tightly: other proportions than its own distort it. At most the scene's. */
  readonly width: number;
  /** As `width`. */
  readonly height: number;
}

/** One product, and where it is to be. */
export interface PlacedProduct {
  /** JPEG, PNG or WebP. Cut out first, unless it has transparency. */
  readonly image: MediaInput;
  readonly coordinates: ProductCoordinates;
}

/**
 * What `product.integrate` takes. Both moderations are on by default. `sync` is not in the OpenAPI of 2026-08:
 * Bria's agent skill shows both answers.
 */
export interface IntegrateInput extends Seedable, InputModeration, OutputModeration, Sync {
  /** JPEG, PNG or WebP. */
  readonly scene: MediaInput;
  /** One or more. */
  readonly products: readonly PlacedProduct[];
}

export const integrateInputSchema = whenUsed(() =>
  z.strictObject<IntegrateInput>({
    scene: mediaInputSchema,
    products: z.nonEmptyList(
      z.strictObject<PlacedProduct>({
        image: mediaInputSchema,
        coordinates: z.strictObject<ProductCoordinates>({
          x: z.integer(),
          y: z.integer(),
          width: z.integer(),
          height: z.integer(),
        }),
      }),
    ),
    ...seed(),
    ...inputModeration(true),
    ...outputModeration(true),
    ...sync(),
  }),
);

/** What `product.cutout` takes. */
export interface CutoutInput extends PictureEdit, Sku, Sync {
  /** Look for the background even where the picture has transparency already. Default false. */
  readonly force_background_detection?: boolean | undefined;
  /** Default `png`. */
  readonly output_type?: 'png' | 'jpeg' | undefined;
  /** From which score the picture is refused, where its moderation is on. Default 80. */
  readonly visual_input_content_moderation_threshold?: number | undefined;
  /** From which score the result is withheld, where its moderation is on. Default 80. */
  readonly visual_output_content_moderation_threshold?: number | undefined;
}

export const cutoutInputSchema = whenUsed(() =>
  z.strictObject<CutoutInput>({
    ...pictureEdit(),
    ...sku(),
    force_background_detection: z.optional(z.boolean({ default: false })),
    output_type: z.optional(z.oneOf(['png', 'jpeg'], { default: 'png' })),
    visual_input_content_moderation_threshold: z.optional(z.number({ default: 80 })),
    visual_output_content_moderation_threshold: z.optional(z.number({ default: 80 })),
    ...sync(),
  }),
);
