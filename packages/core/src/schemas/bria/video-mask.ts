import type { Schema } from '../schema.ts';
import { atLeastOne } from '../rules.ts';
import * as z from '../z.ts';
import {
  autoTrim,
  videoOutput,
  videoSource,
  type AutoTrim,
  type VideoOutput,
  type VideoSource,
} from './video.ts';
import { whenUsed } from './when-used.ts';

/** What `video.maskByPrompt` takes; a `video` of 5 s and 750p at most. */
export interface VideoMaskByPromptInput extends VideoSource, VideoOutput, AutoTrim {
  /** What to mask, in words. Where nothing in the video answers to it: 400. */
  readonly prompt: string;
}

export const videoMaskByPromptInputSchema = whenUsed(() =>
  z.strictObject<VideoMaskByPromptInput>({
    prompt: z.string(),
    ...videoSource(),
    ...autoTrim(),
    ...videoOutput('mp4_h264'),
  }),
);

/** A point of one frame, in pixels from its upper left corner. */
export interface KeyPoint {
  readonly x: number;
  readonly y: number;
  /** `positive` where the mask is to be, `negative` where it is not to be. */
  readonly type: 'positive' | 'negative';
}

/** What `video.maskByKeyPoints` takes; a `video` of 5 s and 750p at most. */
export interface VideoMaskByKeyPointsInput extends VideoSource, VideoOutput, AutoTrim {
  /** One or more. */
  readonly key_points: readonly KeyPoint[];
  /** The number of the frame that the points are of. */
  readonly frame_index?: number | undefined;
}

export const videoMaskByKeyPointsInputSchema = whenUsed(() =>
  z.strictObject<VideoMaskByKeyPointsInput>({
    key_points: z.nonEmptyList(
      z.strictObject<KeyPoint>({
        x: z.integer(),
        y: z.integer(),
        type: z.oneOf(['positive', 'negative']),
      }),
    ),
    frame_index: z.optional(z.integer()),
    ...videoSource(),
    ...autoTrim(),
    ...videoOutput('mp4_h264'),
  }),
);

/** What `video.foregroundMask` takes. */
export interface VideoForegroundMaskInput extends VideoSource, VideoOutput {}

export const videoForegroundMaskInputSchema = whenUsed(() =>
  z.strictObject<VideoForegroundMaskInput>({
    ...videoSource(),
    ...videoOutput('mp4_h264'),
  }),
);

/** A mask that was made, as a video: white where the object is. Kept until the organisation's policy says otherwise. */
export interface VideoMaskResult {
  /** Where it can be fetched, by whoever has the link. */
  readonly mask_url: string;
}

export const videoMaskResultSchema: Schema<VideoMaskResult> = z.looseObject<VideoMaskResult>({
  mask_url: z.string(),
});

/** No source says which of two names the foreground's mask comes under. */
interface EitherName {
  readonly mask_url?: string | undefined;
  readonly video_url?: string | undefined;
}

/** The mask as `mask_url`, whichever name it came under; both are kept. */
export const foregroundMaskResultSchema: Schema<VideoMaskResult> = z.mapped(
  z.looseObject<EitherName>(
    { mask_url: z.optional(z.string()), video_url: z.optional(z.string()) },
    atLeastOne('mask_url', 'video_url'),
  ),
  (result) => ({ ...result, mask_url: (result.mask_url ?? result.video_url)! }),
);
