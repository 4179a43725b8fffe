import {
  foregroundMaskResultSchema,
  videoForegroundMaskInputSchema,
  videoMaskByKeyPointsInputSchema,
  videoMaskByPromptInputSchema,
  videoMaskResultSchema,
  type VideoForegroundMaskInput,
  type VideoMaskByKeyPointsInput,
  type VideoMaskByPromptInput,
  type VideoMaskResult,
} from '../../schemas/bria/video-mask.ts';
import type { Endpoint } from '../endpoint.ts';
import { video } from '../media.ts';

const TYPICAL_MS = 30_000;

/**
 * Finds what is named in words in a video, as a mask for `video.erase`. `POST /v2/video/segment/mask_by_prompt`.
 *
 * Videos of 5 s and 750p at most; `auto_trim` cuts longer ones.
 *
 * @see https://docs.bria.ai
 */
export const maskByPrompt: Endpoint<'bria', VideoMaskByPromptInput, VideoMaskResult> = {
  provider: 'bria',
  id: 'video/segment/mask_by_prompt',
  mode: 'job',
  path: '/v2/video/segment/mask_by_prompt',
  input: videoMaskByPromptInputSchema,
  media: { video },
  result: videoMaskResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Finds what is pointed at in one frame in the whole video, as a mask for `video.erase`.
 * `POST /v2/video/segment/mask_by_key_points`.
 *
 * Videos of 5 s and 750p at most; `auto_trim` cuts longer ones.
 *
 * @see https://docs.bria.ai
 */
export const maskByKeyPoints: Endpoint<'bria', VideoMaskByKeyPointsInput, VideoMaskResult> = {
  provider: 'bria',
  id: 'video/segment/mask_by_key_points',
  mode: 'job',
  path: '/v2/video/segment/mask_by_key_points',
  input: videoMaskByKeyPointsInputSchema,
  media: { video },
  result: videoMaskResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Finds the foreground of a video, as a mask. `POST /v2/video/generate/foreground_mask`.
 *
 * @see https://docs.bria.ai
 */
export const foregroundMask: Endpoint<'bria', VideoForegroundMaskInput, VideoMaskResult> = {
  provider: 'bria',
  id: 'video/generate/foreground_mask',
  mode: 'job',
  path: '/v2/video/generate/foreground_mask',
  input: videoForegroundMaskInputSchema,
  media: { video },
  result: foregroundMaskResultSchema,
  typicalMs: TYPICAL_MS,
};
