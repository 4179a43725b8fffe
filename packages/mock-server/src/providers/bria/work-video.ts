/** Videos, and masks of them. Each is one of the mock's clips: what was sent is not looked into. */
import type { VideoLook, Work } from '../../world/job-files.ts';
import { lookOf, oneVideo, textOf, type Asked } from '../asked.ts';

const video = (field: string, look: VideoLook, preset: string): Work => {
  const { name, file } = oneVideo(look, preset);
  return { files: { [name]: file }, result: { [field]: { linkTo: name } } };
};
const presetOf = (asked: Asked, byDefault: string) =>
  textOf(asked, 'output_container_and_codec') ?? byDefault;

export const makeVideo = (asked: Asked): Work => video('video_url', 'scene', presetOf(asked, 'mp4_h264'));
export const replaceVideoBackground = (asked: Asked): Work =>
  video('video_url', 'scene', presetOf(asked, 'webm_vp9'));
export const makeVideoMask = (asked: Asked): Work => video('mask_url', 'mask', presetOf(asked, 'mp4_h264'));

/** Transparent and WebM where nothing is said, as was observed; the OpenAPI has black and MP4. */
export function removeVideoBackground(asked: Asked): Work {
  const preset = presetOf(asked, 'webm_vp9');
  const isOpaque = /h26[45]/.test(preset);
  return video(
    'video_url',
    lookOf(textOf(asked, 'background_color') ?? (isOpaque ? 'Black' : 'Transparent')),
    preset,
  );
}

export const putOnGreen = (asked: Asked): Work =>
  video(
    'video_url',
    textOf(asked, 'green_shade') === 'blue_screen' ? 'blue' : 'green',
    presetOf(asked, 'webm_vp9'),
  );
