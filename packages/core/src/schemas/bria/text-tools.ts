/**
 * Edits that are asked for in a few words, one tool each. They are made by the model of `image.edit` and give
 * what it gives; none has options beyond its own.
 */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import * as z from '../z.ts';
import type { PictureInput } from './picture-edit.ts';

/** What `image.addObjectByText` takes. */
export interface AddObjectByTextInput extends PictureInput {
  /** What to add and where: `Place a red vase with flowers on the table`. */
  readonly instruction: string;
}

export const addObjectByTextInputSchema = z.strictObject<AddObjectByTextInput>({
  image: mediaInputSchema,
  instruction: z.string(),
});

/** What `image.replaceObjectByText` takes. */
export interface ReplaceObjectByTextInput extends PictureInput {
  /** What to replace and by what: `Replace the red apple with a green pear`. */
  readonly instruction: string;
}

export const replaceObjectByTextInputSchema = z.strictObject<ReplaceObjectByTextInput>({
  image: mediaInputSchema,
  instruction: z.string(),
});

/** What `image.eraseByText` takes. */
export interface EraseByTextInput extends PictureInput {
  /** What to erase, by its name: `table`. */
  readonly object_name: string;
}

export const eraseByTextInputSchema = z.strictObject<EraseByTextInput>({
  image: mediaInputSchema,
  object_name: z.string(),
});

/** What `image.blend` takes. */
export interface BlendInput extends PictureInput {
  /** What goes where: `Place the art on the shirt, keep the art exactly the same`. */
  readonly instruction: string;
  /**
   * The picture to blend in: a texture, a logo, a piece of art. Not in the OpenAPI of 2026-08; from older
   * versions of Bria's agent skill, which no longer name it.
   */
  readonly overlay?: MediaInput | undefined;
}

export const blendInputSchema = z.strictObject<BlendInput>({
  image: mediaInputSchema,
  instruction: z.string(),
  overlay: z.optional(mediaInputSchema),
});

const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;

/** What `image.reseason` takes. */
export interface ReseasonInput extends PictureInput {
  /** A season, or a weather in words of your own. */
  readonly season: (typeof SEASONS)[number] | (string & {});
}

export const reseasonInputSchema = z.strictObject<ReseasonInput>({
  image: mediaInputSchema,
  season: z.openOneOf(SEASONS),
});

/** What `image.rewriteText` takes. */
export interface RewriteTextInput extends PictureInput {
  /** What is to stand in the place of the text that is seen. */
  readonly new_text: string;
}

export const rewriteTextInputSchema = z.strictObject<RewriteTextInput>({
  image: mediaInputSchema,
  new_text: z.string(),
});

/** What `image.sketchToColoredImage` takes. */
export interface SketchToColoredImageInput extends PictureInput {
  /**
   * What the sketch shows. Not in the OpenAPI of 2026-08; from older versions of Bria's agent skill, which no
   * longer name it.
   */
  readonly prompt?: string | undefined;
}

export const sketchToColoredImageInputSchema = z.strictObject<SketchToColoredImageInput>({
  image: mediaInputSchema,
  prompt: z.optional(z.string()),
});

/** What `image.restore` takes. */
export interface RestoreInput extends PictureInput {}

export const restoreInputSchema = z.strictObject<RestoreInput>({ image: mediaInputSchema });

/** The words of the OpenAPI, and those of Bria's agent skill for the same. */
const COLORS = [
  'color_contemporary',
  'color_vivid',
  'black_and_white',
  'sepia_vintage',
  'contemporary color',
  'vivid color',
  'black and white colors',
  'sepia vintage',
] as const;

/** What `image.colorize` takes. */
export interface ColorizeInput extends PictureInput {
  /** Into which colours, or out of them. Each is known in two spellings. */
  readonly color: (typeof COLORS)[number] | (string & {});
}

export const colorizeInputSchema = z.strictObject<ColorizeInput>({
  image: mediaInputSchema,
  color: z.openOneOf(COLORS),
});

const STYLES = [
  'render_3d',
  'cubism',
  'oil_painting',
  'anime',
  'cartoon',
  'coloring_book',
  'retro_ad',
  'pop_art_halftone',
  'vector_art',
  'story_board',
  'art_nouveau',
  'cross_etching',
  'wood_cut',
] as const;

/** What `image.restyle` takes. */
export interface RestyleInput extends PictureInput {
  /** A style by its name, or in words of your own. */
  readonly style: (typeof STYLES)[number] | (string & {});
}

export const restyleInputSchema = z.strictObject<RestyleInput>({
  image: mediaInputSchema,
  style: z.openOneOf(STYLES),
});

const LIGHT_DIRECTIONS = ['front', 'side', 'side lighting', 'bottom', 'top-down'] as const;

const LIGHT_TYPES = [
  'midday',
  'blue hour light',
  'low-angle sunlight',
  'sunrise light',
  'spotlight on subject, keep background settings',
  'overcast light',
  'soft overcast daylight lighting',
  'cloud-filtered lighting',
  'fog-diffused lighting',
  'moonlight lighting',
  'starlight lighting nighttime',
  'soft bokeh lighting',
  'harsh studio lighting keep background setting',
] as const;

/** What `image.relight` takes. */
export interface RelightInput extends PictureInput {
  /**
   * Where the light comes from. Optional in the OpenAPI of 2026-08, required in Bria's agent skill; their lists
   * differ: other words are taken.
   */
  readonly light_direction?: (typeof LIGHT_DIRECTIONS)[number] | (string & {}) | undefined;
  /** What light it is. The lists of the OpenAPI and of Bria's agent skill differ: other words are taken. */
  readonly light_type: (typeof LIGHT_TYPES)[number] | (string & {});
}

export const relightInputSchema = z.strictObject<RelightInput>({
  image: mediaInputSchema,
  light_direction: z.optional(z.openOneOf(LIGHT_DIRECTIONS)),
  light_type: z.openOneOf(LIGHT_TYPES),
});
