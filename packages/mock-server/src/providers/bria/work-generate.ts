/** Pictures from words, and words written out. */
import type { Work } from '../../world/job-files.ts';
import { oneVideo, onePicture, picturesIn, sceneSize, textOf, type Asked } from '../asked.ts';
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

/** Five seconds of a picture of one's own; here as long as the mock's clip is. */
export function setInMotion(): Work {
  const { name, file } = oneVideo('scene', 'mp4_h264');
  return { files: { [name]: file }, result: { video_url: { linkTo: name } } };
}
