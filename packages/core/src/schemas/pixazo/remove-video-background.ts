import { BACKGROUND_COLORS, type BackgroundColor } from '../background-color.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { must } from '../rules.ts';
import * as z from '../z.ts';

/** Containers and codecs of a video that is made, as Pixazo names them. */
export const PIXAZO_VIDEO_PRESETS = [
  'mp4_h265',
  'mp4_h264',
  'webm_vp9',
  'mov_h265',
  'mov_proresks',
  'mkv_h265',
  'mkv_h264',
  'mkv_vp9',
  'avi_h264',
  'gif',
] as const;

/** A container and codec, as Pixazo names them. */
export type PixazoVideoPreset = (typeof PIXAZO_VIDEO_PRESETS)[number];

const OPAQUE: readonly unknown[] = ['mp4_h265', 'mp4_h264', 'mkv_h265', 'mkv_h264', 'avi_h264'];

/** A preset without an alpha channel would put black where nothing is, and bill it. */
export const transparencyNeedsAlpha = must(
  'webm_vp9, mkv_vp9, mov_proresks or gif as output_container_and_codec with background_color Transparent',
  (value) =>
    value['background_color'] !== 'Transparent' || !OPAQUE.includes(value['output_container_and_codec']),
);

/** What Pixazo's `video.removeBackground` (VRMBG 3.0) takes. */
export interface VrmbgInput {
  /** A public URL, or a local Blob where the client has a `host` to put it first. */
  readonly video_url: MediaInput;
  /**
   * What stands behind the foreground. Default `Black`, and not `Transparent`, which needs a preset with an
   * alpha channel: the page names `webm_vp9`. Presets that cannot have one are refused here.
   */
  readonly background_color?: BackgroundColor | undefined;
  /** Container and codec of what is made. Default `webm_vp9`. */
  readonly output_container_and_codec?: PixazoVideoPreset | undefined;
  /** Keep the sound. Default true. */
  readonly preserve_audio?: boolean | undefined;
}

export const vrmbgInputSchema = z.strictObject<VrmbgInput>(
  {
    video_url: mediaInputSchema,
    background_color: z.optional(z.oneOf(BACKGROUND_COLORS, { default: 'Black' })),
    output_container_and_codec: z.optional(z.oneOf(PIXAZO_VIDEO_PRESETS, { default: 'webm_vp9' })),
    preserve_audio: z.optional(z.boolean({ default: true })),
  },
  transparencyNeedsAlpha,
);
