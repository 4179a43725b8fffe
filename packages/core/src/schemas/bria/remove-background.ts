import { mediaInputSchema } from '../media-input.ts';
import * as z from '../z.ts';

/** What is the same for users and on the wire. */
export const removeBackgroundOptions = {
  /** Keep the transparency that the picture already has. Default true. */
  preserve_alpha: z.optional(z.boolean()),
  /** Refuse a picture that fails moderation. Default false. */
  visual_input_content_moderation: z.optional(z.boolean()),
  /** Withhold a result that fails moderation. Default false. */
  visual_output_content_moderation: z.optional(z.boolean()),
};

/** What users pass. Strict: a misspelt option would be ignored by the API, and billed. */
export const removeBackgroundInputSchema = z.strictObject({
  /** JPEG, PNG or WebP in RGB, RGBA or CMYK; 12 MB at most. */
  image: mediaInputSchema,
  ...removeBackgroundOptions,
});
export type RemoveBackgroundInput = z.infer<typeof removeBackgroundInputSchema>;

/** `result` of the finished job. */
export const removeBackgroundResultSchema = z.looseObject({
  /** A PNG with alpha. The link lives for 3 days unless the organisation changed that. */
  image_url: z.string(),
});
export type RemoveBackgroundResult = z.infer<typeof removeBackgroundResultSchema>;
