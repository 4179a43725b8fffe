/** Ads of templates, version 1. Every organisation of the mock has the same brand and templates. */
import { hashText } from '../../../world/chance.ts';
import type { Recipe } from '../../../world/placeholders.ts';
import type { Route } from '../../exchange.ts';
import { fileUrl } from '../../own-files.ts';
import { immediate } from './immediate.ts';
import { findLink } from './picture-source.ts';
import { orderFile } from './settle-order.ts';

/** Of each scene. Bria names no price of these: it is the mock's own. */
const SCENE_PRICE_MICRO_USD = 40_000;

interface Scene {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

interface Template {
  readonly id: number;
  readonly name: string;
  /** A public template can be used, but is not shown. */
  readonly isPublic: boolean;
  readonly scenes: readonly Scene[];
}

const SQUARE: Scene = { name: 'scene_1', width: 1080, height: 1080 };
const STORY: Scene = { name: 'scene_2', width: 1080, height: 1920 };
const BANNER: Scene = { name: 'scene_3', width: 1200, height: 628 };

const CREATED_AT = '2026-01-05T09:00:00Z';
const BRANDS = [{ id: 501, name: 'Mock brand', description: 'A brand to test with', created_at: CREATED_AT }];
const TEMPLATES: readonly Template[] = [
  { id: 1061, name: 'Public sale', isPublic: true, scenes: [SQUARE, STORY] },
  { id: 2001, name: 'Spring sale', isPublic: false, scenes: [SQUARE, STORY, BANNER] },
  { id: 2002, name: 'New arrival', isPublic: false, scenes: [SQUARE] },
];

interface AdFields {
  readonly template_id: string | number;
  readonly smart_image?: {
    readonly input_image_url?: string;
    readonly scene?: { readonly operation?: string; readonly input?: string };
  };
}

const listBrands = immediate({
  operation: 'manage',
  method: 'GET',
  path: '/v1/ads/brands',
  prepare: () => ({ perform: () => Response.json(BRANDS) }),
});

const previewIdOf = ({ id }: Template, tenant: string) => `template-${id}-${hashText(tenant).toString(16)}`;

const listTemplates = immediate({
  operation: 'manage',
  method: 'GET',
  path: '/v1/ads/templates',
  prepare: ({ world, tenant, now, exchange }) => ({
    perform: () =>
      Response.json(
        TEMPLATES.filter(({ isPublic }) => !isPublic).map((template) => {
          const fileId = previewIdOf(template, tenant);
          const recipe = sceneOf(template.scenes[0] ?? SQUARE, template.id);
          if (!world.files.get(fileId))
            world.files.insert({ fileId, tenant, readyAt: now, isEmpty: false, recipe });
          return {
            id: template.id,
            name: template.name,
            description: `${template.name}, in ${template.scenes.length} sizes`,
            created_at: CREATED_AT,
            number_of_ads: template.scenes.length,
            preview: fileUrl(exchange.mediaOrigin, fileId),
          };
        }),
      ),
  }),
});

const getTemplate = immediate<AdFields>({
  operation: 'manage',
  method: 'GET',
  path: '/v1/ads/templates/:template_id',
  prepare({ input, refuse }) {
    const template = findTemplate(input);
    if (!template || template.isPublic) return refuse(404, 'There is no template with this id.');
    return { perform: () => Response.json(scenesBody(template)) };
  },
});

const generateAds = immediate<AdFields>({
  operation: 'submit',
  method: 'POST',
  path: '/v1/ads/generate',
  priceMicroUsd: SCENE_PRICE_MICRO_USD,
  prepare(ask) {
    const { input, refuse } = ask;
    const template = findTemplate(input);
    if (!template) return refuse(400, 'template_id: there is no template with this id.');
    const { input_image_url: link, scene } = input.smart_image ?? {};
    const picture = link ? findLink(ask, 'input_image_url', link) : undefined;
    // It is downloaded when the scenes are made, which is after the answer.
    const lacksInput = picture instanceof Response && picture.status === 460;
    if (picture instanceof Response && !lacksInput) return picture;
    return {
      pieces: template.scenes.length,
      perform(orderIds) {
        const source = picture instanceof Response ? undefined : picture?.keep();
        const ground = /^#[\da-f]{6}$/i.test(scene?.input ?? '') ? scene?.input : undefined;
        const result = template.scenes.map((size, index) => {
          const orderId = orderIds[index]!;
          const drawn = sceneOf(size, hashText(JSON.stringify(input)) + index);
          const recipe: Recipe = { ...drawn, ...(source && { source }), ...(ground && { ground }) };
          const file = orderFile(ask, orderId, recipe, { atOnce: false, lacksInput });
          const { name, width, height } = size;
          const editor_iframe = `https://platform.bria.ai/editor/${orderId}`;
          return {
            id: orderId,
            name,
            url: 'url' in file ? file.url : '',
            resolution: { width, height },
            editor_iframe,
          };
        });
        return Response.json({ result });
      },
    };
  },
});

export const adRoutes: readonly Route[] = [generateAds, listBrands, listTemplates, getTemplate];

const findTemplate = ({ template_id }: AdFields) =>
  TEMPLATES.find(({ id }) => String(id) === String(template_id));

function sceneOf({ width, height }: Scene, seed: number): Recipe & { readonly kind: 'scene' } {
  const side = Math.round(Math.min(width, height) * 0.6);
  const box = { x: Math.round((width - side) / 2), y: Math.round((height - side) / 2) };
  return { kind: 'scene', seed, width, height, box: { ...box, width: side, height: side } };
}

/** Under the name of each scene, its elements. */
function scenesBody({ id, scenes }: Template): object {
  const elements = (number: number) => [
    { id: `${id}-${number}-1`, layer_type: 'text', content_type: 'Heading #1', content: 'Headline' },
    { id: `${id}-${number}-2`, layer_type: 'image', content_type: 'Image #1', content: '' },
  ];
  return {
    ...Object.fromEntries(
      scenes.map(({ name }, index) => [
        name,
        elements(index + 1).map((element) => ({ ...element, scene_number: index + 1 })),
      ]),
    ),
    scene_resolutions: Object.fromEntries(scenes.map(({ name, width, height }) => [name, { width, height }])),
  };
}
