/** Finished ads, taken apart and made again, version 2. None of it is in the OpenAPI of 2026-08. */
import { lenient } from '../lenient.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import type { Expiring, OnWire } from './result.ts';
import { sync, type Sync } from './sync.ts';
import { someResult } from './undocumented-result.ts';
import { whenUsed } from './when-used.ts';

/** Of endpoints that work on a finished ad. */
export interface FinishedAd {
  /**
   * The ad: exactly one, in a list. PNG, JPEG, WebP, AVIF, GIF, TIFF, BMP, SVG or PDF; bytes of 12 MB at most, a
   * URL leads to any size. How many pixels it may have depends on the plan (413).
   */
  readonly attachments: readonly MediaInput[];
  /** What is to be heeded, in words: `the badge at the top left is the logo`. */
  readonly prompt?: string | undefined;
}

const finishedAd = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<FinishedAd> => ({
  attachments: z.sizedList(mediaInputSchema, { minItems: 1, maxItems: 1 }),
  prompt: z.optional(z.string()),
});

/** What `ads.delayer` and `ads.imageToLayers` take. With `sync`, the connection is held for minutes. */
export interface AdLayersInput extends FinishedAd, Sync {
  /** Default `medium`. */
  readonly thinking_effort?: 'minimal' | 'low' | 'medium' | 'high' | undefined;
  /**
   * What the result leads to: the layers as JSON, or the ad made of them as HTML. Default `json`. `download`
   * refuses a page: fetch the HTML yourself.
   */
  readonly output_format?: 'json' | 'html' | undefined;
}

export const adLayersInputSchema = whenUsed(() =>
  z.strictObject<AdLayersInput>({
    ...finishedAd(),
    thinking_effort: z.optional(z.oneOf(['minimal', 'low', 'medium', 'high'], { default: 'medium' })),
    output_format: z.optional(z.oneOf(['json', 'html'], { default: 'json' })),
    ...sync(),
  }),
);

export interface AdLayersResult extends Expiring {
  /**
   * Where the layers are described: `{ canvas, layers, font_stylesheets }`, and in a layer that is a picture, its
   * own link as `asset_path`. None of them takes a credential.
   */
  readonly url: string;
  /** `deflat`. */
  readonly agent_type?: string | undefined;
  readonly status?: string | undefined;
  readonly text?: string | undefined;
}

export const adLayersResultSchema: Schema<AdLayersResult> = z.looseObject<OnWire<AdLayersResult>>({
  url: z.string(),
  agent_type: z.optional(z.string()),
  status: z.optional(z.string()),
  text: z.optional(z.string()),
});

/** What `ads.extractObjects` and `ads.imageToTemplate` take. With `sync`, the connection is held for minutes. */
export interface AdPartsInput extends FinishedAd, Sync {}

export const adPartsInputSchema = whenUsed(() =>
  z.strictObject<AdPartsInput>({ ...finishedAd(), ...sync() }),
);

/**
 * The answer is not documented: what is there is handed out as it comes. Of the other ads endpoints, `url` is where
 * to find what was made.
 */
export type AdPartsResult = Readonly<Record<string, unknown>>;

export const adPartsResultSchema = z.looseObject<{ readonly url?: unknown }>(
  { url: z.optional(z.unknown()) },
  someResult(),
) as Schema<AdPartsResult>;

/** A size that an ad is made in. */
export interface AdFormat {
  /** Your name for it: the result has it, too. */
  readonly name: string;
  /** In pixels; 1 or more. */
  readonly width: number;
  /** In pixels; 1 or more. */
  readonly height: number;
}

/** What `ads.resize` takes: an ad that is a PNG or a JPEG. */
export interface ResizeAdInput extends FinishedAd {
  /** 1 to 10 sizes. One between 1:3 and 3:1 takes a minute, another up to seven. */
  readonly formats: readonly AdFormat[];
}

export const resizeAdInputSchema = whenUsed(() =>
  z.strictObject<ResizeAdInput>({
    ...finishedAd(),
    formats: z.sizedList(
      z.strictObject<AdFormat>({
        name: z.string(),
        width: z.integerFrom(1),
        height: z.integerFrom(1),
      }),
      { minItems: 1, maxItems: 10 },
    ),
  }),
);

/** An ad in one of the sizes, or why there is none: the sizes fail one by one. */
export interface ResizedAd {
  readonly name?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly status?: 'ok' | 'failed' | (string & {}) | undefined;
  /** Which way it was made: `ai_image_models` or `delayer_dispatch`. */
  readonly strategy?: string | undefined;
  /** Where the picture can be fetched, where the status is `ok`. */
  readonly url?: string | undefined;
  /** Where it is `failed`: the provider's words, as JSON where they are more than a text. */
  readonly error?: string | undefined;
}

export interface ResizeAdResult extends Expiring {
  /** One for each format, in their order. A job that succeeded can have sizes that failed. */
  readonly results: readonly ResizedAd[];
  readonly status?: string | undefined;
  /** That the ad was made smaller first, or a font was missing. */
  readonly text?: string | undefined;
}

export const resizeAdResultSchema: Schema<ResizeAdResult> = lenient(
  z.looseObject<OnWire<ResizeAdResult>>({
    results: z.list(
      z.looseObject<ResizedAd>({
        name: z.optional(z.string()),
        width: z.optional(z.integer()),
        height: z.optional(z.integer()),
        status: z.optional(z.openOneOf(['ok', 'failed'])),
        strategy: z.optional(z.string()),
        url: z.optional(z.string()),
        error: z.optional(
          z.mapped(
            z.custom<unknown>(() => true, '', { type: 'string' }),
            (error) => (typeof error === 'string' ? error : JSON.stringify(error)),
          ),
        ),
      }),
    ),
    status: z.optional(z.string()),
    text: z.optional(z.string()),
  }),
);
