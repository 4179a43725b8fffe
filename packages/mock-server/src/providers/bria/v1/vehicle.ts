/** Vehicles, version 1: the answer is the result. */
import { hashText } from '../../../world/chance.ts';
import type { JobInput } from '../../../world/job-input.ts';
import { vehicleParts, type Recipe, type VehiclePart } from '../../../world/placeholders.ts';
import type { Route } from '../../exchange.ts';
import { immediate, type Ask } from './immediate.ts';
import { issueFile, PRODUCT_LIFE_MS } from './issue-file.ts';
import { findPicture, type PictureFields } from './picture-source.ts';
import { PRODUCT_PRICE_MICRO_USD } from './product.ts';
import { answerOrder } from './settle-order.ts';

/** What these routes take, each a part of it. */
interface VehicleFields extends PictureFields {
  readonly effect?: string;
  readonly preset?: string;
  readonly layers?: boolean;
  readonly seed?: number;
  readonly masks?: Readonly<Record<string, string>>;
}

const REFLECTING = ['windshield', 'rear_window', 'side_windows', 'body', 'wheels'] as const;

export const vehicleRoutes: readonly Route[] = [
  vehicleRoute('segment', (_, { part }) =>
    Object.fromEntries(vehicleParts.map((name) => [name, part(name)])),
  ),
  vehicleRoute('generate_reflections', ({ layers, masks }, { seed, light }) => ({
    url: light('reflections', false),
    seed,
    ...(layers && {
      layers: Object.fromEntries(
        REFLECTING.map((name) => [name, !masks || masks[name] ? light('reflections', true) : null]),
      ),
    }),
  })),
  vehicleRoute('refine_tires', ({ layers }, { seed, light }) => ({
    url: light('tires', false),
    seed,
    ...(layers && { layer_url: light('tires', true) }),
  })),
  vehicleRoute('apply_effect', ({ layers, effect = 'dust' }, { seed, light }) => ({
    url: light(effect, false),
    seed,
    ...(layers && { layer_url: light(effect, true) }),
  })),
  vehicleRoute('harmonize', ({ preset = 'warm-day' }, { light }) => ({ url: light(preset, false) })),
];

interface Makers {
  readonly seed: number;
  /** The link of a mask. */
  readonly part: (name: VehiclePart) => string;
  /** The link of the picture in this light, or of the light alone. */
  readonly light: (name: string, alone: boolean) => string;
}

function vehicleRoute(name: string, resultOf: (input: VehicleFields, makers: Makers) => object): Route {
  return immediate<VehicleFields>({
    operation: 'submit',
    method: 'POST',
    path: `/v1/product/vehicle/${name}`,
    priceMicroUsd: PRODUCT_PRICE_MICRO_USD,
    prepare(ask) {
      const picture = findPicture(ask);
      if (picture instanceof Response) return picture;
      return {
        perform: ([orderId]) =>
          answerOrder(ask, orderId, () => resultOf(ask.input, makersOf(ask, picture.keep()))),
      };
    },
  });
}

function makersOf(ask: Ask<VehicleFields>, source: JobInput): Makers {
  const seed = ask.input.seed ?? hashText(`${ask.world.options.seed}/${JSON.stringify(source)}`);
  const issue = (recipe: Recipe) => {
    const { now: readyAt } = ask;
    return issueFile(ask, { readyAt, expiresAt: readyAt + PRODUCT_LIFE_MS, isEmpty: false, recipe }).url;
  };
  return {
    seed,
    part: (part) => issue({ kind: 'part', source, part }),
    light: (light, alone) => issue({ kind: 'light', source, light, seed, alone }),
  };
}
