/** Ads of templates. */
import {
  adTemplateScenesSchema,
  generateAdsInputSchema,
  generateAdsResultSchema,
  getTemplateInputSchema,
  listBrandsResultSchema,
  listTemplatesResultSchema,
  type AdBrand,
  type AdImage,
  type AdTemplate,
  type AdTemplateScenes,
  type GenerateAdsInput,
  type GetTemplateInput,
} from '../../schemas/bria/ads-v1.ts';
import { noInputSchema, type NoInput } from '../../schemas/bria/answer.ts';
import type { PlaceholderResult } from '../../schemas/bria/placeholder-result.ts';
import type { TailoredId } from '../../schemas/bria/provider-id.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly } from '../media.ts';
import { probePlaceholders } from '../placeholder.ts';
import { restRequest } from '../rest-request.ts';

/** What `ads.generate` gives: an ad of each scene, and what was withheld. */
export type GenerateAdsResult = PlaceholderResult<AdImage>;

/**
 * Makes an ad of each scene of a template. `POST /v1/ads/generate`.
 *
 * The answer is links, and there is nothing to ask how far they are: the job has succeeded when all files are there.
 * A ref is resumed with this endpoint.
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const { images } = await client.run(ads.generate, {
 *   template_id: 1061,
 *   elements: [{ layer_type: 'text', content_type: 'Heading #1', content: 'Sale' }],
 * });
 */
export const generate: Endpoint<'bria', GenerateAdsInput, GenerateAdsResult> = {
  provider: 'bria',
  id: 'v1/ads/generate',
  mode: 'placeholder',
  path: '/v1/ads/generate',
  input: generateAdsInputSchema,
  media: { smart_image: { input_image_url: linkOnly } },
  // The wire lists its ids as numbers, and takes them as text.
  toBody: ({ template_id: template, brand_id: brand, ...rest }) => ({
    template_id: `${template as TailoredId}`,
    ...(brand !== undefined && { brand_id: `${brand as TailoredId}` }),
    ...rest,
  }),
  result: generateAdsResultSchema,
  typicalMs: 20_000,
  webhook: false,
  probe: probePlaceholders,
};

/**
 * The brands of your organisation. `GET /v1/ads/brands`.
 *
 * @see https://docs.bria.ai
 */
export const listBrands: Endpoint<'bria', NoInput, readonly AdBrand[]> = {
  provider: 'bria',
  id: 'GET v1/ads/brands',
  mode: 'immediate',
  method: 'GET',
  path: '/v1/ads/brands',
  input: noInputSchema,
  media: {},
  result: listBrandsResultSchema,
  typicalMs: 3_000,
  webhook: false,
  toRequest: restRequest,
};

/**
 * The templates of your organisation. `GET /v1/ads/templates`.
 *
 * @see https://docs.bria.ai
 */
export const listTemplates: Endpoint<'bria', NoInput, readonly AdTemplate[]> = {
  provider: 'bria',
  id: 'GET v1/ads/templates',
  mode: 'immediate',
  method: 'GET',
  path: '/v1/ads/templates',
  input: noInputSchema,
  media: {},
  result: listTemplatesResultSchema,
  typicalMs: 3_000,
  webhook: false,
  toRequest: restRequest,
};

/**
 * The scenes of a template of your organisation, with their elements. `GET /v1/ads/templates/{template_id}`.
 *
 * @see https://docs.bria.ai
 */
export const getTemplate: Endpoint<'bria', GetTemplateInput, AdTemplateScenes> = {
  provider: 'bria',
  id: 'GET v1/ads/templates/{template_id}',
  mode: 'immediate',
  method: 'GET',
  path: '/v1/ads/templates/{template_id}',
  input: getTemplateInputSchema,
  media: {},
  result: adTemplateScenesSchema,
  typicalMs: 3_000,
  webhook: false,
  toRequest: restRequest,
};
