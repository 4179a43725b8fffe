/** Ads of templates, version 1. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { accept, mapped, type Schema } from '../schema.ts';
import * as z from '../z.ts';
import { eachAccepted } from './each-accepted.ts';
import { isLink } from './is-link.ts';
import { placeholders, type PlaceholderImage } from './placeholder-result.ts';
import { textOrNull } from './text-or-null.ts';

/** What is around the picture that a template's smart image shows. */
export interface SmartImageScene {
  readonly operation?: 'expand_image' | 'lifestyle_shot_by_text' | undefined;
  /** The scene in words, or a colour such as `#FF5733`. Of `lifestyle_shot_by_text` only. */
  readonly input?: string | undefined;
}

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
export interface GenerateAdsInput {
  /** Such as `1061`, a public one; as text. */
  readonly template_id: string;
  /** Needed, unless the template has no brand. Public templates take public brands only, such as `167`. */
  readonly brand_id?: string | undefined;
  readonly smart_image?: SmartImage | undefined;
  readonly elements?: readonly AdElement[] | undefined;
  /** Refuse a picture, or withhold an ad, that fails moderation. Default false. */
  readonly content_moderation?: boolean | undefined;
}

export const generateAdsInputSchema = z.strictObject<GenerateAdsInput>({
  template_id: z.string(),
  brand_id: z.optional(z.string()),
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
  content_moderation: z.optional(z.boolean({ default: false })),
});

/** Width and height in pixels; neither where they are not known. */
export interface Resolution {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The ad of one scene of the template. */
export interface AdImage extends PlaceholderImage {
  readonly id?: string | undefined;
  /** Of the scene. */
  readonly name?: string | undefined;
  readonly resolution?: Resolution | undefined;
  /** A page that edits this ad, for an iframe. */
  readonly editor_iframe?: string | null | undefined;
}

const adImageSchema = z.looseObject<Omit<AdImage, 'image_url'> & { readonly url: string }>({
  url: z.string(),
  id: z.optional(z.string()),
  name: z.optional(z.string()),
  resolution: z.optional(
    z.looseObject<Resolution>({ width: z.optional(z.integer()), height: z.optional(z.integer()) }),
  ),
  editor_iframe: textOrNull(),
});

/** Of items `{ id, name, url, resolution, editor_iframe }`. */
export const generateAdsResultSchema = placeholders<AdImage>(adImageSchema, (item) => {
  const outcome = accept(adImageSchema, item);
  if (!('value' in outcome) || !isLink(outcome.value.url)) return undefined;
  return { ...outcome.value, image_url: outcome.value.url };
});

/** What `ads.listBrands` and `ads.listTemplates` take: nothing. */
export type ListAdsInput = Readonly<Record<never, never>>;

export const listAdsInputSchema = z.strictObject<ListAdsInput>({});

/** A brand of your organisation. */
export interface AdBrand {
  /** As text, the `brand_id` of `ads.generate`. */
  readonly id: number | string;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly created_at?: string | null | undefined;
}

/** A template of your organisation. */
export interface AdTemplate extends AdBrand {
  /** How many scenes it has. */
  readonly number_of_ads?: number | undefined;
  readonly preview?: string | null | undefined;
}

const brand = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<AdBrand> => ({
  id: z.either(z.integer(), z.string()),
  name: textOrNull(),
  description: textOrNull(),
  created_at: textOrNull(),
});

const brandSchema = z.looseObject<AdBrand>(brand());

const templateSchema = z.looseObject<AdTemplate>({
  ...brand(),
  number_of_ads: z.optional(z.integer()),
  preview: textOrNull(),
});

export const listBrandsResultSchema: Schema<readonly AdBrand[]> = mapped(z.list(z.unknown()), (brands) =>
  eachAccepted(brandSchema, brands),
);

export const listTemplatesResultSchema: Schema<readonly AdTemplate[]> = mapped(
  z.list(z.unknown()),
  (templates) => eachAccepted(templateSchema, templates),
);

/** What `ads.getTemplate` takes. */
export interface GetTemplateInput {
  /** Of one of your own: public templates are not shown. */
  readonly template_id: string;
}

export const getTemplateInputSchema = z.strictObject<GetTemplateInput>({ template_id: z.string() });

/**
 * A template: under the name of each scene, such as `scene_1`, the list of its elements
 * `{ id, layer_type, content_type, content, scene_number }`.
 */
export interface AdTemplateScenes {
  /** By the name of the scene. */
  readonly scene_resolutions?: Readonly<Record<string, Resolution>> | undefined;
  readonly [scene: string]: unknown;
}

export const adTemplateScenesSchema = z.looseObject<Pick<AdTemplateScenes, 'scene_resolutions'>>({
  scene_resolutions: z.optional(z.looseObject({})),
}) as Schema<AdTemplateScenes>;
