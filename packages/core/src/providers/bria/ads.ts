/**
 * The namespace `ads`: finished ads, taken apart and made in other sizes, and ads made of templates.
 *
 * @module
 */
export { delayer, extractObjects, imageToLayers, imageToTemplate, resize } from './ads-v2.ts';
export { generate, getTemplate, listBrands, listTemplates, type GenerateAdsResult } from './ads-v1.ts';

export type {
  AdFormat,
  AdLayersInput,
  AdLayersResult,
  AdPartsInput,
  AdPartsResult,
  ResizeAdInput,
  ResizeAdResult,
  ResizedAd,
} from '../../schemas/bria/ads.ts';
export type {
  AdBrand,
  AdElement,
  AdImage,
  AdTemplate,
  AdTemplateScenes,
  GenerateAdsInput,
  GetTemplateInput,
  Resolution,
  SmartImage,
  SmartImageScene,
} from '../../schemas/bria/ads-v1.ts';
