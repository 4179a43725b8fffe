/** What the pictures of a dataset have in common, in the terms of Bria's models. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { contentModeration, type ContentModeration } from './content-moderation.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import type { OnWire } from './result.ts';
import { parseStructured, structuredTextSchema, type Structured, type StructuredText } from './structured.ts';
import { whenUsed } from './when-used.ts';

/** What `tailored.generateVisualSchema` takes. */
export interface VisualSchemaInput extends ContentModeration {
  /** 5 to 10 of them. JPEG, PNG or WebP, as URLs or bytes; 12 MB each at most. */
  readonly images: readonly MediaInput[];
}

/** What `tailored.refineStructuredPrompt` takes. */
export interface RefineStructuredPromptInput {
  /** The dataset that it belongs to, a draft. */
  readonly dataset_id: TailoredId;
  /** A visual schema, or the caption of a picture. */
  readonly structured_prompt: StructuredText;
  /** What is to change, in words. */
  readonly instruction: string;
  /** Pictures to look at, as URLs or bytes. */
  readonly context_images?: readonly MediaInput[] | undefined;
}

export const visualSchemaInputSchema = whenUsed(() =>
  z.strictObject<VisualSchemaInput>({
    images: z.sizedList(mediaInputSchema, { minItems: 5, maxItems: 10 }),
    ...contentModeration(),
  }),
);

export const refineStructuredPromptInputSchema = z.strictObject<RefineStructuredPromptInput>({
  dataset_id: tailoredIdSchema,
  structured_prompt: structuredTextSchema,
  instruction: z.string(),
  context_images: z.optional(z.list(mediaInputSchema)),
});

/** What `tailored.generateVisualSchema` gives. */
export interface VisualSchemaResult {
  /** As it came: goes as `visual_schema` into `tailored.updateDataset`. */
  readonly visual_schema: StructuredText;
  /** What it says, parsed. Undefined where it is not JSON. */
  readonly structured?: Structured | undefined;
}

export const visualSchemaResultSchema: Schema<VisualSchemaResult> = z.mapped(
  z.looseObject<OnWire<VisualSchemaResult>>({ visual_schema: structuredTextSchema }),
  (result) => ({ ...result, structured: parseStructured(result.visual_schema) }),
);

/** What `tailored.refineStructuredPrompt` gives. */
export interface RefinedStructuredPrompt {
  /** As it came: goes into `tailored.updateDataset` as `visual_schema`, `updateImage` as `caption`. */
  readonly structured_prompt: StructuredText;
  /** What it says, parsed. Undefined where it is not JSON. */
  readonly structured?: Structured | undefined;
}

export const refinedStructuredPromptSchema: Schema<RefinedStructuredPrompt> = z.mapped(
  z.looseObject<OnWire<RefinedStructuredPrompt>>({ structured_prompt: structuredTextSchema }),
  (result) => ({ ...result, structured: parseStructured(result.structured_prompt) }),
);
