/** Ads of templates, version 1. */
import { lenient } from '../lenient.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { accept, type Schema } from '../schema.ts';
import * as z from '../z.ts';
import { contentModeration, type ContentModeration } from './content-moderation.ts';
import { isLink } from './is-link.ts';
import { placeholders, type PlaceholderImage } from './placeholder-result.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { whenUsed } from './when-used.ts';

/** What is around the picture that a template's smart image shows. */
export interface SmartImageScene {
  readonly operation?: 'expand_image' | 'lifestyle_shot_by_text' | undefined;
  /** The scene in words, or a colour such as `#FF5733`. Of `lifestyle_shot_by_text` only. */
  readonly input?: string | undefined;
}

/** The picture of a template that fits itself to each scene. */
export interface SmartImage {
  /** URL of the picture that it shows. */
  readonly input_image_url?: MediaInput | undefined;
  readonly scene?: SmartImageScene | undefined;
}

/** What one element of a template is to show. */
export interface AdElement {
  readonly layer_type?: 'text' | 'image' | undefined;
  /** Which elements, in all scenes: `Heading #1` to `#5`, `Body #1`, `Image #1`. */
  readonly content_type?: string | undefined;
  /** The text, or the URL of the image. Empty: the element is left out. */
  readonly content?: string | undefined;
  /** Which element, of one scene. */
  readonly id?: string | undefined;
}

/** What `ads.generate` takes. */
export interface GenerateAdsInput extends ContentModeration {
  /** From `ads.listTemplates`, or a public one such as 1061. */
  readonly template_id: TailoredId;
  /** Needed, unless the template has no brand. Public templates take public brands only, such as 167. */
  readonly brand_id?: TailoredId | undefined;
  readonly smart_image?: SmartImage | undefined;
  readonly elements?: readonly AdElement[] | undefined;
}

export const generateAdsInputSchema = whenUsed(() =>
  z.strictObject<GenerateAdsInput>({
    template_id: tailoredIdSchema,
    brand_id: z.optional(tailoredIdSchema),
    smart_image: z.optional(
      z.strictObject<SmartImage>({
        input_image_url: z.optional(mediaInputSchema),
        scene: z.optional(
          z.strictObject<SmartImageScene>({
            operation: z.optional(z.oneOf(['expand_image', 'lifestyle_shot_by_text'])),
            input: z.optional(z.string()),
          }),
        ),
      }),
    ),
    elements: z.optional(
      z.list(
        z.strictObject<AdElement>({
          layer_type: z.optional(z.oneOf(['text', 'image'])),
          content_type: z.optional(z.string()),
          content: z.optional(z.string()),
          id: z.optional(z.string()),
        }),
      ),
    ),
    ...contentModeration(),
  }),
);

/** Width and height in pixels; neither where they are not known. */
export interface Resolution {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The ad of one scene of the template. */
export interface AdImage extends PlaceholderImage {
  readonly id?: TailoredId | undefined;
  /** Of the scene. */
  readonly name?: string | undefined;
  /** Text, such as `1080x1080`, where the service writes it so. */
  readonly resolution?: Resolution | string | undefined;
  /** A page that edits this ad, for an iframe. */
  readonly editor_iframe?: string | undefined;
}

const adImageSchema = z.looseObject<Omit<AdImage, 'image_url'> & { readonly url: string }>({
  url: z.string(),
  id: z.optional(tailoredIdSchema),
  name: z.optional(z.string()),
  resolution: z.optional(
    z.either(
      z.looseObject<Resolution>({ width: z.optional(z.number()), height: z.optional(z.number()) }),
      z.string(),
    ),
  ),
  editor_iframe: z.optional(z.string()),
});

/** Of items `{ id, name, url, resolution, editor_iframe }`. */
export const generateAdsResultSchema = placeholders<AdImage>(adImageSchema, (item) => {
  const outcome = accept(adImageSchema, item);
  const { value } = 'value' in outcome ? outcome : {};
  return isLink(value?.url) ? { ...value, image_url: value.url } : undefined;
});

/** A brand of your organisation. */
export interface AdBrand {
  readonly id: TailoredId;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly created_at?: string | undefined;
}

/** A template of your organisation. */
export interface AdTemplate extends AdBrand {
  /** How many scenes it has. */
  readonly number_of_ads?: number | undefined;
  readonly preview?: string | undefined;
}

const brand = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<AdBrand> => ({
  id: tailoredIdSchema,
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  created_at: z.optional(z.string()),
});

export const listBrandsResultSchema: Schema<readonly AdBrand[]> = lenient(
  z.list(z.looseObject<AdBrand>(brand())),
);

export const listTemplatesResultSchema: Schema<readonly AdTemplate[]> = whenUsed(() =>
  lenient(
    z.list(
      z.looseObject<AdTemplate>({
        ...brand(),
        number_of_ads: z.optional(z.integer()),
        preview: z.optional(z.string()),
      }),
    ),
  ),
);

/** What `ads.getTemplate` takes. */
export interface GetTemplateInput {
  /** From `ads.listTemplates`: public templates are not shown. */
  readonly template_id: TailoredId;
}

export const getTemplateInputSchema = z.strictObject<GetTemplateInput>({ template_id: tailoredIdSchema });

/**
 * A template: under the name of each scene, such as `scene_1`, the list of its elements
 * `{ id, layer_type, content_type, content, scene_number }`.
 */
export interface AdTemplateScenes {
  /** By the name of the scene. */
  readonly scene_resolutions?: Readonly<Record<string, Resolution>> | undefined;
  readonly [scene: string]: unknown;
}

export const adTemplateScenesSchema = z.looseObject<{ readonly scene_resolutions?: object | undefined }>({
  scene_resolutions: z.optional(z.looseObject<object>({})),
}) as Schema<AdTemplateScenes>;
