/** Edits that do one thing: masks, backgrounds, sizes. */
import { hashText } from '../../world/chance.ts';
import type { JobFile, Step, Work } from '../../world/job-files.ts';
import { numberOf, onePicture, pictureAt, sceneSize, textOf, type Asked } from '../asked.ts';
import { wordsOf } from './structured.ts';

const plain = (asked: Asked, steps: readonly Step[], others: Work['result'] = {}): Work => {
  const format = textOf(asked, 'output_type') === 'jpeg' ? 'jpeg' : 'png';
  return onePicture('image_url', { kind: 'picture', from: pictureAt(asked, 'image'), steps, format }, others);
};

/** What is transparent in the picture that was sent stays so, unless it is to be filled. */
const withAlpha = (asked: Asked, steps: readonly Step[]): readonly Step[] =>
  asked.body['preserve_alpha'] === false
    ? [{ do: 'flatten' }, ...steps]
    : [...steps, { do: 'keep-alpha', of: pictureAt(asked, 'image') }];

/** Where the result has another outline than the picture, its own transparency is all there is to keep. */
const withoutAlpha = (asked: Asked, steps: readonly Step[]): readonly Step[] =>
  asked.body['preserve_alpha'] === false ? [{ do: 'flatten' }, ...steps] : steps;

export const removeBackground = (asked: Asked): Work => plain(asked, withAlpha(asked, [{ do: 'cut-out' }]));

export const erase = (asked: Asked): Work =>
  plain(asked, withAlpha(asked, [{ do: 'fill', mask: pictureAt(asked, 'mask'), seed: asked.seed }]));

/** As the service rewords a prompt, unless it is told not to. */
const refinedPrompt = (asked: Asked): string | null => {
  const prompt = textOf(asked, 'prompt');
  return prompt === undefined || asked.body['refine_prompt'] === false ? null : `${prompt}, in soft daylight`;
};

export function genFill(asked: Asked): Work {
  const { seed } = asked;
  const step: Step = { do: 'fill', mask: pictureAt(asked, 'mask'), words: wordsOf(asked, 'prompt'), seed };
  return plain(asked, withAlpha(asked, [step]), { seed, refined_prompt: refinedPrompt(asked) });
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

export const eraseForeground = (asked: Asked): Work =>
  plain(asked, withAlpha(asked, [{ do: 'erase-subject' }]));

export const blurBackground = (asked: Asked): Work =>
  plain(asked, withAlpha(asked, [{ do: 'blur-background', strength: numberOf(asked, 'scale', 5) }]));

export const cropForeground = (asked: Asked): Work =>
  plain(
    asked,
    withoutAlpha(asked, [
      { do: 'cut-out' },
      { do: 'crop-to-subject', padding: numberOf(asked, 'padding', 0) },
    ]),
  );

export function expand(asked: Asked): Work {
  const { body, seed } = asked;
  const prompt = textOf(asked, 'prompt') ?? 'more of what is there';
  return plain(asked, withoutAlpha(asked, [expansionOf(body)]), { seed, prompt });
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
  return plain(asked, withAlpha(asked, steps), { seed: String(asked.seed) });
}

export const increaseResolution = (asked: Asked): Work =>
  plain(asked, withAlpha(asked, [{ do: 'scale', factor: numberOf(asked, 'desired_increase', 2) }]));

/** The surest first. Each has pixels in it whatever the picture shows, since they are halves of the first two. */
const REGIONS = [
  { of: 'subject' },
  { of: 'background' },
  { of: 'subject', part: 'light' },
  { of: 'background', part: 'dark' },
  { of: 'subject', part: 'dark' },
  { of: 'background', part: 'light' },
] as const;
const FEWEST_REGIONS = 2;

/** How much of a picture a region is: about so, of those that the mock draws. */
const SHARES = { subject: 0.11, background: 0.89 };

/**
 * How many regions a picture has is guessed from how it was sent, the same for the same picture. How large one
 * is, too: to count its pixels would cost its rendering before anybody wants it.
 */
export function allMasks(asked: Asked): Work {
  const from = pictureAt(asked, 'image');
  const sent = textOf(asked, 'image') ?? '';
  const pixels = asked.pixels?.get('image');
  const guess = hashText(sent.slice(sent.length >> 1).slice(0, 4096)) % (REGIONS.length - FEWEST_REGIONS + 1);
  const regions = REGIONS.slice(0, FEWEST_REGIONS + guess).map((region, index) => {
    const name = `mask-${index + 1}.png`;
    const file: JobFile = { kind: 'picture', from, steps: [{ do: 'mask', ...region }], format: 'png' };
    const confidence = Math.round(97 - 9 * index) / 100;
    const share = SHARES[region.of] / ('part' in region ? 2 : 1);
    const area = pixels === undefined ? {} : { area: Math.round(pixels * share) };
    return { name, file, mask: { id: index + 1, image_url: { linkTo: name }, ...area, confidence } };
  });
  return {
    files: Object.fromEntries(regions.map(({ name, file }) => [name, file])),
    result: { masks: regions.map(({ mask }) => mask) },
  };
}
