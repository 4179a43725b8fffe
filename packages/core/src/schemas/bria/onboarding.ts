/** Pictures that Bria knows by an id, version 1. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { atLeastOne } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';

/** What `onboarding.register` takes: `image_url`, `org_image_key`, or both; the URL wins. */
export interface RegisterImageInput {
  /** URL of a JPEG or PNG in RGB, RGBA or CMYK, 12 MB at most, for anybody to fetch. */
  readonly image_url?: MediaInput | undefined;
  /** Your own name for the picture. Bria fetches it by that where you have told them how to. */
  readonly org_image_key?: string | undefined;
  /** Show it in your organisation's gallery only, and not in Bria's public one. Default true. */
  readonly is_private?: boolean | string | undefined;
}

export const registerImageInputSchema = z.strictObject<RegisterImageInput>(
  {
    image_url: z.optional(mediaInputSchema),
    org_image_key: z.optional(z.string()),
    is_private: z.optional(z.either(z.boolean({ default: true }), z.string())),
  },
  atLeastOne('image_url', 'org_image_key'),
);

/** What `onboarding.register` gives. */
export interface RegisterImageResult {
  /** Bria's name for the picture: keep it with yours. */
  readonly visual_id: string;
}

/** As text, even where it came as a number. */
export const registerImageResultSchema: Schema<RegisterImageResult> = z.mapped(
  z.looseObject<RemoveImageInput>({ visual_id: tailoredIdSchema }),
  (result) => ({ ...result, visual_id: String(result.visual_id) }),
);

/** What `onboarding.removeImage` takes. */
export interface RemoveImageInput {
  /** From `onboarding.register`. */
  readonly visual_id: TailoredId;
}

export const removeImageInputSchema = z.strictObject<RemoveImageInput>({ visual_id: tailoredIdSchema });
