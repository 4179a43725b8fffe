import { mediaInputSchema } from '../../schemas/media-input.ts';
import { rmbgResultSchema } from '../../schemas/pixazo/remove-background.ts';
import { mapped } from '../../schemas/schema.ts';
import * as z from '../../schemas/z.ts';
import { removeBackground as atBria } from '../bria/image.ts';
import type { Operation } from '../endpoint.ts';
import { removeBackground as atPixazo } from '../pixazo/image.ts';

/** What both providers take: the picture, and no options. */
const input = z.strictObject({ image: mediaInputSchema });

/** `image`: the picture, a public URL or bytes. */
export type RemoveBackgroundOperationInput = z.infer<typeof input>;

/** `image_url`: where the finished PNG can be fetched. */
export interface RemoveBackgroundOperationResult {
  readonly image_url: string;
}

/**
 * Cuts the foreground out of a picture, at either provider: `image` in, `image_url` of a PNG with
 * transparency out. For options of one provider, use its own endpoint.
 */
export const removeBackground: Operation<RemoveBackgroundOperationInput, RemoveBackgroundOperationResult> = {
  bria: { ...atBria, input },
  pixazo: {
    ...atPixazo,
    input,
    media: ['image'],
    toBody: ({ image }) => ({ image_url: image }),
    result: mapped(rmbgResultSchema, ({ media_url: [first] }) => ({ image_url: first })),
  },
};
