/**
 * What Bria has announced and not described. These take whatever the others of their family take, all of it or
 * nothing, and answer in the shape of that family.
 */
import { hashText } from '../../world/chance.ts';
import type { Recipe } from '../../world/placeholders.ts';
import type { Route } from '../exchange.ts';
import { fieldSchema } from './legacy-fields.ts';
import { immediate } from './v1/immediate.ts';
import { PRODUCT_LIFE_MS } from './v1/issue-file.ts';
import { findPicture, type PictureFields } from './v1/picture-source.ts';
import { orderFile } from './v1/settle-order.ts';

/** Of each picture: what the shots of the family cost. */
const SHOT_PRICE_MICRO_USD = 40_000;
const USUAL = 4;
const MOST = 10;

interface AnnouncedFields extends PictureFields {
  readonly num_results?: number;
  readonly sync?: boolean;
}

const fields = fieldSchema<AnnouncedFields>({
  image_url: 'text',
  file: 'text',
  num_results: 'integer',
  sync: 'flag',
});

const announcedShot = (path: string): Route =>
  immediate<AnnouncedFields>({
    operation: 'submit',
    method: 'POST',
    path,
    priceMicroUsd: SHOT_PRICE_MICRO_USD,
    schema: fields,
    prepare(ask) {
      const { input, world } = ask;
      const { num_results: wanted = USUAL, sync = false, image_url: link, file } = input;
      const picture = link === undefined && file === undefined ? undefined : findPicture(ask);
      if (picture instanceof Response) return picture;
      return {
        pieces: Math.max(1, Math.min(MOST, wanted)),
        perform(orderIds) {
          const source = picture?.keep();
          const result = orderIds.map((orderId, index) => {
            const seed = hashText(`${world.options.seed}/${path}/${index}`);
            const recipe: Recipe = { kind: 'scene', ...(source && { source }), seed, ...SHOT };
            const shot = orderFile(ask, orderId, recipe, { lifeMs: PRODUCT_LIFE_MS, atOnce: sync });
            return 'url' in shot
              ? [shot.url, String(seed), `${index + 1}.png`]
              : ['blocked:true', 'error_code:422', `description:${shot.withheld}`];
          });
          return Response.json({ result });
        },
      };
    },
  });

const SHOT = { width: 1000, height: 1000, box: { x: 150, y: 150, width: 700, height: 700 } };

const extractKeywords = immediate<AnnouncedFields>({
  operation: 'manage',
  method: 'POST',
  path: '/v1/product/contextual_keyword_extraction',
  schema: fields,
  prepare: () => ({ perform: () => Response.json({ result: ['product', 'table', 'soft light'] }) }),
});

export const legacyAnnouncedRoutes: readonly Route[] = [
  announcedShot('/v1/products/consistent_shots'),
  announcedShot('/v1/product/vehicle/shot_by_image'),
  extractKeywords,
];
