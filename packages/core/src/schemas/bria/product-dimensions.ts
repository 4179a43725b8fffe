/** Drawings of how large a product is. Not in the OpenAPI of 2026-08; Bria's agent skill of 2026-09. */
import { mediaInputSchema } from '../media-input.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { isLink } from './is-link.ts';
import type { PictureInput } from './picture-edit.ts';
import type { ImageResult } from './result.ts';

/** One line with a length at the side of the product. */
export interface ProductDimension {
  readonly name: 'height' | 'width_bottom' | 'width_top';
  /** More than 0, in `unit`. */
  readonly value: number;
  readonly unit: 'mm' | 'cm' | 'm' | 'in' | '"' | 'ft' | "'";
  /** Where the line is drawn. Default: `left` for a height, else `bottom` or `top` as in the name. */
  readonly position?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

/** A weight, to be written beside the product. */
export interface ProductWeight {
  /** More than 0, in `unit`. */
  readonly value: number;
  readonly unit: 'lb' | 'oz' | 'g' | 'kg';
  /** Default `Weight`. */
  readonly label?: 'Weight' | 'Net Weight' | undefined;
}

/** How much the product holds, to be written beside it. */
export interface ProductCapacity {
  /** More than 0, in `unit`. */
  readonly value: number;
  readonly unit: 'fl_oz' | 'ml' | 'l' | 'qt' | 'gal' | 'cups';
}

/** What `product.dimensions` takes. */
export interface DimensionsInput extends PictureInput {
  /** One or more. For a label in two units: two with one name and position, and a `units_display` for two. */
  readonly dimensions: readonly ProductDimension[];
  readonly style: 'default' | 'childlike' | 'elegant';
  /** How a label in two units is written. Default `single`. */
  readonly units_display?: 'single' | 'dual_bullet' | 'dual_slash' | 'dual_parens' | undefined;
  /** `white`, `cream`, `charcoal` or a colour such as `#f5f0e8`. Default `white`. */
  readonly background?: string | undefined;
  /** Written above the product; 80 characters at most. */
  readonly title?: string | undefined;
  /** Default `top_center`. */
  readonly title_position?: 'top_left' | 'top_center' | 'top_right' | undefined;
  /** Written below the product. */
  readonly weight?: ProductWeight | undefined;
  /** Written below the product. */
  readonly capacity?: ProductCapacity | undefined;
  /** `dual` gives two pictures: the whole, and the drawing alone on a transparent ground. Default `png`. */
  readonly output_format?: 'png' | 'jpeg' | 'dual' | undefined;
  /** Edge of the square picture in pixels, 256 to 2200. Default 2200. */
  readonly output_size?: number | undefined;
  /** Draw each line as long as what it measures, the largest across the product. Default true. */
  readonly proportional_lines?: boolean | undefined;
}

const positive = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.custom<number>((value) => Number.isFinite(value) && (value as number) > 0, 'number above 0', {
    type: 'number',
  });

const MAX_TITLE_LENGTH = 80;

export const dimensionsInputSchema = z.strictObject<DimensionsInput>({
  image: mediaInputSchema,
  dimensions: z.nonEmptyList(
    z.strictObject<ProductDimension>({
      name: z.oneOf(['height', 'width_bottom', 'width_top']),
      value: positive(),
      unit: z.oneOf(['mm', 'cm', 'm', 'in', '"', 'ft', "'"]),
      position: z.optional(z.oneOf(['top', 'bottom', 'left', 'right'])),
    }),
  ),
  style: z.oneOf(['default', 'childlike', 'elegant']),
  units_display: z.optional(
    z.oneOf(['single', 'dual_bullet', 'dual_slash', 'dual_parens'], { default: 'single' }),
  ),
  background: z.optional(z.string({ default: 'white' })),
  title: z.optional(
    z.custom<string>(
      (value) => typeof value === 'string' && Array.from(value).length <= MAX_TITLE_LENGTH,
      `a text of at most ${MAX_TITLE_LENGTH} characters`,
      { type: 'string' },
    ),
  ),
  title_position: z.optional(z.oneOf(['top_left', 'top_center', 'top_right'], { default: 'top_center' })),
  weight: z.optional(
    z.strictObject<ProductWeight>({
      value: positive(),
      unit: z.oneOf(['lb', 'oz', 'g', 'kg']),
      label: z.optional(z.oneOf(['Weight', 'Net Weight'], { default: 'Weight' })),
    }),
  ),
  capacity: z.optional(
    z.strictObject<ProductCapacity>({
      value: positive(),
      unit: z.oneOf(['fl_oz', 'ml', 'l', 'qt', 'gal', 'cups']),
    }),
  ),
  output_format: z.optional(z.oneOf(['png', 'jpeg', 'dual'], { default: 'png' })),
  output_size: z.optional(z.integerIn({ minimum: 256, maximum: 2200, default: 2200 })),
  proportional_lines: z.optional(z.boolean({ default: true })),
});

export interface DimensionsResult extends ImageResult {
  /** Of `output_format: 'dual'`: the drawing alone. */
  readonly overlay_url?: string | undefined;
}

/**
 * How an answer names two pictures is not documented, only their order: so they are taken from whatever list has
 * two, and one by itself is the drawing only where it is called an overlay.
 */
export const dimensionsResultSchema: Schema<DimensionsResult> = z.mapped(
  z.custom<object>((answer) => isLink(picturesOf(answer)[0]), 'the link of a picture'),
  (answer) => {
    const [image_url = '', overlay_url] = picturesOf(answer);
    return { ...(Array.isArray(answer) ? {} : answer), image_url, overlay_url };
  },
);

/** The picture and the drawing, as far as they are there. */
function picturesOf(answer: unknown): readonly (string | undefined)[] {
  const { image_url: named, overlay, overlay_url: drawing = overlay, ...others } = Object(answer) as Named;
  const lists = [named, ...Object.values(others), answer].map((part) =>
    [part].flat().map(linkIn).filter(isLink),
  );
  const pair = lists.find(({ length }) => length > 1);
  return [lists.flat()[0], pair ? pair[1] : linkIn(drawing)];
}

type Named = Readonly<Record<string, unknown>>;

/** What is a link, or has one. */
const linkIn = (picture: unknown) => [picture, ...Object.values(Object(picture) as Named)].find(isLink);
