/**
 * The namespace `video`: Bria’s video model at Pixazo.
 *
 * @module
 */
import { vrmbgInputSchema, type VrmbgInput } from '../../schemas/pixazo/remove-video-background.ts';
import { pixazoResultSchema, type PixazoResult } from '../../schemas/pixazo/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { hostedVideo } from '../media.ts';

export type { PixazoResult, VrmbgInput as RemoveBackgroundInput };
export type { BackgroundColor } from '../../schemas/background-color.ts';
export type { PixazoVideoPreset } from '../../schemas/pixazo/remove-video-background.ts';

/**
 * Puts a plain colour, or nothing, behind the foreground of a video (Bria Video Background Removal 3.0).
 * `POST /bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request`.
 *
 * Without `background_color` the background is black. About 0.25 US dollars a minute of video, as clients in
 * the field report; what it takes is from Pixazo's page (2026-07).
 *
 * @see https://www.pixazo.ai/models/bria
 *
 * @example
 * const { media_url: [link] } = await client.run(video.removeBackground, {
 *   video_url: 'https://example.com/fox.mp4',
 *   background_color: 'Transparent',
 * });
 */
export const removeBackground: Endpoint<'pixazo', VrmbgInput, PixazoResult> = {
  provider: 'pixazo',
  id: 'bria-video-background-removal-v3',
  mode: 'job',
  path: '/bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request',
  input: vrmbgInputSchema,
  media: { video_url: hostedVideo },
  result: pixazoResultSchema,
  typicalMs: 60_000,
};
