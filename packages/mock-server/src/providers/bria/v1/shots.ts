/** A product or a vehicle in a scene, version 1: the answer names the pictures, which come later. */
import { hashText } from '../../../world/chance.ts';
import type { Recipe } from '../../../world/placeholders.ts';
import type { Route } from '../../exchange.ts';
import { withLists, type Tidy } from '../as-documented.ts';
import { immediate } from './immediate.ts';
import { PRODUCT_LIFE_MS } from './issue-file.ts';
import { findLink, findPicture, type FoundPicture, type PictureFields } from './picture-source.ts';
import { orderFile } from './settle-order.ts';
import { placementsOf, type PlacementFields } from './placement.ts';

/** Of each picture. Bria names no price of these: it is the mock's own. */
const SHOT_PRICE_MICRO_USD = 40_000;

interface ShotFields extends PictureFields, PlacementFields {
  readonly num_results?: number;
  readonly scene_description?: string;
  readonly ref_image_urls?: readonly string[];
  readonly ref_image_file?: readonly string[];
}

/** The documents forbid to wait for automatic placements; Bria's own nodes for ComfyUI do. */
const waitingForAutomatic: Tidy = ({ sync, ...body }) =>
  body['placement_type'] === 'automatic' ? body : { ...body, sync };

export const shotRoutes: readonly Route[] = [
  shotRoute('/v1/product/lifestyle_shot_by_text'),
  shotRoute('/v1/product/lifestyle_shot_by_image', 'by-image'),
  shotRoute('/v1/product/vehicle/shot_by_text'),
];

function shotRoute(path: string, by: 'by-text' | 'by-image' = 'by-text'): Route {
  return immediate<ShotFields>({
    operation: 'submit',
    method: 'POST',
    path,
    priceMicroUsd: SHOT_PRICE_MICRO_USD,
    tidies: [withLists('ref_image_urls', 'ref_image_file'), waitingForAutomatic],
    prepare(ask) {
      const { input, refuse, world } = ask;
      const { num_results: perPlacement = 4, scene_description: description = '' } = input;
      const atOnce = ask.sent['sync'] === true;
      if (perPlacement < 1) return refuse(400, 'num_results: expected 1 or more.');
      const picture = findPicture(ask);
      if (picture instanceof Response) return picture;
      let backdrop: FoundPicture | undefined;
      if (by === 'by-image') {
        const [link] = input.ref_image_urls ?? [];
        const [file] = input.ref_image_file ?? [];
        if (!link && !file) return refuse(400, 'input: expected ref_image_urls or ref_image_file.');
        const found = link
          ? findLink(ask, 'ref_image_urls', link)
          : findPicture({ ...ask, input: { file: file ?? '' } });
        if (found instanceof Response) return found;
        backdrop = found;
      }
      const placements = placementsOf(input, picture.stored).flatMap((placement) =>
        Array.from({ length: perPlacement }, () => placement),
      );
      return {
        pieces: placements.length,
        perform(orderIds) {
          const source = picture.keep();
          const ground = /^#[\da-f]{6}$/i.test(description) ? description : undefined;
          const scenery = { ...(ground && { ground }), ...(backdrop && { backdrop: backdrop.keep() }) };
          const result = placements.map((placement, index) => {
            const seed = hashText(`${world.options.seed}/${path}/${description}/${index}`);
            const recipe: Recipe = { kind: 'scene', source, seed, ...scenery, ...placement };
            const file = orderFile(ask, orderIds[index]!, recipe, { lifeMs: PRODUCT_LIFE_MS, atOnce });
            return 'url' in file
              ? [file.url, String(seed), `${index + 1}.png`]
              : ['blocked:true', 'error_code:422', `description:${file.withheld}`];
          });
          return Response.json({ result });
        },
      };
    },
  });
}
