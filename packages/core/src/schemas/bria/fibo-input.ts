import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import {
  inputModeration,
  promptModeration,
  type InputModeration,
  type PromptModeration,
} from './moderation.ts';
import { seed, type Seedable } from './seed.ts';
import { structuredTextSchema, type StructuredText } from './structured.ts';
import { sync, type Sync } from './sync.ts';

/** What FIBO, Bria's model, starts from, and what goes with it. Moderation is on by default. */
export interface FiboInput extends Seedable, PromptModeration, InputModeration, Sync {
  /** What is wanted, in words. */
  readonly prompt?: string | undefined;
  /** One picture to start from. JPEG, PNG or WebP in RGB, RGBA or CMYK; 12 MB at most. */
  readonly images?: readonly MediaInput[] | undefined;
  /** Of an earlier result, as it came or changed: its `structured_prompt` or its `structured`. */
  readonly structured_prompt?: StructuredText | undefined;
  /** Warn of a prompt that seems to name what belongs to others. Default false. */
  readonly ip_signal?: boolean | undefined;
}

export const fiboInput = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<FiboInput> => ({
  prompt: z.optional(z.string()),
  images: z.optional(z.sizedList(mediaInputSchema, { maxItems: 1 })),
  structured_prompt: z.optional(structuredTextSchema),
  ip_signal: z.optional(z.boolean({ default: false })),
  ...seed(),
  ...promptModeration(),
  ...inputModeration(true),
  ...sync(),
});
