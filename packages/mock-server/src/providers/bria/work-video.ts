/**
 * Videos, and masks of them: one of the mock's clips, as long as what was sent and in its shape. Where little is
 * to change and the container is the one that is asked for, what was sent comes back as it is.
 */
import type { VideoLook, Work } from '../../world/job-files.ts';
import { lookOf, numberOf, oneVideo, sameVideo, textOf, type Asked, type VideoChange } from '../asked.ts';

const work = (field: string, { name, file }: ReturnType<typeof oneVideo>): Work => ({
  files: { [name]: file },
  result: { [field]: { linkTo: name } },
});
const presetOf = (asked: Asked, byDefault: string) =>
  textOf(asked, 'output_container_and_codec') ?? byDefault;

/** What `auto_trim` leaves of a video. */
export const TRIMMED_MS = 5000;
const trimming = { mostMs: TRIMMED_MS } satisfies VideoChange;

export const increaseOf = (asked: Pick<Asked, 'body'>): number => numberOf(asked, 'desired_increase', 2);

export function eraseFromVideo(asked: Asked): Work {
  const preset = presetOf(asked, 'mp4_h264');
  const isTrimmed = (asked.videos.get('video')?.facts.durationMs ?? 0) > TRIMMED_MS;
  const same = isTrimmed ? undefined : sameVideo(asked, preset);
  return work('video_url', same ?? oneVideo(asked, 'scene', preset, trimming));
}

/** A clip says that it is larger, which a copy cannot. */
export const enlargeVideo = (asked: Asked): Work =>
  work('video_url', oneVideo(asked, 'scene', presetOf(asked, 'mp4_h264'), { factor: increaseOf(asked) }));

export const replaceVideoBackground = (asked: Asked): Work =>
  work('video_url', oneVideo(asked, 'scene', presetOf(asked, 'webm_vp9')));

export const makeVideoMask = (asked: Asked): Work =>
  work(
    'mask_url',
    oneVideo(asked, 'mask', presetOf(asked, 'mp4_h264'), asked.body['auto_trim'] === true ? trimming : {}),
  );

/** Transparent and WebM where nothing is said, as was observed; the OpenAPI has black and MP4. */
export function removeVideoBackground(asked: Asked): Work {
  const preset = presetOf(asked, 'webm_vp9');
  const isOpaque = /h26[45]/.test(preset);
  const look = lookOf(textOf(asked, 'background_color') ?? (isOpaque ? 'Black' : 'Transparent'));
  return work('video_url', oneVideo(asked, look, preset));
}

export function putOnGreen(asked: Asked): Work {
  const look: VideoLook = textOf(asked, 'green_shade') === 'blue_screen' ? 'blue' : 'green';
  return work('video_url', oneVideo(asked, look, presetOf(asked, 'webm_vp9')));
}
