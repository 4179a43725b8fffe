import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import {
  inputModeration,
  outputModeration,
  type InputModeration,
  type OutputModeration,
} from './moderation.ts';

/** Of endpoints that work on one picture. */
export interface PictureInput {
  /** JPEG, PNG or WebP in RGB, RGBA or CMYK; 12 MB at most. */
  readonly image: MediaInput;
}

/** What the edits that do not read an instruction have in common. Both moderations are off by default. */
export interface PictureEdit extends PictureInput, InputModeration, OutputModeration {
  /** Keep the transparency that the picture already has. Default true. */
  readonly preserve_alpha?: boolean | undefined;
}

export const pictureEdit = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<PictureEdit> => ({
  image: mediaInputSchema,
  preserve_alpha: z.optional(z.boolean({ default: true })),
  ...inputModeration(false),
  ...outputModeration(false),
});
