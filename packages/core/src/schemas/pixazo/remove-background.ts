import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';

/** What Pixazo's `image.removeBackground` (RMBG 2.0) takes. It has no options. */
export interface RmbgInput {
  /** A public URL, or local bytes where the client has a `host` to put them first. */
  readonly image_url: MediaInput;
}

/** Strict: a field that is not known is refused. */
export const rmbgInputSchema = z.strictObject<RmbgInput>({ image_url: mediaInputSchema });
