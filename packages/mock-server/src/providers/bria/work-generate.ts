/** Pictures from words, and words written out. */
import type { Work } from '../../world/job-files.ts';
import { onePicture, pictureAt, picturesIn, sceneSize, textOf, type Asked } from '../asked.ts';
import { structuredInstruction, structuredPrompt, wordsOf } from './structured.ts';

const FOUR_MEGAPIXELS = 4 * 1024 * 1024;

export function generate(asked: Asked): Work {
  const { seed } = asked;
  const words = wordsOf(asked, 'prompt', 'structured_prompt');
  const pixels = textOf(asked, 'resolution') === '4MP' ? FOUR_MEGAPIXELS : undefined;
  const size = sceneSize(textOf(asked, 'aspect_ratio'), pixels);
  const format = textOf(asked, 'output_type') === 'jpeg' ? 'jpeg' : 'png';
  const [like] = picturesIn(asked, 'images');
  const file = like
    ? ({
        kind: 'picture',
        from: like,
        steps: [
          { do: 'fit', ...size },
          { do: 'grade', words: `${words} ${seed}` },
        ],
        format,
      } as const)
    : ({ kind: 'picture', from: { kind: 'scene', words, seed, ...size }, steps: [], format } as const);
  return onePicture('image_url', file, { seed, structured_prompt: structuredPrompt(asked) });
}

export const writePrompt = (asked: Asked): Work => ({
  files: {},
  result: { structured_prompt: structuredPrompt(asked), seed: asked.seed },
});

export const writeInstruction = (asked: Asked): Work => ({
  files: {},
  result: { structured_instruction: structuredInstruction(wordsOf(asked, 'instruction')), seed: asked.seed },
});

/** Five seconds, in the shape of the picture. */
export function setInMotion(asked: Asked): Work {
  const fit = { durationMs: 5000 };
  const like = pictureAt(asked, 'image');
  return {
    files: { 'output.mp4': { kind: 'video', look: 'scene', container: 'mp4', fit, like } },
    result: { video_url: { linkTo: 'output.mp4' } },
  };
}
