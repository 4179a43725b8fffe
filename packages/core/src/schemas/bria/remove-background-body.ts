import * as z from '../z.ts';
import { removeBackgroundOptions } from './remove-background.ts';

/** What goes over the wire. Loose, as the service is: it ignores fields that it does not know. */
export const removeBackgroundBodySchema = z.looseObject({
  /** A public URL, or base64 without the `data:` prefix. */
  image: z.string(),
  ...removeBackgroundOptions,
  /** Answer on the submit itself (200) instead of 202. Default false. */
  sync: z.optional(z.boolean()),
  webhook_url: z.optional(z.string()),
});
