import {
  videoUploadInputSchema,
  videoUploadResultSchema,
  type VideoUploadInput,
  type VideoUploadResult,
} from '../../schemas/bria/video-upload.ts';
import type { Endpoint } from '../endpoint.ts';

/**
 * Asks for leave to upload a local video, 1 GB at most. `POST /v2/video/upload`, answered at once (200). What
 * it answers with is a form to post, and the link of the video then: `withUploads` does all of it.
 *
 * Not in the OpenAPI of 2026-08; Bria's documentation and official clients.
 *
 * @see https://docs.bria.ai
 */
export const upload: Endpoint<'bria', VideoUploadInput, VideoUploadResult> = {
  provider: 'bria',
  id: 'video/upload',
  mode: 'immediate',
  path: '/v2/video/upload',
  input: videoUploadInputSchema,
  media: {},
  result: videoUploadResultSchema,
  webhook: false,
  // Of `file_url`: “about a day” (Bria's agent skills and official clients).
  retentionMs: 24 * 60 * 60_000,
  typicalMs: 3_000,
};
