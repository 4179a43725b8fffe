import { BACKGROUND_COLORS, type BackgroundColor } from '../../schemas/background-color.ts';
import { VIDEO_PRESETS, type VideoPreset } from '../../schemas/bria/video.ts';
import { mediaInputSchema, type MediaInput } from '../../schemas/media-input.ts';
import { transparencyNeedsAlpha } from '../../schemas/pixazo/remove-video-background.ts';
import { pixazoResultSchema } from '../../schemas/pixazo/result.ts';
import * as z from '../../schemas/z.ts';
import { removeBackground as atBria } from '../bria/video-edit.ts';
import type { Operation } from '../endpoint.ts';
import { hostedVideo } from '../media.ts';
import { removeBackground as atPixazo } from '../pixazo/video.ts';

/** What both providers take. */
export interface RemoveVideoBackgroundOperationInput {
  /** A public URL; at Pixazo also a Blob, where the client has a `host`. */
  readonly video: MediaInput;
  /**
   * What stands behind the foreground. Default `Black`; `Transparent` needs a preset with an alpha channel, such
   * as `webm_vp9`.
   */
  readonly background_color?: BackgroundColor | undefined;
  /** Container and codec of what is made. Default `webm_vp9`. */
  readonly output_container_and_codec?: VideoPreset | undefined;
  /** Keep the sound. Default true. */
  readonly preserve_audio?: boolean | undefined;
}

const input = z.strictObject<RemoveVideoBackgroundOperationInput>(
  {
    video: mediaInputSchema,
    background_color: z.optional(z.oneOf(BACKGROUND_COLORS, { default: 'Black' })),
    output_container_and_codec: z.optional(z.oneOf(VIDEO_PRESETS, { default: 'webm_vp9' })),
    preserve_audio: z.optional(z.boolean({ default: true })),
  },
  transparencyNeedsAlpha,
);

/** Says what the providers would fill in: they differ, and at Bria the sources disagree. */
const spelledOut = ({
  background_color = 'Black',
  output_container_and_codec = 'webm_vp9',
  ...rest
}: Readonly<Record<string, unknown>>) => ({ ...rest, background_color, output_container_and_codec });

/** `video_url`: where the finished video can be fetched. */
export interface RemoveVideoBackgroundOperationResult {
  readonly video_url: string;
}

/**
 * Puts a plain colour, or nothing, behind the foreground of a video, at either provider: `video` in,
 * `video_url` out. For options of one provider, use its own endpoint.
 */
export const removeVideoBackground: Operation<
  RemoveVideoBackgroundOperationInput,
  RemoveVideoBackgroundOperationResult
> = {
  bria: { ...atBria, input, toBody: spelledOut },
  pixazo: {
    ...atPixazo,
    input,
    media: { video: hostedVideo },
    toBody: ({ video, ...rest }) => ({ video_url: video, ...spelledOut(rest) }),
    result: z.mapped(pixazoResultSchema, ({ media_url: [first] }) => ({ video_url: first })),
  },
};
