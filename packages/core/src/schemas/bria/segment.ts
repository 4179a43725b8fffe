import { mediaInputSchema } from '../media-input.ts';
import { accept, mapped, type Schema } from '../schema.ts';
import * as z from '../z.ts';
import type { PictureInput } from './picture-edit.ts';
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
  readonly id?: number | undefined;
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
  id: z.optional(z.integer()),
  area: z.optional(z.number()),
  confidence: z.optional(z.number()),
});

/**
 * No answer was seen: the documentation names `id`, `area`, `confidence` and a link, and neither the key of the
 * list nor that of the link. So the list is taken wherever it is, and a link under each name that others have.
 */
export const allMasksResultSchema: Schema<AllMasksResult> = mapped(
  z.custom<object>(
    (answer) => masksOf(answer) !== undefined,
    () => 'a list of masks',
  ),
  (answer) => ({ ...(Array.isArray(answer) ? {} : answer), masks: masksOf(answer)! }),
);

/** None where no region was found; undefined where no list can be read as one of masks. */
function masksOf(answer: unknown): readonly RegionMask[] | undefined {
  const lists = [answer, ...Object.values(Object(answer) as object)].filter((value) => Array.isArray(value));
  const masks = lists.map((list: readonly unknown[]) => list.flatMap(regionMaskOf));
  return masks.find((some) => some.length > 0) ?? (lists.flat().length > 0 ? undefined : masks[0]);
}

/** What is odd of one mask does not cost the others. */
function regionMaskOf(mask: unknown): readonly RegionMask[] {
  const fields = Object(mask) as Readonly<Record<string, unknown>>;
  const link = fields['image_url'] ?? fields['mask_url'] ?? fields['url'];
  const outcome = accept(regionMaskSchema, { ...fields, image_url: link });
  return 'value' in outcome ? [outcome.value] : [];
}
