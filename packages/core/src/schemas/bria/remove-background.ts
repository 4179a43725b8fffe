import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import {
  inputModeration,
  outputModeration,
  type InputModeration,
  type OutputModeration,
} from './moderation.ts';
import { sync, type Sync } from './sync.ts';

/** What `image.removeBackground` takes. Both moderations are off by default. */
export interface RemoveBackgroundInput extends InputModeration, OutputModeration, Sync {
  /** JPEG, PNG or WebP in RGB, RGBA or CMYK; 12 MB at most. */
  readonly image: MediaInput;
  /** Keep the transparency that the picture already has. Default true. */
  readonly preserve_alpha?: boolean | undefined;
}

/** Strict: a field that is not known is refused. Written out, because most apps need no other endpoint. */
export const removeBackgroundInputSchema = z.strictObject<RemoveBackgroundInput>({
  image: mediaInputSchema,
  preserve_alpha: z.optional(z.boolean({ default: true })),
  ...inputModeration(false),
  ...outputModeration(false),
  ...sync(),
});
