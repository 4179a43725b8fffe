import { describe, expect, it } from 'vitest';
import { accept, check } from '../schema.ts';
import { videoMaskByKeyPointsInputSchema, foregroundMaskResultSchema } from './video-mask.ts';
import { VIDEO_PRESETS, videoRemoveBackgroundInputSchema } from './video.ts';

const VIDEO = 'https://example.com/fox.mp4';
const MASK = 'https://media.example.com/mask.mp4';

describe('a transparent background', () => {
  const faultOf = (fields: object) => {
    const outcome = check(videoRemoveBackgroundInputSchema, { video: VIDEO, ...fields });
    return 'fault' in outcome ? outcome.fault : undefined;
  };

  it.for(['webm_vp9', 'mkv_vp9', 'mov_proresks', 'mov_h265', 'gif', 'mkv_raw', 'new'])(
    'can be in %s',
    (preset) => {
      expect(
        faultOf({ background_color: 'Transparent', output_container_and_codec: preset }),
      ).toBeUndefined();
    },
  );

  it.for(['mp4_h264', 'mp4_h265', 'mkv_h264', 'mkv_h265', 'avi_h264'])('cannot be in %s', (preset) => {
    expect(faultOf({ background_color: 'Transparent', output_container_and_codec: preset })).toBe(
      'input: expected webm_vp9, mkv_vp9 or mov_proresks as output_container_and_codec with background_color Transparent',
    );
  });

  it('may leave the preset to the provider, who has been seen to take one that can', () => {
    expect(faultOf({ background_color: 'Transparent' })).toBeUndefined();
  });

  it('is the only one that asks for such a preset', () => {
    for (const output_container_and_codec of [...VIDEO_PRESETS, 'avi_h264', 'mkv_raw']) {
      expect(faultOf({ background_color: 'Black', output_container_and_codec })).toBeUndefined();
      expect(faultOf({ output_container_and_codec })).toBeUndefined();
    }
  });
});

it.for([
  [[], 'key_points: expected a list of at least 1'],
  [[{ x: 650, y: 0, type: 'negative' }], undefined],
  [[{ x: 0.5, y: 1, type: 'positive' }], 'key_points.0.x: expected integer'],
  [[{ x: 1, y: 1 }], 'key_points.0.type: expected one of positive, negative'],
  [[{ x: 1, y: 1, type: 'positive', frame: 3 }], 'key_points.0: unknown field frame'],
] as const)('of key points %j it says %s', ([key_points, fault]) => {
  const outcome = check(videoMaskByKeyPointsInputSchema, { video: VIDEO, key_points });
  expect('fault' in outcome ? outcome.fault : undefined).toBe(fault);
});

describe('the mask of a foreground', () => {
  it.for([
    [{ mask_url: MASK }, { mask_url: MASK }],
    [{ video_url: MASK }, { mask_url: MASK, video_url: MASK }],
    [
      { mask_url: MASK, video_url: VIDEO, frames: 9 },
      { mask_url: MASK, video_url: VIDEO, frames: 9 },
    ],
    // What is odd about one name does not cost what comes under the other.
    [
      { mask_url: null, video_url: MASK },
      { mask_url: MASK, video_url: MASK },
    ],
    [{ mask_url: MASK, video_url: null }, { mask_url: MASK }],
  ])('of %j is %j', ([wire, result]) => {
    expect(accept(foregroundMaskResultSchema, wire)).toMatchObject({ value: result });
  });

  it.for([{}, { mask_url: null }, { image_url: MASK }, null])('is not in %j', (wire) => {
    expect(accept(foregroundMaskResultSchema, wire)).not.toHaveProperty('value');
  });
});
