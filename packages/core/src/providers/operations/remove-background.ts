import { mediaInputSchema, type MediaInput } from '../../schemas/media-input.ts';
import { pixazoResultSchema } from '../../schemas/pixazo/result.ts';

import * as z from '../../schemas/z.ts';
import { removeBackground as atBria } from '../bria/image.ts';
import type { Operation } from '../endpoint.ts';
import { hostedPicture } from '../media.ts';
import { removeBackground as atPixazo } from '../pixazo/image.ts';

/** What both providers take: the picture, and no options. */
export interface RemoveBackgroundOperationInput {
  /** A public URL, or bytes. */
  readonly image: MediaInput;
}

const input = z.strictObject<RemoveBackgroundOperationInput>({ image: mediaInputSchema });

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
    media: { image: hostedPicture },
    toBody: ({ image }) => ({ image_url: image }),
    result: z.mapped(pixazoResultSchema, ({ media_url: [first] }) => ({ image_url: first })),
  },
};
