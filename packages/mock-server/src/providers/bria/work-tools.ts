/** Edits that do one thing: masks, backgrounds, sizes. */
import type { Step, Work } from '../../world/job-files.ts';
import { numberOf, onePicture, pictureAt, sceneSize, textOf, type Asked } from '../asked.ts';
import { wordsOf } from './structured.ts';

const plain = (asked: Asked, steps: readonly Step[], others: Work['result'] = {}): Work => {
  const format = textOf(asked, 'output_type') === 'jpeg' ? 'jpeg' : 'png';
  return onePicture('image_url', { kind: 'picture', from: pictureAt(asked, 'image'), steps, format }, others);
};

export const removeBackground = (asked: Asked): Work => plain(asked, [{ do: 'cut-out' }]);

export const erase = (asked: Asked): Work =>
  plain(asked, [{ do: 'fill', mask: pictureAt(asked, 'mask'), seed: asked.seed }]);

/** As the service rewords a prompt, unless it is told not to. */
const refinedPrompt = (asked: Asked): string | null => {
  const prompt = textOf(asked, 'prompt');
  return prompt === undefined || asked.body['refine_prompt'] === false ? null : `${prompt}, in soft daylight`;
};

export function genFill(asked: Asked): Work {
  const { seed } = asked;
  const step: Step = { do: 'fill', mask: pictureAt(asked, 'mask'), words: wordsOf(asked, 'prompt'), seed };
  return plain(asked, [step], { seed, refined_prompt: refinedPrompt(asked) });
}

export function replaceBackground(asked: Asked): Work {
  const { seed } = asked;
  const like = asked.media.get('ref_images.0');
  const size: readonly Step[] =
    asked.body['original_quality'] === true ? [] : [{ do: 'resample', pixels: 1024 * 1024 }];
  const ground: Step = like
    ? { do: 'put-behind', picture: like }
    : { do: 'put-behind', words: wordsOf(asked, 'prompt'), seed };
  return plain(asked, [...size, { do: 'cut-out' }, ground], { seed, refined_prompt: refinedPrompt(asked) });
}

export const eraseForeground = (asked: Asked): Work => plain(asked, [{ do: 'erase-subject' }]);

export const blurBackground = (asked: Asked): Work =>
  plain(asked, [{ do: 'blur-background', strength: numberOf(asked, 'scale', 5) }]);

export const cropForeground = (asked: Asked): Work =>
  plain(asked, [{ do: 'cut-out' }, { do: 'crop-to-subject', padding: numberOf(asked, 'padding', 0) }]);

export function expand(asked: Asked): Work {
  const { body, seed } = asked;
  const prompt = textOf(asked, 'prompt') ?? 'more of what is there';
  return plain(asked, [expansionOf(body)], { seed, prompt });
}

/** A ratio wins over sizes. */
function expansionOf(body: Asked['body']): Step {
  const ratio = body['aspect_ratio'];
  if (typeof ratio === 'number') return { do: 'expand', ratio };
  if (typeof ratio === 'string') {
    const { width, height } = sceneSize(ratio);
    return { do: 'expand', ratio: width / height };
  }
  const [canvasWidth = 1000, canvasHeight = 1000] = pairOf(body['canvas_size']);
  const [width = 0, height = 0] = pairOf(body['original_image_size']);
  const [x = 0, y = 0] = pairOf(body['original_image_location']);
  return { do: 'expand', width: canvasWidth, height: canvasHeight, at: { x, y, width, height } };
}

const pairOf = (value: unknown): readonly number[] => (Array.isArray(value) ? (value as number[]) : []);

const MEGAPIXELS: Readonly<Record<string, number>> = { '1MP': 1, '2MP': 2, '4MP': 4 };

export function enhance(asked: Asked): Work {
  const megapixels = MEGAPIXELS[textOf(asked, 'resolution') ?? '1MP'] ?? 1;
  const steps: readonly Step[] = [{ do: 'resample', pixels: megapixels * 1024 * 1024 }, { do: 'sharpen' }];
  // Text in the schema of this one endpoint.
  return plain(asked, steps, { seed: String(asked.seed) });
}

export const increaseResolution = (asked: Asked): Work =>
  plain(asked, [{ do: 'scale', factor: numberOf(asked, 'desired_increase', 2) }]);

/** Two regions: the service finds more. How large one is would cost its rendering before anybody wants it. */
export function allMasks(asked: Asked): Work {
  const from = pictureAt(asked, 'image');
  const mask = (of: 'subject' | 'background') =>
    ({ kind: 'picture', from, steps: [{ do: 'mask', of }], format: 'png' }) as const;
  return {
    files: { 'mask-1.png': mask('subject'), 'mask-2.png': mask('background') },
    result: {
      masks: [
        { id: 1, image_url: { linkTo: 'mask-1.png' }, confidence: 0.97 },
        { id: 2, image_url: { linkTo: 'mask-2.png' }, confidence: 0.88 },
      ],
    },
  };
}
