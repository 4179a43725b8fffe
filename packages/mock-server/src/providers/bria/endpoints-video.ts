import { withNumber } from './as-documented.ts';
import { endpointAt, type BriaEndpoint } from './endpoint.ts';
import * as video from './work-video.ts';

/** A video takes its time, and no connection is held for it. */
const VIDEO = {
  priceMicroUsd: 140_000,
  runningMs: [5000, 9000],
  canWait: false,
  videos: ['video'],
} as const;

const isShort: BriaEndpoint['videoFlawOf'] = (videos, body) => {
  const { durationMs = 0 } = videos.get('video')?.facts ?? {};
  return durationMs > video.TRIMMED_MS && body['auto_trim'] !== true
    ? 'video: longer than 5 s, and auto_trim is off.'
    : undefined;
};
const SHORT_VIDEO = { ...VIDEO, videoFlawOf: isShort };

export const videoEndpoints: readonly BriaEndpoint[] = [
  endpointAt('/v2/video/edit/erase', {
    ...SHORT_VIDEO,
    videos: ['video', 'mask'],
    work: video.eraseFromVideo,
  }),
  endpointAt('/v2/video/edit/increase_resolution', {
    ...VIDEO,
    tidies: [withNumber('desired_increase')],
    videoFlawOf: (videos, body) => {
      const { width = 0, height = 0 } = videos.get('video')?.facts ?? {};
      const factor = video.increaseOf({ body });
      const isTooLarge = Math.max(width, height) * factor > 7680 || Math.min(width, height) * factor > 4320;
      return isTooLarge ? 'desired_increase: the result would be over 7680 × 4320 pixels.' : undefined;
    },
    work: video.enlargeVideo,
  }),
  endpointAt('/v2/video/edit/remove_background', { ...VIDEO, work: video.removeVideoBackground }),
  endpointAt('/v2/video/edit/replace_background', {
    ...VIDEO,
    videos: ['video', 'background_url'],
    backdrops: ['background_url'],
    work: video.replaceVideoBackground,
  }),
  endpointAt('/v2/video/edit/green_screen', { ...VIDEO, work: video.putOnGreen }),
  endpointAt('/v2/video/segment/mask_by_prompt', { ...SHORT_VIDEO, work: video.makeVideoMask }),
  endpointAt('/v2/video/segment/mask_by_key_points', { ...SHORT_VIDEO, work: video.makeVideoMask }),
  endpointAt('/v2/video/generate/foreground_mask', { ...VIDEO, work: video.makeVideoMask }),
];
