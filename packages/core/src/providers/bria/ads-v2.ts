/** Finished ads, taken apart and made again. None of it is in the OpenAPI of 2026-08. */
import {
  adLayersInputSchema,
  adLayersResultSchema,
  adPartsInputSchema,
  adPartsResultSchema,
  resizeAdInputSchema,
  resizeAdResultSchema,
  type AdLayersInput,
  type AdLayersResult,
  type AdPartsInput,
  type AdPartsResult,
  type ResizeAdInput,
  type ResizeAdResult,
} from '../../schemas/bria/ads.ts';
import type { Endpoint } from '../endpoint.ts';
import { anyFile, picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

/** docs.bria.ai, asset retention; Bria's agent skill of 2026-08 knew no end. */
const LAYERS_RETENTION_MS = 30 * 24 * 60 * 60_000;

/** Bria's agent skills: 2 to 3 minutes. */
const LAYERS_TYPICAL_MS = 150_000;

/**
 * Takes a finished ad apart into layers that can be edited. `POST /v2/ads/delayer`.
 *
 * The result is the link of a document, and not the layers. `download` fetches it where it is JSON, and refuses
 * it as a web page with `output_format: 'html'`: fetch that yourself, and show it where it can do no harm.
 *
 * @see https://docs.bria.ai
 */
export const delayer: Endpoint<'bria', AdLayersInput, AdLayersResult> = {
  provider: 'bria',
  id: 'ads/delayer',
  mode: 'job',
  path: '/v2/ads/delayer',
  input: adLayersInputSchema,
  media: { attachments: [anyFile] },
  result: adLayersResultSchema,
  retentionMs: LAYERS_RETENTION_MS,
  typicalMs: LAYERS_TYPICAL_MS,
};

/**
 * `delayer` under its older path, `POST /v2/ads/image_to_layers`: in August 2026 it was the only one that was
 * reached. 9 submits per minute and account, unless agreed otherwise.
 *
 * @see https://github.com/Bria-AI/bria-skill
 */
export const imageToLayers: Endpoint<'bria', AdLayersInput, AdLayersResult> = {
  provider: 'bria',
  id: 'ads/image_to_layers',
  mode: 'job',
  path: '/v2/ads/image_to_layers',
  input: adLayersInputSchema,
  media: { attachments: [anyFile] },
  result: adLayersResultSchema,
  retentionMs: LAYERS_RETENTION_MS,
  typicalMs: LAYERS_TYPICAL_MS,
};

/**
 * Makes an ad in up to ten other sizes. `POST /v2/ads/resize`; 404 where the organisation does not have it.
 *
 * It has no `sync`: the wire knows the word, and refuses it (400).
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const { results } = await client.run(ads.resize, {
 *   attachments: ['https://example.com/sale.png'],
 *   formats: [{ name: 'story', width: 1080, height: 1920 }],
 * });
 */
export const resize: Endpoint<'bria', ResizeAdInput, ResizeAdResult> = {
  provider: 'bria',
  id: 'ads/resize',
  mode: 'job',
  path: '/v2/ads/resize',
  input: resizeAdInputSchema,
  media: { attachments: [picture] },
  result: resizeAdResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 240_000,
};

/**
 * Cuts the objects out of an ad, without its layout and text. `POST /v2/ads/extract_objects`. No more than its name
 * is documented: its input is that of the other ads endpoints.
 *
 * @see https://github.com/Bria-AI/bria-skill
 */
export const extractObjects: Endpoint<'bria', AdPartsInput, AdPartsResult> = {
  provider: 'bria',
  id: 'ads/extract_objects',
  mode: 'job',
  path: '/v2/ads/extract_objects',
  input: adPartsInputSchema,
  media: { attachments: [anyFile] },
  result: adPartsResultSchema,
  typicalMs: LAYERS_TYPICAL_MS,
};

/**
 * Makes a template of an ad, for others like it. `POST /v2/ads/image_to_template`. No more than its name is
 * documented: its input is that of the other ads endpoints.
 *
 * @see https://github.com/Bria-AI/bria-skill
 */
export const imageToTemplate: Endpoint<'bria', AdPartsInput, AdPartsResult> = {
  provider: 'bria',
  id: 'ads/image_to_template',
  mode: 'job',
  path: '/v2/ads/image_to_template',
  input: adPartsInputSchema,
  media: { attachments: [anyFile] },
  result: adPartsResultSchema,
  typicalMs: LAYERS_TYPICAL_MS,
};
