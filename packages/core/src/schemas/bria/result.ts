/** What finished jobs give at Bria, wherever several endpoints give the same. */
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { isSeed, type Seed } from './seed.ts';
import { parseStructured, structuredTextSchema, type Structured, type StructuredText } from './structured.ts';

export type { Seed };

/** Of a result whose files are deleted some day. */
export interface Expiring {
  /**
   * The earliest moment at which its links may stop to work, epoch milliseconds: an organisation can have
   * set another. Undefined where it is not documented, and where it cannot be known: of a delivery, which does
   * not tell when its job was accepted, and of a job that was resumed without its endpoint.
   */
  readonly expiresAt?: number | undefined;
}

/** What is on the wire of `T`: without what we add. */
export type OnWire<T> = Omit<T, 'expiresAt' | 'structured'>;

export interface ImageResult extends Expiring {
  /** Where the picture can be fetched, by whoever has the link. */
  readonly image_url: string;
}

/** Loose: what is not known is handed on. */
export const imageResultSchema: Schema<ImageResult> = z.looseObject<OnWire<ImageResult>>({
  image_url: z.string(),
});

export interface SeededImageResult extends ImageResult {
  /** With the same seed and input the same picture comes again. */
  readonly seed?: Seed | undefined;
}

/** Of `seed`, which is text in some answers and a number in others. */
export const seedSchema = z.optional(
  z.custom<Seed>((value) => typeof value === 'string' || typeof value === 'number', 'a number or text'),
);

export const seededImageResultSchema: Schema<SeededImageResult> = z.mapped(
  z.looseObject<OnWire<SeededImageResult>>({ image_url: z.string(), seed: seedSchema }),
  withSeed,
);

/** With a `seed` that is a number, where it can be one. */
export function withSeed<T extends { readonly seed?: Seed | undefined }>(result: T): T {
  const seed = Number(result.seed);
  return isSeed(result.seed) && isSeed(seed) ? { ...result, seed } : result;
}

/** What FIBO, Bria's model, gives: the picture, and what it shows in the terms of the model. */
export interface StructuredImageResult extends SeededImageResult {
  /** As it came. Of an edit this is the instruction, where the result was polled for. */
  readonly structured_prompt?: StructuredText | undefined;
  /** As it came. */
  readonly structured_instruction?: StructuredText | undefined;
  /** What either of these says, parsed. Undefined where there is none, or it is not JSON. */
  readonly structured?: Structured | undefined;
  /** In words: of `ip_signal`, whose it seems to be; or what was accepted and had no effect. */
  readonly warning?: string | undefined;
}

export const structuredImageResultSchema: Schema<StructuredImageResult> = z.mapped(
  z.looseObject<OnWire<StructuredImageResult>>({
    image_url: z.string(),
    seed: seedSchema,
    structured_prompt: z.optional(structuredTextSchema),
    structured_instruction: z.optional(structuredTextSchema),
    warning: z.optional(z.string()),
  }),
  withStructured,
);

/** With `structured`, and with a `seed` that is a number where it can be one. */
export function withStructured<T extends Omit<StructuredImageResult, 'image_url' | 'warning'>>(result: T): T {
  const structured =
    parseStructured(result.structured_instruction) ?? parseStructured(result.structured_prompt);
  return { ...withSeed(result), structured };
}
