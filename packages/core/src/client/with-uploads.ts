import { upload } from '../providers/bria/video-upload.ts';
import { uploadToStorage, type StorageUploadOptions } from '../transport/storage-upload.ts';
import { videoTypeOf } from '../transport/video-type.ts';
import type { Client } from './client.ts';

/** How a video is uploaded. */
export interface UploadOptions extends Pick<StorageUploadOptions, 'onProgress'> {
  /** The media type of the video, `video/*`. Default: its own `type`, or what its first bytes show. */
  readonly mediaType?: string;
  /** Calls the upload off: at once, with the signal's own reason. */
  readonly signal?: AbortSignal;
}

/** A video that the provider can fetch. */
export interface UploadedVideo {
  /** To be passed as `video`. A secret: whoever has it can see the video. */
  readonly url: string;
  /** The earliest moment at which it may stop to work, about a day from now; epoch milliseconds. */
  readonly expiresAt: number;
}

/** What a client of `withUploads` can do beside the rest. */
export interface Uploads {
  /**
   * Uploads a local video, 1 GB at most, for a job to work on: endpoints take videos by their URL only. Two
   * requests: one to the provider, which counts against a limit of its own, and the file itself to its storage,
   * without the token. Nothing is bought; a failed upload is safe to repeat.
   *
   * @throws {InputError} when the file is no video (before anything is sent), or storage does not take it.
   * @throws {NetworkError} when storage was not reached or failed; `retryable`.
   * @throws as `job.result()` does, where the provider does not allow the upload; the signal's own reason when
   * it aborts.
   */
  readonly upload: (video: Blob, options?: UploadOptions) => Promise<UploadedVideo>;
}

/**
 * The same client, with `upload`: apart, because most need none of it.
 *
 * @param how - how the file is sent to storage. Default: the platform's `fetch`, not the client's; in a browser
 * `XMLHttpRequest` where progress is asked for.
 *
 * @example
 * const client = withUploads(createClient({ provider: bria({ apiToken }) }));
 * const { url } = await client.upload(file, { onProgress: ({ sentBytes, totalBytes }) => … });
 * const { video_url } = await client.run(video.greenScreen, { video: url });
 */
export function withUploads<C extends Client<'bria'>>(
  client: C,
  how: Pick<StorageUploadOptions, 'fetch'> = {},
): C & Uploads {
  return {
    ...client,
    async upload(file, { mediaType, ...options } = {}) {
      // Whatever it is said to be: what is no video is found out before anything is sent.
      const ownType = await videoTypeOf(file);
      const media_type = mediaType ?? ownType;
      const ticket = await client.run(upload, { media_type }, options);
      const { upload_url: uploadUrl, upload_fields: fields, file_url: url } = ticket;
      await uploadToStorage({ uploadUrl, fields }, file, { ...how, ...options, mediaType: media_type });
      // Always there: the endpoint says how long the link is kept.
      return { url, expiresAt: ticket.expiresAt! };
    },
  };
}
