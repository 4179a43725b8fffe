/** Product pictures, version 1. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { atLeastOne } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { contentModeration, type ContentModeration } from './content-moderation.ts';
import type { Expiring, OnWire } from './result.ts';
import { whenUsed } from './when-used.ts';

/** Of version 1: the picture by its URL or by its bytes. One of both is needed; the URL wins. */
export interface PictureSource {
  /** URL of a JPEG, PNG or WebP; 12 MB at most. */
  readonly image_url?: MediaInput | undefined;
  /** Bytes of a JPEG, PNG or WebP; 12 MB at most. */
  readonly file?: MediaInput | undefined;
}

export const pictureSource = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<PictureSource> => ({
  image_url: z.optional(mediaInputSchema),
  file: z.optional(mediaInputSchema),
});

export const onePicture = /* @__NO_SIDE_EFFECTS__ */ () => atLeastOne('image_url', 'file');

/** Of all that cuts out what the picture shows. */
export interface Cutting extends PictureSource, ContentModeration {
  /** Remove the background even where the picture has transparency already. Default false. */
  readonly force_rmbg?: boolean | undefined;
}

export const cutting = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Cutting> => ({
  ...pictureSource(),
  force_rmbg: z.optional(z.boolean({ default: false })),
  ...contentModeration(),
});

export interface Sku {
  /** Your name for the product (stock keeping unit). */
  readonly sku?: string | undefined;
}

export const sku = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Sku> => ({ sku: z.optional(z.string()) });

/** What `product.cutoutV1` takes. */
export interface CutoutV1Input extends Cutting, Sku {
  /** Keep the transparency that the picture already has. Default true. */
  readonly preserve_alpha?: boolean | undefined;
}

export const cutoutV1InputSchema = whenUsed(() =>
  z.strictObject<CutoutV1Input>(
    { ...cutting(), ...sku(), preserve_alpha: z.optional(z.boolean({ default: true })) },
    onePicture(),
  ),
);

/** What `product.packshot` takes. */
export interface PackshotInput extends Cutting, Sku {
  /** A colour such as `#FFFFFF`, or `transparent`. Default `#FFFFFF`. */
  readonly background_color?: string | undefined;
}

export const packshotInputSchema = whenUsed(() =>
  z.strictObject<PackshotInput>(
    { ...cutting(), ...sku(), background_color: z.optional(z.string({ default: '#FFFFFF' })) },
    onePicture(),
  ),
);

/** What `product.shadow` takes. The picture has to be a cutout. */
export interface ShadowInput extends Cutting, Sku {
  /** `regular` falls behind the product, `float` is an ellipse below it. Default `regular`. */
  readonly type?: 'regular' | 'float' | undefined;
  /** A colour such as `#FFFFFF`. Default: transparent. */
  readonly background_color?: string | undefined;
  /** Default `#000000`. */
  readonly shadow_color?: string | undefined;
  /** How far to the right and down the shadow lies, in pixels; either may be negative. Default `[0, 15]`. */
  readonly shadow_offset?: readonly number[] | undefined;
  /** 0 to 100. Default 60. */
  readonly shadow_intensity?: number | undefined;
  /** Default 15, and 20 of a `float`. */
  readonly shadow_blur?: number | undefined;
  /** Of a `float`, in pixels; may be negative. Default: as the product's width is. */
  readonly shadow_width?: number | undefined;
  /** Of a `float`, in pixels; may be negative. Default 70. */
  readonly shadow_height?: number | undefined;
  /** Keep the transparency that the picture already has. Default true. */
  readonly preserve_alpha?: boolean | undefined;
}

export const shadowInputSchema = whenUsed(() =>
  z.strictObject<ShadowInput>(
    {
      ...cutting(),
      ...sku(),
      type: z.optional(z.oneOf(['regular', 'float'], { default: 'regular' })),
      background_color: z.optional(z.string()),
      shadow_color: z.optional(z.string({ default: '#000000' })),
      shadow_offset: z.optional(z.sizedList(z.integer(), { minItems: 2, maxItems: 2, default: [0, 15] })),
      shadow_intensity: z.optional(z.integerIn({ minimum: 0, maximum: 100, default: 60 })),
      shadow_blur: z.optional(z.integer()),
      shadow_width: z.optional(z.integer()),
      shadow_height: z.optional(z.integer({ default: 70 })),
      preserve_alpha: z.optional(z.boolean({ default: true })),
    },
    onePicture(),
  ),
);

export interface ProductResult extends Expiring {
  /** Where the picture can be fetched, by whoever has the link. */
  readonly result_url: string;
}

export const productResultSchema: Schema<ProductResult> = z.looseObject<OnWire<ProductResult>>({
  result_url: z.string(),
});
