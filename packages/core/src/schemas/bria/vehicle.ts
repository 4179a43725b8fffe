/** Parts and surfaces of a vehicle, version 1. */
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { atLeastOne } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { onePicture, pictureSource, type PictureSource } from './product-v1.ts';
import { seedSchema, withSeed, type Expiring, type OnWire, type Seed } from './result.ts';
import { seed, type Seedable } from './seed.ts';
import { whenUsed } from './when-used.ts';

/** What `product.segmentVehicle` takes. */
export interface SegmentVehicleInput extends PictureSource {}

export const segmentVehicleInputSchema = z.strictObject<SegmentVehicleInput>(pictureSource(), onePicture());

/** Links of masks, a PNG for each part; undefined where the part is not seen. */
export interface VehicleMasks extends Expiring {
  readonly windshield?: string | undefined;
  readonly rear_window?: string | undefined;
  readonly side_windows?: string | undefined;
  readonly body?: string | undefined;
  readonly wheels?: string | undefined;
  readonly hubcap?: string | undefined;
  /** What `product.refineVehicleTires` takes. */
  readonly tires?: string | undefined;
}

/** On the wire, the link of a part that is not seen is empty, or null, as among the layers of reflections. */
const part = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.optional(
    z.custom<string | null>((value) => value === null || typeof value === 'string', 'string', {
      type: 'string',
    }),
  );

export const vehicleMasksSchema: Schema<VehicleMasks> = z.mapped(
  z.looseObject<Record<keyof OnWire<VehicleMasks>, string | null | undefined>>({
    windshield: part(),
    rear_window: part(),
    side_windows: part(),
    body: part(),
    wheels: part(),
    hubcap: part(),
    tires: part(),
  }),
  (masks) => Object.fromEntries(Object.entries(masks).filter(([, link]) => link)),
);

/** Where a vehicle reflects: URLs of masks, such as `product.segmentVehicle` makes; those of other parts are not sent. */
export interface ReflectionMasks {
  readonly windshield?: MediaInput | undefined;
  readonly rear_window?: MediaInput | undefined;
  readonly side_windows?: MediaInput | undefined;
  readonly body?: MediaInput | undefined;
  readonly wheels?: MediaInput | undefined;
}

/** What `product.generateVehicleReflections` takes. */
export interface VehicleReflectionsInput extends PictureSource, Seedable {
  /** Default: where the service finds that it reflects. */
  readonly masks?: ReflectionMasks | undefined;
  /** Give the reflections of each part, too. */
  readonly layers?: boolean | undefined;
}

const mask = /* @__NO_SIDE_EFFECTS__ */ () => z.optional(mediaInputSchema);

export const vehicleReflectionsInputSchema = whenUsed(() =>
  z.strictObject<VehicleReflectionsInput>(
    {
      ...pictureSource(),
      masks: z.optional(
        z.looseObject<ReflectionMasks>({
          windshield: mask(),
          rear_window: mask(),
          side_windows: mask(),
          body: mask(),
          wheels: mask(),
        }),
      ),
      layers: z.optional(z.boolean()),
      ...seed(),
    },
    onePicture(),
  ),
);

/** What `product.refineVehicleTires` takes. */
export interface VehicleTiresInput extends PictureSource {
  /** URL of the mask of all tires, such as `product.segmentVehicle` makes; those of other parts are not sent. */
  readonly masks?: { readonly tires?: MediaInput | undefined } | undefined;
  /** Give the tires alone, too. */
  readonly layers?: boolean | undefined;
}

export const vehicleTiresInputSchema = whenUsed(() =>
  z.strictObject<VehicleTiresInput>(
    {
      ...pictureSource(),
      masks: z.optional(z.looseObject({ tires: mask() })),
      layers: z.optional(z.boolean()),
    },
    onePicture(),
  ),
);

/** What is laid over a picture: dust, weather, or the light of a lens. */
export type VehicleEffect = 'dust' | 'snow' | 'fog' | 'light leaks' | 'lens flare';

/** What `product.applyVehicleEffect` takes. */
export interface VehicleEffectInput extends PictureSource, Seedable {
  readonly effect?: VehicleEffect | undefined;
  /** Give the effect alone, too. Default false. */
  readonly layers?: boolean | undefined;
}

export const vehicleEffectInputSchema = whenUsed(() =>
  z.strictObject<VehicleEffectInput>(
    {
      ...pictureSource(),
      effect: z.optional(z.oneOf(['dust', 'snow', 'fog', 'light leaks', 'lens flare'])),
      layers: z.optional(z.boolean({ default: false })),
      ...seed(),
    },
    onePicture(),
  ),
);

/** What `product.harmonizeVehicle` takes. */
export interface HarmonizeVehicleInput extends PictureSource {
  /** Light and colour. Open: Bria's prose and its agent skill say `hot-day` and `hot-night` for the warm ones. */
  readonly preset?: 'warm-day' | 'cold-day' | 'warm-night' | 'cold-night' | (string & {}) | undefined;
}

export const harmonizeVehicleInputSchema = whenUsed(() =>
  z.strictObject<HarmonizeVehicleInput>(
    {
      ...pictureSource(),
      preset: z.optional(z.openOneOf(['warm-day', 'cold-day', 'warm-night', 'cold-night'])),
    },
    onePicture(),
  ),
);

export interface VehicleResult extends Expiring {
  /** Where the picture can be fetched, by whoever has the link; where only a layer came, the layer. */
  readonly url: string;
}

export const vehicleResultSchema: Schema<VehicleResult> = z.looseObject<OnWire<VehicleResult>>({
  url: z.string(),
});

export interface VehicleReflectionsResult extends VehicleResult {
  readonly seed?: Seed | undefined;
  /** Of `layers: true`: links of the reflections by part, null where there are none; by number where it is a list. */
  readonly layers?: Readonly<Record<string, string | null>> | undefined;
}

export const vehicleReflectionsResultSchema: Schema<VehicleReflectionsResult> = z.mapped(
  z.looseObject<OnWire<VehicleReflectionsResult>>({
    url: z.string(),
    seed: seedSchema,
    layers: z.optional(
      z.custom<Readonly<Record<string, string | null>>>((value) => Object(value) === value, 'object', {
        type: 'object',
      } as object),
    ),
  }),
  withSeed,
);

export interface VehicleLayerResult extends VehicleResult {
  readonly seed?: Seed | undefined;
  /** Of `layers: true`: link of the tires, or of the effect, alone. */
  readonly layer_url?: string | undefined;
}

/** With `layers: true` there is no `url`, says the documentation's text; its examples have both. */
export const vehicleLayerResultSchema: Schema<VehicleLayerResult> = z.mapped(
  z.looseObject<Partial<OnWire<VehicleLayerResult>>>(
    { url: z.optional(z.string()), seed: seedSchema, layer_url: z.optional(z.string()) },
    atLeastOne('url', 'layer_url'),
  ),
  ({ layer_url: layer = '', url = layer, ...rest }) =>
    withSeed({ ...rest, layer_url: layer || undefined, url }),
);
