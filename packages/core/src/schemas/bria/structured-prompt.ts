import { atLeastOne, atMostOne } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { fiboInput, type FiboInput } from './fibo-input.ts';
import { seedSchema, withStructured, type OnWire } from './result.ts';
import { seed, type Seed, type Seedable } from './seed.ts';
import {
  structuredJsonSchema,
  structuredTextSchema,
  type Structured,
  type StructuredText,
} from './structured.ts';
import { sync, type Sync } from './sync.ts';
import { whenUsed } from './when-used.ts';

/**
 * What `structuredPrompt.generate` and `generateLite` take: `prompt` or `images` or both, or `prompt` with the
 * `structured_prompt` that it is to change.
 */
export type StructuredPromptInput = FiboInput;

export const structuredPromptInputSchema = z.strictObject<StructuredPromptInput>(
  fiboInput(),
  atLeastOne('prompt', 'images'),
  atMostOne('images', 'structured_prompt'),
);

/** What `structuredPrompt.generateFromDiff` takes. */
export interface StructuredPromptDiffInput extends Seedable, Sync {
  /** As it was. */
  readonly structured_prompt: StructuredText;
  /** As somebody changed it by hand. */
  readonly user_adjusted_structured_prompt: StructuredText;
  /** Only `FIBO` is documented. */
  readonly model_version?: 'FIBO' | (string & {}) | undefined;
}

export const structuredPromptDiffInputSchema = whenUsed(() =>
  z.strictObject<StructuredPromptDiffInput>({
    structured_prompt: structuredJsonSchema,
    user_adjusted_structured_prompt: structuredJsonSchema,
    model_version: z.optional(z.openOneOf(['FIBO'])),
    ...seed(),
    ...sync(),
  }),
);

/** What the endpoints of `structuredPrompt` give. */
export interface StructuredPromptResult {
  /** As it came: goes as `structured_prompt` into `image.generate`. */
  readonly structured_prompt: StructuredText;
  /** What it says, parsed. Undefined where it is not JSON. */
  readonly structured?: Structured | undefined;
  readonly seed?: Seed | undefined;
  /** Of `ip_signal`, in words. */
  readonly warning?: string | null | undefined;
}

export const structuredPromptResultSchema: Schema<StructuredPromptResult> = z.mapped(
  z.looseObject<OnWire<StructuredPromptResult>>({
    structured_prompt: structuredTextSchema,
    seed: seedSchema,
    warning: z.optional(z.string()),
  }),
  withStructured,
);
