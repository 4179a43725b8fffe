import {
  blurBackgroundInputSchema,
  cropForegroundInputSchema,
  eraseForegroundInputSchema,
  replaceBackgroundInputSchema,
  type BlurBackgroundInput,
  type CropForegroundInput,
  type EraseForegroundInput,
  type ReplaceBackgroundInput,
} from '../../schemas/bria/background-tools.ts';
import { promptedImageResultSchema, type PromptedImageResult } from '../../schemas/bria/prompted-result.ts';
import { imageResultSchema, type ImageResult } from '../../schemas/bria/result.ts';
import type { MediaInput } from '../../schemas/media-input.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture, type PrepareMedia } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

const pictures: PrepareMedia<MediaInput | readonly MediaInput[]> = (media, context) =>
  Array.isArray(media)
    ? Promise.all(media.map((one: MediaInput) => picture(one, context)))
    : picture(media as MediaInput, context);

/**
 * Puts the foreground before another background: of a prompt, of one colour, or after pictures.
 * `POST /v2/image/edit/replace_background`.
 *
 * @see https://docs.bria.ai
 */
export const replaceBackground: Endpoint<'bria', ReplaceBackgroundInput, PromptedImageResult> = {
  provider: 'bria',
  id: 'image/edit/replace_background',
  mode: 'job',
  path: '/v2/image/edit/replace_background',
  input: replaceBackgroundInputSchema,
  media: { image: picture, ref_images: pictures },
  result: promptedImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
};

/**
 * Takes the foreground away, and fills its place with background. `POST /v2/image/edit/erase_foreground`.
 *
 * @see https://docs.bria.ai
 */
export const eraseForeground: Endpoint<'bria', EraseForegroundInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/erase_foreground',
  mode: 'job',
  path: '/v2/image/edit/erase_foreground',
  input: eraseForegroundInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};

/**
 * Blurs the background. `POST /v2/image/edit/blur_background`.
 *
 * @see https://docs.bria.ai
 */
export const blurBackground: Endpoint<'bria', BlurBackgroundInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/blur_background',
  mode: 'job',
  path: '/v2/image/edit/blur_background',
  input: blurBackgroundInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};

/**
 * Cuts the foreground out, and crops the picture to it. `POST /v2/image/edit/crop_foreground`.
 *
 * @see https://docs.bria.ai
 */
export const cropForeground: Endpoint<'bria', CropForegroundInput, ImageResult> = {
  provider: 'bria',
  id: 'image/edit/crop_foreground',
  mode: 'job',
  path: '/v2/image/edit/crop_foreground',
  input: cropForegroundInputSchema,
  media: { image: picture },
  result: imageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 6_000,
};
