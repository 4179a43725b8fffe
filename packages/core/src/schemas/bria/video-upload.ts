import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import type { Expiring, OnWire } from './result.ts';

/** What `video.upload` takes. */
export interface VideoUploadInput {
  /** What will be uploaded: `video/*`, such as `video/mp4`, or `image/gif`. Without it, or as `video/`, any video. */
  readonly media_type?: string | undefined;
}

export const videoUploadInputSchema = z.strictObject<VideoUploadInput>({
  media_type: z.optional(
    z.custom<string>(
      (value) => /^(video\/|image\/gif$)/.test(String(value)),
      'the media type of a video, such as video/mp4',
      { type: 'string' },
    ),
  ),
});

/** Leave to upload one video. All three are secrets: whoever has them can upload, or see, that video. */
export interface VideoUploadResult extends Expiring {
  /** Where the form is posted to. For 1 hour. */
  readonly upload_url: string;
  /** What the form begins with, before the `file`. */
  readonly upload_fields: Readonly<Record<string, string>>;
  /** Where the provider will find the video: what is passed as `video` then. Until `expiresAt`. */
  readonly file_url: string;
}

export const videoUploadResultSchema: Schema<VideoUploadResult> = z.looseObject<OnWire<VideoUploadResult>>({
  upload_url: z.string(),
  // Whether its values will do, storage knows.
  upload_fields: z.custom(
    (value) => typeof value === 'object' && !!value && !Array.isArray(value),
    'an object',
  ),
  file_url: z.string(),
});
