/**
 * Edits that are asked for in a few words, one tool each: all the same kind of job but for their words. Both 200
 * and 202 are documented, and no `sync`: they are asked for without it, and either answer is understood.
 *
 * @see https://docs.bria.ai
 */
import { structuredImageResultSchema, type StructuredImageResult } from '../../schemas/bria/result.ts';
import * as words from '../../schemas/bria/text-tools.ts';
import type { Schema } from '../../schemas/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture, type MediaFields } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

type TextTool<Input> = Endpoint<'bria', Input, StructuredImageResult>;

const textTool = /* @__NO_SIDE_EFFECTS__ */ <Input>(
  id: string,
  input: Schema<Input>,
  media?: MediaFields,
): TextTool<Input> => ({
  provider: 'bria',
  id,
  mode: 'job',
  path: `/v2/${id}`,
  input,
  media: { image: picture, ...media },
  result: structuredImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
});

/** Puts an object into a picture. `POST /v2/image/edit/add_object_by_text`. */
export const addObjectByText: TextTool<words.AddObjectByTextInput> = textTool(
  'image/edit/add_object_by_text',
  words.addObjectByTextInputSchema,
);

/** Puts one object in the place of another. `POST /v2/image/edit/replace_object_by_text`. */
export const replaceObjectByText: TextTool<words.ReplaceObjectByTextInput> = textTool(
  'image/edit/replace_object_by_text',
  words.replaceObjectByTextInputSchema,
);

/** Erases an object that is named. `POST /v2/image/edit/erase_by_text`. */
export const eraseByText: TextTool<words.EraseByTextInput> = textTool(
  'image/edit/erase_by_text',
  words.eraseByTextInputSchema,
);

/** Puts a texture or a piece of art onto something. `POST /v2/image/edit/blend`. */
export const blend: TextTool<words.BlendInput> = textTool('image/edit/blend', words.blendInputSchema, {
  overlay: picture,
});

/** Changes the season or the weather. `POST /v2/image/edit/reseason`. */
export const reseason: TextTool<words.ReseasonInput> = textTool(
  'image/edit/reseason',
  words.reseasonInputSchema,
);

/** Changes the text that is seen in a picture. `POST /v2/image/edit/rewrite_text`. */
export const rewriteText: TextTool<words.RewriteTextInput> = textTool(
  'image/edit/rewrite_text',
  words.rewriteTextInputSchema,
);

/** Makes a photo of a sketch. `POST /v2/image/edit/sketch_to_colored_image`. */
export const sketchToColoredImage: TextTool<words.SketchToColoredImageInput> = textTool(
  'image/edit/sketch_to_colored_image',
  words.sketchToColoredImageInputSchema,
);

/** Repairs an old photo: noise, scratches, blur. `POST /v2/image/edit/restore`. */
export const restore: TextTool<words.RestoreInput> = textTool('image/edit/restore', words.restoreInputSchema);

/** Gives a photo colours, or takes them. `POST /v2/image/edit/colorize`. */
export const colorize: TextTool<words.ColorizeInput> = textTool(
  'image/edit/colorize',
  words.colorizeInputSchema,
);

/** Shows a picture in the style of an art. `POST /v2/image/edit/restyle`. */
export const restyle: TextTool<words.RestyleInput> = textTool('image/edit/restyle', words.restyleInputSchema);

/**
 * Changes the light. The whole picture is made anew, at about one megapixel (Comfy's documentation of its node).
 * `POST /v2/image/edit/relight`.
 */
export const relight: TextTool<words.RelightInput> = textTool('image/edit/relight', words.relightInputSchema);
