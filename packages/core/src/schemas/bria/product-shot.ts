/** Pictures of a product or a vehicle in a scene, version 1. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { must } from '../rules.ts';
import * as z from '../z.ts';
import { ASPECT_RATIOS, type AspectRatio } from './aspect-ratio.ts';
import { cutting, onePicture, sku, type Cutting, type Sku } from './product-v1.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

export const PLACEMENT_TYPES = [
  'original',
  'automatic',
  'manual_placement',
  'manual_padding',
  'custom_coordinates',
  'automatic_aspect_ratio',
] as const;

/** Which of the other fields say where the product lies, and how large the picture is. */
export type PlacementType = (typeof PLACEMENT_TYPES)[number];

export const MANUAL_PLACEMENTS = [
  'upper_left',
  'upper_right',
  'bottom_left',
  'bottom_right',
  'right_center',
  'left_center',
  'upper_center',
  'bottom_center',
  'center_vertical',
  'center_horizontal',
] as const;

/** Where in the picture the product lies, of `placement_type: 'manual_placement'`. */
export type ManualPlacement = (typeof MANUAL_PLACEMENTS)[number];

/** What all shots have in common. All lengths are in pixels. */
export interface Shot extends Cutting, Sync {
  /**
   * Pictures of each placement, 1 or more. Default 4. `automatic` has several placements (7 or 10: the
   * documentation says both), `manual_placement` as many as are selected.
   */
  readonly num_results?: number | undefined;
  /**
   * - `original`: as in the picture, see `original_quality`;
   * - `automatic`: recommended ones, in a picture of `shot_size`; not with `sync: true`;
   * - `manual_placement`: those of `manual_placement_selection`, in a picture of `shot_size`;
   * - `custom_coordinates`: see `foreground_image_size` and `…_location`, in a picture of `shot_size`;
   * - `manual_padding`: see `padding_values`;
   * - `automatic_aspect_ratio`: in the middle of a picture of `aspect_ratio`.
   */
  readonly placement_type?: PlacementType | undefined;
  /** Of `original`: keep the picture's size, where it would be scaled to 1 megapixel. Default false. */
  readonly original_quality?: boolean | undefined;
  /** Of `automatic_aspect_ratio`. */
  readonly aspect_ratio?: AspectRatio | undefined;
  /** Width and height of the picture; about 1 000 000 pixels are best. Default `[1000, 1000]`. */
  readonly shot_size?: readonly number[] | undefined;
  /** Of `custom_coordinates`: width and height of the product. */
  readonly foreground_image_size?: readonly number[] | undefined;
  /** Of `custom_coordinates`: its upper left corner, x and y. What lies outside of the picture is cut off. */
  readonly foreground_image_location?: readonly number[] | undefined;
  /** Of `manual_placement`: one or more. Default `['upper_left']`. */
  readonly manual_placement_selection?: readonly ManualPlacement[] | undefined;
  /** Of `manual_padding`: left, right, top and bottom of the product. Default `[0, 0, 0, 0]`. */
  readonly padding_values?: readonly number[] | undefined;
}

const shot = /* @__NO_SIDE_EFFECTS__ */ (byDefault?: PlacementType): z.Shape<Shot> => ({
  ...cutting(),
  num_results: z.optional(z.integerFrom(1, { default: 4 })),
  placement_type: z.optional(z.oneOf(PLACEMENT_TYPES, byDefault && { default: byDefault })),
  original_quality: z.optional(z.boolean({ default: false })),
  aspect_ratio: z.optional(z.oneOf(ASPECT_RATIOS)),
  shot_size: z.optional(z.list(z.integer(), { default: [1000, 1000] })),
  foreground_image_size: z.optional(z.list(z.integer())),
  foreground_image_location: z.optional(z.list(z.integer())),
  manual_placement_selection: z.optional(z.list(z.oneOf(MANUAL_PLACEMENTS), { default: ['upper_left'] })),
  padding_values: z.optional(z.list(z.integer(), { default: [0, 0, 0, 0] })),
  ...sync(),
});

const noSyncIfAutomatic = /* @__NO_SIDE_EFFECTS__ */ () =>
  must(
    'no sync with placement_type automatic',
    ({ sync: isSync, placement_type: placement }) => !(isSync && placement === 'automatic'),
  );

/** How a scene is made; Bria recommends `high_control`. */
export type ShotMode = 'base' | 'high_control' | 'fast';

/** A scene in words. */
export interface DescribedScene {
  /** How the scene is made. Bria recommends `high_control`: it keeps closest to the words. */
  readonly mode?: ShotMode | undefined;
  /**
   * In English; about 50 to 60 words, and 90 to 110 in `high_control`. A colour such as `#FF5733` gives a plain
   * ground, with `num_results: 1` only.
   */
  readonly scene_description?: string | undefined;
  /** Let a language model improve the description. Default true. */
  readonly optimize_description?: boolean | undefined;
  /** What is not to be seen, in English. Not in `fast`. */
  readonly exclude_elements?: string | undefined;
}

const describedScene = /* @__NO_SIDE_EFFECTS__ */ (byDefault: ShotMode): z.Shape<DescribedScene> => ({
  mode: z.optional(z.oneOf(['base', 'high_control', 'fast'], { default: byDefault })),
  scene_description: z.optional(z.string()),
  optimize_description: z.optional(z.boolean({ default: true })),
  exclude_elements: z.optional(z.string()),
});

/** What `product.lifestyleShotByText` takes. `mode` is `fast` and `placement_type` is `original` by default. */
export interface LifestyleShotByTextInput extends Shot, DescribedScene, Sku {}

export const lifestyleShotByTextInputSchema = whenUsed(() =>
  z.strictObject<LifestyleShotByTextInput>(
    { ...shot('original'), ...describedScene('fast'), ...sku() },
    onePicture(),
    noSyncIfAutomatic(),
  ),
);

/** What `product.lifestyleShotByImage` takes: the scene is that of another picture. */
export interface LifestyleShotByImageInput extends Shot, Sku {
  /** URL of the other picture: one, in a list. Wins over `ref_image_file`. */
  readonly ref_image_urls?: readonly MediaInput[] | undefined;
  /** Bytes of the other picture: one, in a list. */
  readonly ref_image_file?: readonly MediaInput[] | undefined;
  /** Adapt light, shadows and textures of the other picture. Default true. */
  readonly enhance_ref_image?: boolean | undefined;
  /** How much like the other picture the scene is, 0 to 1. Default 1. */
  readonly ref_image_influence?: number | undefined;
}

export const lifestyleShotByImageInputSchema = whenUsed(() =>
  z.strictObject<LifestyleShotByImageInput>(
    {
      ...shot(),
      ...sku(),
      ref_image_urls: z.optional(z.list(mediaInputSchema)),
      ref_image_file: z.optional(z.list(mediaInputSchema)),
      enhance_ref_image: z.optional(z.boolean({ default: true })),
      ref_image_influence: z.optional(z.numberIn({ minimum: 0, maximum: 1, default: 1 })),
    },
    onePicture(),
    noSyncIfAutomatic(),
  ),
);

/** What `product.vehicleShotByText` takes. `mode` is `high_control` by default. */
export interface VehicleShotByTextInput extends Shot, DescribedScene {}

export const vehicleShotByTextInputSchema = whenUsed(() =>
  z.strictObject<VehicleShotByTextInput>(
    { ...shot(), ...describedScene('high_control') },
    onePicture(),
    noSyncIfAutomatic(),
  ),
);
