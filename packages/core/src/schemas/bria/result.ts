/** What finished jobs give at Bria, wherever several endpoints give the same. */
import { mapped, type Schema } from '../schema.ts';
import * as z from '../z.ts';

/** Of a result whose files are deleted some day. */
export interface Expiring {
  /**
   * The earliest moment at which its links may stop to work, epoch milliseconds: an organisation can have
   * set another. Undefined where it is not documented.
   */
  readonly expiresAt?: number | undefined;
}

/** What is on the wire of `T`: without what we add. */
export type OnWire<T> = Omit<T, 'expiresAt' | 'structured'>;

/** A number where it is a safe integer; else the text as it came. */
export type Seed = number | string;

export interface ImageResult extends Expiring {
  /** Where the picture can be fetched, by whoever has the link. */
  readonly image_url: string;
}

export const imageResultSchema: Schema<ImageResult> = z.looseObject<OnWire<ImageResult>>({
  image_url: z.string(),
});

export interface SeededImageResult extends ImageResult {
  /** With the same seed and input the same picture comes again. */
  readonly seed?: Seed | undefined;
}

/** Of `seed`, which is text in some answers and a number in others. */
const seedSchema = z.optional(z.either(z.number(), z.string()));

export const seededImageResultSchema: Schema<SeededImageResult> = mapped(
  z.looseObject<OnWire<SeededImageResult>>({ image_url: z.string(), seed: seedSchema }),
  withSeed,
);

/** With a `seed` that is a number, where it can be one. */
export function withSeed<T extends { readonly seed?: Seed | undefined }>(result: T): T {
  const seed = result.seed === '' ? Number.NaN : Number(result.seed);
  return Number.isSafeInteger(seed) ? { ...result, seed } : result;
}

/** What a picture is to show, or how it is to change, in the terms of Bria's models. */
export type Structured = Readonly<Record<string, unknown>>;

/** As JSON text, which is how it comes over the wire, or as the object itself. */
export type StructuredText = string | Structured;

/** Of a result that tells what a picture shows in the terms of the model. */
export interface StructuredParts {
  /** With the same seed and input the same result comes again. */
  readonly seed?: Seed | undefined;
  /** As it came. After an edit that was polled for, this is the instruction. */
  readonly structured_prompt?: StructuredText | undefined;
  /** As it came. */
  readonly structured_instruction?: StructuredText | undefined;
  /** What either of these says, parsed: to read, to change and to pass on. Undefined where it is no JSON. */
  readonly structured?: Structured | undefined;
}

/** What is made of a picture or a prompt by FIBO, Bria's model. */
export interface StructuredImageResult extends ImageResult, StructuredParts {
  /** What was accepted and had no effect, or is not free to use (`ip_signal`), in words. */
  readonly warning?: string | undefined;
}

const structuredTextSchema = z.custom<StructuredText>(
  (value) => typeof value === 'string' || isObject(value),
  () => 'text or an object',
);

const structuredParts = /* @__NO_SIDE_EFFECTS__ */ () => ({
  seed: seedSchema,
  structured_prompt: z.optional(structuredTextSchema),
  structured_instruction: z.optional(structuredTextSchema),
});

export const structuredImageResultSchema: Schema<StructuredImageResult> = mapped(
  z.looseObject<OnWire<StructuredImageResult>>({
    image_url: z.string(),
    ...structuredParts(),
    warning: z.optional(z.string()),
  }),
  withStructured,
);

/** With what it says parsed, and with a `seed` that is a number where it can be one. */
export function withStructured<T extends StructuredParts>(result: T): T {
  const { structured_instruction: instruction, structured_prompt: prompt } = result;
  const structured = parseStructured(instruction) ?? parseStructured(prompt);
  return { ...withSeed(result), ...(structured && { structured }) };
}

/**
 * The object in a `structured_prompt` or `structured_instruction`, or undefined where there is none.
 *
 * @param value - JSON text, or the object itself.
 */
export function parseStructured(value: unknown): Structured | undefined {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Neither a list nor a Date, Blob or the like, of which JSON would make something else. */
const isObject = (value: unknown): value is Structured =>
  Object.prototype.toString.call(value) === '[object Object]';
