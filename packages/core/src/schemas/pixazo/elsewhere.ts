/**
 * What Bria's models take that Pixazo offers without a page in its public catalogue. What is known is typed,
 * and everything else is let pass, on its way to the provider unread.
 */
import { ASPECT_RATIOS, type AspectRatio } from '../bria/aspect-ratio.ts';
import { holdsBytes } from '../holds-bytes.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { exactlyOne, must } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/** What we do not know of. A parameter that the model does not know either can make a job hang. */
export type OtherParameters = Readonly<Record<string, unknown>>;

const open = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: z.Shape<T>, ...rules: z.Rule[]) =>
  z.looseObject(
    shape,
    must('files only in fields that are known to take them, and URLs elsewhere', (value) =>
      Object.entries(value).every(([field, part]) => Object.hasOwn(shape, field) || !holdsBytes(part)),
    ),
    ...rules,
  ) as unknown as Schema<T & OtherParameters>;

/** Nothing is published. */
interface Despill {
  /** A guess: so has `video.removeBackground`, of the same family. */
  readonly video_url?: MediaInput | undefined;
}

/** What `elsewhere.despill` takes. */
export type DespillInput = Despill & OtherParameters;

export const despillInputSchema = open<Despill>({ video_url: z.optional(mediaInputSchema) });

/** What is known of FIBO's generation 1.5: one sample. */
interface FiboGen15 {
  readonly prompt?: string | undefined;
  /** `1:1` in the sample. */
  readonly aspect_ratio?: AspectRatio | (string & {}) | undefined;
  /** `1MP` in the sample. */
  readonly resolution?: '1MP' | (string & {}) | undefined;
}

/** What `elsewhere.fiboGen15` takes. */
export type FiboGen15Input = FiboGen15 & OtherParameters;

export const fiboGen15InputSchema = open<FiboGen15>({
  prompt: z.optional(z.string()),
  aspect_ratio: z.optional(z.openOneOf(ASPECT_RATIOS)),
  resolution: z.optional(z.openOneOf(['1MP'])),
});

/** Nothing is published here; models of the same name take this at other providers. */
interface FiboEdit15 {
  readonly image_urls?: readonly MediaInput[] | undefined;
  /** What is to change, in words. */
  readonly instruction?: string | undefined;
}

/** What `elsewhere.fiboEdit15` takes. */
export type FiboEdit15Input = FiboEdit15 & OtherParameters;

export const fiboEdit15InputSchema = open<FiboEdit15>({
  image_urls: z.optional(z.list(mediaInputSchema)),
  instruction: z.optional(z.string()),
});

/** Nothing is published here; models of the same name take this at other providers. */
interface VirtualTryOn {
  readonly person_image_url?: MediaInput | undefined;
  readonly garment_image_urls?: readonly MediaInput[] | undefined;
}

/** What `elsewhere.virtualTryOn` takes. */
export type VirtualTryOnInput = VirtualTryOn & OtherParameters;

export const virtualTryOnInputSchema = open<VirtualTryOn>({
  person_image_url: z.optional(mediaInputSchema),
  garment_image_urls: z.optional(z.list(mediaInputSchema)),
});

/** Nothing is published here; models of the same name take this at other providers. */
interface ProductHolding {
  readonly person_image_url?: MediaInput | undefined;
  readonly product_image_urls?: readonly MediaInput[] | undefined;
}

/** What `elsewhere.productHolding` takes. */
export type ProductHoldingInput = ProductHolding & OtherParameters;

export const productHoldingInputSchema = open<ProductHolding>({
  person_image_url: z.optional(mediaInputSchema),
  product_image_urls: z.optional(z.list(mediaInputSchema)),
});

/** Where a product is put, in pixels of the scene; integers. */
export interface ProductCoordinates {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A product, and where in the scene it goes. */
export interface EmbeddedProduct {
  readonly image_source: MediaInput;
  readonly coordinates: ProductCoordinates;
}

interface EmbedProduct {
  /** The scene. */
  readonly image_source: MediaInput;
  readonly products: readonly EmbeddedProduct[];
  readonly seed?: number | undefined;
}

/** What `elsewhere.embedProduct` takes. */
export type EmbedProductInput = EmbedProduct & OtherParameters;

export const embedProductInputSchema = open<EmbedProduct>({
  image_source: mediaInputSchema,
  products: z.list(
    open<EmbeddedProduct>({
      image_source: mediaInputSchema,
      coordinates: open<ProductCoordinates>({
        x: z.integer(),
        y: z.integer(),
        width: z.integer(),
        height: z.integer(),
      }),
    }),
  ),
  seed: z.optional(z.integer()),
});

interface FullFibo {
  readonly prompt?: string | undefined;
  /** As FIBO gave it, changed or not; an object on this wire. Instead of `prompt`. */
  readonly structured_prompt?: Readonly<Record<string, unknown>> | undefined;
  /** A picture to start from. */
  readonly image_url?: MediaInput | undefined;
  /** What is not to be seen. Default empty. */
  readonly negative_prompt?: string | undefined;
  readonly aspect_ratio?: AspectRatio | (string & {}) | undefined;
  readonly resolution?: '1MP' | '4MP' | (string & {}) | undefined;
  /** Default 50. */
  readonly steps_num?: number | undefined;
  /** Default 5555: the same each time, unless you pass another. */
  readonly seed?: number | undefined;
  /** Answer at once, with the picture as a `data:` URI. A connection that breaks then leaves a paid job without a name. */
  readonly sync_mode?: boolean | undefined;
}

/** What `elsewhere.fibo` takes. */
export type FullFiboInput = FullFibo & OtherParameters;

export const fullFiboInputSchema = open<FullFibo>(
  {
    prompt: z.optional(z.string()),
    structured_prompt: z.optional(open<object>({})),
    image_url: z.optional(mediaInputSchema),
    negative_prompt: z.optional(z.string({ default: '' })),
    aspect_ratio: z.optional(z.openOneOf(ASPECT_RATIOS)),
    resolution: z.optional(z.openOneOf(['1MP', '4MP'])),
    steps_num: z.optional(z.integer({ default: 50 })),
    seed: z.optional(z.integer({ default: 5555 })),
    sync_mode: z.optional(z.boolean()),
  },
  exactlyOne('prompt', 'structured_prompt'),
);
