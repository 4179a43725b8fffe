import { endpointAt, type BriaEndpoint } from './endpoint.ts';
import * as video from './work-video.ts';

/** A video takes its time, and no connection is held for it. */
const VIDEO = {
  priceMicroUsd: 140_000,
  runningMs: [5000, 9000],
  canWait: false,
  videos: ['video'],
} as const;

export const videoEndpoints: readonly BriaEndpoint[] = [
  endpointAt('/v2/video/edit/erase', { ...VIDEO, videos: ['video', 'mask'], work: video.makeVideo }),
  endpointAt('/v2/video/edit/increase_resolution', { ...VIDEO, work: video.makeVideo }),
  endpointAt('/v2/video/edit/remove_background', { ...VIDEO, work: video.removeVideoBackground }),
  endpointAt('/v2/video/edit/replace_background', {
    ...VIDEO,
    videos: ['video', 'background_url'],
    work: video.replaceVideoBackground,
  }),
  endpointAt('/v2/video/edit/green_screen', { ...VIDEO, work: video.putOnGreen }),
  endpointAt('/v2/video/segment/mask_by_prompt', { ...VIDEO, work: video.makeVideoMask }),
  endpointAt('/v2/video/segment/mask_by_key_points', { ...VIDEO, work: video.makeVideoMask }),
  endpointAt('/v2/video/generate/foreground_mask', { ...VIDEO, work: video.makeVideoMask }),
];
