import { mediaInputSchema } from '../media-input.ts';
import { accept, type Schema } from '../schema.ts';
import * as z from '../z.ts';
import { isLink } from './is-link.ts';
import { numberInText } from './number-in-text.ts';
import type { PictureInput } from './picture-edit.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import type { Expiring } from './result.ts';
import { sync, type Sync } from './sync.ts';

/** What `image.allMasks` takes. */
export interface AllMasksInput extends PictureInput, Sync {}

export const allMasksInputSchema = z.strictObject<AllMasksInput>({ image: mediaInputSchema, ...sync() });

/** One region of a picture. */
export interface RegionMask {
  /** Where the mask can be fetched: a PNG of the picture's size, white (255) in the region, black elsewhere. */
  readonly image_url: string;
  /** Its place in the order of confidence, from 1. */
  readonly id?: TailoredId | undefined;
  /** White pixels of the mask. */
  readonly area?: number | undefined;
  /** From 0 to 1. */
  readonly confidence?: number | undefined;
}

export interface AllMasksResult extends Expiring {
  /** The regions that were found, the surest first. They may overlap, and one may contain another. */
  readonly masks: readonly RegionMask[];
}

const regionMaskSchema = z.looseObject<RegionMask>({
  image_url: z.string(),
  id: z.optional(tailoredIdSchema),
  area: z.optional(numberInText()),
  confidence: z.optional(numberInText()),
});

/**
 * No answer was seen: the documentation names `id`, `area`, `confidence` and a link, and neither the key of the
 * list nor that of the link. So both are taken wherever they are, first where others have them.
 */
export const allMasksResultSchema: Schema<AllMasksResult> = z.mapped(
  z.custom<object>((answer) => masksOf(answer) !== undefined, 'a list of masks'),
  (answer) => ({ ...(Array.isArray(answer) ? {} : answer), masks: masksOf(answer)! }),
);

/** None where no region was found; undefined where no list can be read as one of masks. */
function masksOf(answer: unknown): readonly RegionMask[] | undefined {
  const { masks: named, ...others } = Object(answer) as Readonly<Record<string, unknown>>;
  if (Array.isArray(named) && named.length === 0) return [];
  const lists = [answer, named, ...Object.values(others)].filter((value) => Array.isArray(value));
  const masks = lists.map((list: readonly unknown[]) => list.flatMap(regionMaskOf));
  return masks.find((some) => some.length > 0) ?? (lists.flat().length > 0 ? undefined : masks[0]);
}

/** A link, or what has one. What is odd of one mask does not cost the others. */
function regionMaskOf(mask: unknown): readonly RegionMask[] {
  if (isLink(mask)) return [{ image_url: mask }];
  const fields = Object(mask) as Readonly<Record<string, unknown>>;
  const { image_url: image, mask_url: itself, url } = fields;
  const link = image ?? itself ?? url ?? Object.values(fields).find(isLink);
  const outcome = accept(regionMaskSchema, { ...fields, image_url: link });
  return 'value' in outcome ? [outcome.value] : [];
}
