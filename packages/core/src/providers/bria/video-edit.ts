import {
  videoEraseInputSchema,
  videoGreenScreenInputSchema,
  videoIncreaseResolutionInputSchema,
  videoRemoveBackgroundInputSchema,
  videoReplaceBackgroundInputSchema,
  videoResultSchema,
  type VideoEraseInput,
  type VideoGreenScreenInput,
  type VideoIncreaseResolutionInput,
  type VideoRemoveBackgroundInput,
  type VideoReplaceBackgroundInput,
  type VideoResult,
} from '../../schemas/bria/video.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly, video } from '../media.ts';

/** What a video takes; longer ones take longer. */
const TYPICAL_MS = 60_000;

/**
 * Takes what a mask covers out of a video, and fills the gap. `POST /v2/video/edit/erase`.
 *
 * Videos of 5 s and 750p at most; `auto_trim` cuts longer ones.
 *
 * @see https://docs.bria.ai
 */
export const erase: Endpoint<'bria', VideoEraseInput, VideoResult> = {
  provider: 'bria',
  id: 'video/edit/erase',
  mode: 'job',
  path: '/v2/video/edit/erase',
  input: videoEraseInputSchema,
  media: { video, mask: video },
  result: videoResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Makes a video 2 or 4 times wider and higher, up to 8K. `POST /v2/video/edit/increase_resolution`.
 *
 * @see https://docs.bria.ai
 */
export const increaseResolution: Endpoint<'bria', VideoIncreaseResolutionInput, VideoResult> = {
  provider: 'bria',
  id: 'video/edit/increase_resolution',
  mode: 'job',
  path: '/v2/video/edit/increase_resolution',
  input: videoIncreaseResolutionInputSchema,
  media: { video },
  result: videoResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Puts a plain colour, or nothing, behind the foreground of a video. `POST /v2/video/edit/remove_background`.
 *
 * The sources disagree on what is made without `background_color` and `output_container_and_codec`: set both.
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const { video_url } = await client.run(video.removeBackground, {
 *   video: 'https://example.com/fox.mp4',
 *   background_color: 'Transparent',
 *   output_container_and_codec: 'webm_vp9',
 * });
 */
export const removeBackground: Endpoint<'bria', VideoRemoveBackgroundInput, VideoResult> = {
  provider: 'bria',
  id: 'video/edit/remove_background',
  mode: 'job',
  path: '/v2/video/edit/remove_background',
  input: videoRemoveBackgroundInputSchema,
  media: { video },
  result: videoResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Puts a picture or another video behind the foreground of a video. `POST /v2/video/edit/replace_background`.
 *
 * @see https://docs.bria.ai
 */
export const replaceBackground: Endpoint<'bria', VideoReplaceBackgroundInput, VideoResult> = {
  provider: 'bria',
  id: 'video/edit/replace_background',
  mode: 'job',
  path: '/v2/video/edit/replace_background',
  input: videoReplaceBackgroundInputSchema,
  media: { video, background_url: linkOnly },
  result: videoResultSchema,
  typicalMs: TYPICAL_MS,
};

/**
 * Puts one of the colours that editing programs key out behind the foreground of a video.
 * `POST /v2/video/edit/green_screen`.
 *
 * @see https://docs.bria.ai
 */
export const greenScreen: Endpoint<'bria', VideoGreenScreenInput, VideoResult> = {
  provider: 'bria',
  id: 'video/edit/green_screen',
  mode: 'job',
  path: '/v2/video/edit/green_screen',
  input: videoGreenScreenInputSchema,
  media: { video },
  result: videoResultSchema,
  typicalMs: TYPICAL_MS,
};
