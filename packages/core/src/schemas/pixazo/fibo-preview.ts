import * as z from '../z.ts';

/** What is asked for in words: a string that is not blank. */
export const promptSchema = z.custom<string>(
  (value) => typeof value === 'string' && value.trim() !== '',
  'a text that is not blank',
  { type: 'string' },
);

/** Width to height, as Pixazo's page on FIBO names them: “include”, so that there may be others. */
export const PIXAZO_ASPECT_RATIOS = ['1:1', '4:3', '16:9', '9:16'] as const;

export type PixazoAspectRatio = (typeof PIXAZO_ASPECT_RATIOS)[number];

/** What Pixazo's `image.generate` (“Bria Fibo BBQ Preview”) takes. Its ranges are not those of FIBO at Bria. */
export interface FiboPreviewInput {
  /** What is to be seen. No limit of length is published. */
  readonly prompt: string;
  /** Width to height. Default `1:1`. */
  readonly aspect_ratio?: PixazoAspectRatio | (string & {}) | undefined;
  /** The same seed and settings give the same picture. An integer of 0 or more (our bound); default random. */
  readonly seed?: number | undefined;
  /** Steps of diffusion, 1 or more (our bound: no range is published). Default 30. */
  readonly steps_num?: number | undefined;
  /** How closely the prompt is followed, 5 to 10. Default 7.5. */
  readonly guidance_scale?: number | undefined;
}

export const fiboPreviewInputSchema = z.strictObject<FiboPreviewInput>({
  prompt: promptSchema,
  aspect_ratio: z.optional(z.openOneOf(PIXAZO_ASPECT_RATIOS, { default: '1:1' })),
  seed: z.optional(z.integerFrom(0)),
  steps_num: z.optional(z.integerFrom(1, { default: 30 })),
  guidance_scale: z.optional(z.numberIn({ minimum: 5, maximum: 10, default: 7.5 })),
});
