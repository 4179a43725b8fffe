import { BACKGROUND_COLORS, type BackgroundColor } from '../background-color.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { must } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { whenUsed } from './when-used.ts';

/** Containers and codecs of a video that is made, as Bria names them. */
export const VIDEO_PRESETS = [
  'mp4_h264',
  'mp4_h265',
  'webm_vp9',
  'mov_h265',
  'mov_proresks',
  'mkv_h264',
  'mkv_h265',
  'mkv_vp9',
  'gif',
] as const;

/** A container and codec, as Bria names them. */
export type VideoPreset = (typeof VIDEO_PRESETS)[number];

/** Of endpoints that work on a video. */
export interface VideoSource {
  /**
   * The video, as a public URL: MP4, MOV, WebM, AVI or GIF in H.264, H.265, VP9, AV1 or PhotoJPEG; 60 s and
   * 16000 × 16000 pixels at most, less where the endpoint says so. A local one is uploaded first: `withUploads`.
   */
  readonly video: MediaInput;
}

/** Those that only the prose of Bria's documentation names. */
const OTHER_PRESETS = ['avi_h264', 'mkv_raw'] as const;

/** Of endpoints that make a video. */
export interface VideoOutput {
  /** Container and codec of what is made. Default `mp4_h264`; of `replaceBackground` and `greenScreen` `webm_vp9`. */
  readonly output_container_and_codec?:
    VideoPreset | (typeof OTHER_PRESETS)[number] | (string & {}) | undefined;
}

export interface AudioTrack {
  /** Keep the sound. Default true. */
  readonly preserve_audio?: boolean | undefined;
}

/** Of endpoints that take 5 seconds and no more. */
export interface AutoTrim {
  /** Cut a longer video to its first 5 s, instead of refusing it. Default false. */
  readonly auto_trim?: boolean | undefined;
}

export const videoSource = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<VideoSource> => ({
  video: mediaInputSchema,
});

export const videoOutput = /* @__NO_SIDE_EFFECTS__ */ (byDefault: VideoPreset): z.Shape<VideoOutput> => ({
  output_container_and_codec: z.optional(
    z.openOneOf([...VIDEO_PRESETS, ...OTHER_PRESETS], { default: byDefault }),
  ),
});

export const audioTrack = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<AudioTrack> => ({
  preserve_audio: z.optional(z.boolean({ default: true })),
});

export const autoTrim = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<AutoTrim> => ({
  auto_trim: z.optional(z.boolean({ default: false })),
});

/** What `video.erase` takes; a `video` of 5 s and 750p at most. */
export interface VideoEraseInput extends VideoSource, VideoOutput, AudioTrack, AutoTrim {
  /** A video by its URL, white where something is to vanish and black elsewhere: `video.maskByPrompt` makes one. */
  readonly mask: MediaInput;
}

export const videoEraseInputSchema = whenUsed(() =>
  z.strictObject<VideoEraseInput>({
    mask: mediaInputSchema,
    ...videoSource(),
    ...autoTrim(),
    ...audioTrack(),
    ...videoOutput('mp4_h264'),
  }),
);

/** What `video.increaseResolution` takes. */
export interface VideoIncreaseResolutionInput extends VideoSource, VideoOutput, AudioTrack {
  /** How many times wider and higher. Default 2. What comes out is 7680 × 4320 pixels at most, else 422. */
  readonly desired_increase?: 2 | 4 | undefined;
}

export const videoIncreaseResolutionInputSchema = whenUsed(() =>
  z.strictObject<VideoIncreaseResolutionInput>({
    desired_increase: z.optional(z.oneOf([2, 4], { default: 2 })),
    ...videoSource(),
    ...audioTrack(),
    ...videoOutput('mp4_h264'),
  }),
);

/**
 * What `video.removeBackground` takes. Set both `background_color` and `output_container_and_codec`: what is
 * taken in their place is `Black` and `mp4_h264` by the OpenAPI, `Transparent` and `webm_vp9` as observed.
 */
export interface VideoRemoveBackgroundInput extends VideoSource, VideoOutput, AudioTrack {
  /**
   * What stands behind the foreground. `Transparent` needs a preset with an alpha channel: `webm_vp9`,
   * `mkv_vp9` or `mov_proresks`. The documentation names `mov_h265` and `gif` too, which the service refused
   * when it was last seen (2026-06); the others are refused here.
   */
  readonly background_color?: BackgroundColor | undefined;
  /** Not described by the provider. Default false. */
  readonly auto_zoom?: boolean | undefined;
}

/** No alpha channel, by any source. */
const OPAQUE = /^(mp4|mkv|avi)_h26/;

export const videoRemoveBackgroundInputSchema = whenUsed(() =>
  z.strictObject<VideoRemoveBackgroundInput>(
    {
      background_color: z.optional(z.oneOf(BACKGROUND_COLORS, { default: 'Black' })),
      auto_zoom: z.optional(z.boolean({ default: false })),
      ...videoSource(),
      ...audioTrack(),
      ...videoOutput('mp4_h264'),
    },
    must(
      'webm_vp9, mkv_vp9 or mov_proresks as output_container_and_codec with background_color Transparent',
      (value) =>
        value['background_color'] !== 'Transparent' ||
        !OPAQUE.test(String(value['output_container_and_codec'])),
    ),
  ),
);

/** What `video.replaceBackground` takes. Its default preset is `webm_vp9`; the prose advises `mp4_h264`. */
export interface VideoReplaceBackgroundInput extends VideoSource, VideoOutput, AudioTrack {
  /** The picture or the video to put behind the foreground, as a public URL. */
  readonly background_url: MediaInput;
}

export const videoReplaceBackgroundInputSchema = whenUsed(() =>
  z.strictObject<VideoReplaceBackgroundInput>({
    background_url: mediaInputSchema,
    ...videoSource(),
    ...audioTrack(),
    ...videoOutput('webm_vp9'),
  }),
);

/** What `video.greenScreen` takes. Its default preset is `webm_vp9`; the prose advises `mp4_h264`. */
export interface VideoGreenScreenInput extends VideoSource, VideoOutput, AudioTrack {
  /** The colour behind the foreground. Default `broadcast_green`. */
  readonly green_shade?: 'broadcast_green' | 'chroma_green' | 'blue_screen' | undefined;
}

export const videoGreenScreenInputSchema = whenUsed(() =>
  z.strictObject<VideoGreenScreenInput>({
    green_shade: z.optional(
      z.oneOf(['broadcast_green', 'chroma_green', 'blue_screen'], { default: 'broadcast_green' }),
    ),
    ...videoSource(),
    ...audioTrack(),
    ...videoOutput('webm_vp9'),
  }),
);

/** A video that was made. It is kept until the organisation's own policy says otherwise. */
export interface VideoResult {
  /** Where it can be fetched, by whoever has the link. */
  readonly video_url: string;
}

export const videoResultSchema: Schema<VideoResult> = z.looseObject<VideoResult>({ video_url: z.string() });
