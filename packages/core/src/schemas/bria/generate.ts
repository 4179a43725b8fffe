import { atLeastOne, atMostOne, exactlyOne, must } from '../rules.ts';
import * as z from '../z.ts';
import {
  ASPECT_RATIOS,
  FIBO_2_ASPECT_RATIOS,
  type AspectRatio,
  type Fibo2AspectRatio,
} from './aspect-ratio.ts';
import { fiboInput, type FiboInput } from './fibo-input.ts';
import { outputModeration, type OutputModeration } from './moderation.ts';
import { whenUsed } from './when-used.ts';

/** What both pipelines take. */
interface Generation extends FiboInput, OutputModeration {
  /** Only `FIBO` is documented. Newer services ignore it: best left out. */
  readonly model_version?: 'FIBO' | (string & {}) | undefined;
  /** Default `png`. */
  readonly output_type?: 'png' | 'jpeg' | undefined;
}

/**
 * What `image.generate` takes: `prompt`, `images` or `structured_prompt`, or `prompt` beside one of the other two.
 * For the same picture again, or a refined one, pass the `structured_prompt` and the `seed` of its result.
 */
export interface GenerateInput extends Generation {
  /**
   * Width to height. Default `1:1`. Those from `16:10` on are of FIBO 2.0 (not in the OpenAPI of 2026-08;
   * documentation of Bria's partners): only with `resolution` 1MP and exactly one of `prompt` and `structured_prompt`.
   */
  readonly aspect_ratio?: AspectRatio | Fibo2AspectRatio | (string & {}) | undefined;
  /** Default `1MP`. `4MP` takes about 30 s longer and does not go with `sync` (Bria's agent skill). */
  readonly resolution?: '1MP' | '4MP' | undefined;
  /** What is not to be seen. */
  readonly negative_prompt?: string | undefined;
  /** Steps of the model, 35 to 50. Default 50. */
  readonly steps_num?: number | undefined;
  /**
   * How closely the prompt is followed: an integer from 3 to 5. Not in the OpenAPI of 2026-08; Bria's ComfyUI
   * nodes send it, 5 by default.
   */
  readonly guidance_scale?: number | undefined;
  /** Not in the OpenAPI of 2026-08; Bria's agent skill. */
  readonly style_id?: 'default' | 'photoreal' | undefined;
}

/** What `image.generateLite` takes: as for `image.generate`, with fewer options. */
export interface GenerateLiteInput extends Generation {
  /** Width to height. Default `1:1`. */
  readonly aspect_ratio?: AspectRatio | (string & {}) | undefined;
}

const generation = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Generation> => ({
  ...fiboInput(),
  ...outputModeration(true),
  model_version: z.optional(z.openOneOf(['FIBO'])),
  output_type: z.optional(z.oneOf(['png', 'jpeg'], { default: 'png' })),
});

/** A rule that holds where the ratio is one of those that only FIBO 2.0 takes. */
const ofFibo2 = /* @__NO_SIDE_EFFECTS__ */ ({ says, holds }: z.Rule) =>
  must(
    `${says} with an aspect_ratio of FIBO 2.0, such as 21:9`,
    (value) => !FIBO_2_ASPECT_RATIOS.includes(value['aspect_ratio'] as Fibo2AspectRatio) || holds(value),
  );

export const generateInputSchema = whenUsed(() =>
  z.strictObject<GenerateInput>(
    {
      ...generation(),
      aspect_ratio: z.optional(z.openOneOf([...ASPECT_RATIOS, ...FIBO_2_ASPECT_RATIOS], { default: '1:1' })),
      resolution: z.optional(z.oneOf(['1MP', '4MP'], { default: '1MP' })),
      style_id: z.optional(z.oneOf(['default', 'photoreal'])),
      negative_prompt: z.optional(z.string()),
      steps_num: z.optional(z.integerIn({ minimum: 35, maximum: 50, default: 50 })),
      guidance_scale: z.optional(z.integerIn({ minimum: 3, maximum: 5 })),
    },
    atLeastOne('prompt', 'images', 'structured_prompt'),
    atMostOne('images', 'structured_prompt'),
    must('no sync with resolution 4MP', ({ resolution, sync }) => resolution !== '4MP' || !sync),
    ofFibo2(must('resolution 1MP', ({ resolution }) => resolution !== '4MP')),
    ofFibo2(exactlyOne('prompt', 'structured_prompt')),
  ),
);

export const generateLiteInputSchema = whenUsed(() =>
  z.strictObject<GenerateLiteInput>(
    { ...generation(), aspect_ratio: z.optional(z.openOneOf(ASPECT_RATIOS, { default: '1:1' })) },
    atLeastOne('prompt', 'images', 'structured_prompt'),
    atMostOne('images', 'structured_prompt'),
    ofFibo2(exactlyOne('prompt', 'structured_prompt')),
  ),
);
