import {
  harmonizeVehicleInputSchema,
  segmentVehicleInputSchema,
  vehicleEffectInputSchema,
  vehicleLayerResultSchema,
  vehicleMasksSchema,
  vehicleReflectionsInputSchema,
  vehicleReflectionsResultSchema,
  vehicleResultSchema,
  vehicleTiresInputSchema,
  type HarmonizeVehicleInput,
  type SegmentVehicleInput,
  type VehicleEffectInput,
  type VehicleLayerResult,
  type VehicleMasks,
  type VehicleReflectionsInput,
  type VehicleReflectionsResult,
  type VehicleResult,
  type VehicleTiresInput,
} from '../../schemas/bria/vehicle.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly, pictureBytes, type MediaFields } from '../media.ts';
import { V1_RETENTION_MS } from './retention.ts';

const REFLECTING = {
  windshield: linkOnly,
  rear_window: linkOnly,
  side_windows: linkOnly,
  body: linkOnly,
  wheels: linkOnly,
};

const TIRES = { tires: linkOnly };

/** The body with the masks of these parts: `segmentVehicle` finds others, too, and says when all expire. */
const withMasksOf =
  /* @__NO_SIDE_EFFECTS__ */
  (parts: MediaFields): NonNullable<Endpoint['toBody']> =>
    ({ masks, ...rest }) => {
      const known = Object.entries(Object(masks) as object).filter(([part]) => Object.hasOwn(parts, part));
      return masks === undefined ? rest : { ...rest, masks: Object.fromEntries(known) };
    };

/**
 * Finds the parts of a vehicle. `POST /v1/product/vehicle/segment`, answered with the result.
 *
 * @see https://docs.bria.ai
 */
export const segmentVehicle: Endpoint<'bria', SegmentVehicleInput, VehicleMasks> = {
  provider: 'bria',
  id: 'v1/product/vehicle/segment',
  mode: 'immediate',
  path: '/v1/product/vehicle/segment',
  input: segmentVehicleInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: vehicleMasksSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};

/**
 * Lets a vehicle's glass and paint reflect what is around it. `POST /v1/product/vehicle/generate_reflections`,
 * answered with the result.
 *
 * @see https://docs.bria.ai
 *
 * @example
 * const masks = await client.run(product.segmentVehicle, { image_url });
 * const { url } = await client.run(product.generateVehicleReflections, { image_url, masks });
 */
export const generateVehicleReflections: Endpoint<'bria', VehicleReflectionsInput, VehicleReflectionsResult> =
  {
    provider: 'bria',
    id: 'v1/product/vehicle/generate_reflections',
    mode: 'immediate',
    path: '/v1/product/vehicle/generate_reflections',
    input: vehicleReflectionsInputSchema,
    media: {
      image_url: linkOnly,
      file: pictureBytes,
      masks: REFLECTING,
    },
    toBody: withMasksOf(REFLECTING),
    result: vehicleReflectionsResultSchema,
    retentionMs: V1_RETENTION_MS,
    typicalMs: 8_000,
    webhook: false,
  };

/**
 * Gives a vehicle's tires the ground they stand on: snow, mud or grass. `POST /v1/product/vehicle/refine_tires`,
 * answered with the result.
 *
 * @see https://docs.bria.ai
 */
export const refineVehicleTires: Endpoint<'bria', VehicleTiresInput, VehicleLayerResult> = {
  provider: 'bria',
  id: 'v1/product/vehicle/refine_tires',
  mode: 'immediate',
  path: '/v1/product/vehicle/refine_tires',
  input: vehicleTiresInputSchema,
  media: { image_url: linkOnly, file: pictureBytes, masks: TIRES },
  toBody: withMasksOf(TIRES),
  result: vehicleLayerResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};

/**
 * Lays dust, weather or the light of a lens over a picture. `POST /v1/product/vehicle/apply_effect`, answered with
 * the result.
 *
 * @see https://docs.bria.ai
 */
export const applyVehicleEffect: Endpoint<'bria', VehicleEffectInput, VehicleLayerResult> = {
  provider: 'bria',
  id: 'v1/product/vehicle/apply_effect',
  mode: 'immediate',
  path: '/v1/product/vehicle/apply_effect',
  input: vehicleEffectInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: vehicleLayerResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};

/**
 * Brings a vehicle and its background into one light. `POST /v1/product/vehicle/harmonize`, answered with the
 * result.
 *
 * @see https://docs.bria.ai
 */
export const harmonizeVehicle: Endpoint<'bria', HarmonizeVehicleInput, VehicleResult> = {
  provider: 'bria',
  id: 'v1/product/vehicle/harmonize',
  mode: 'immediate',
  path: '/v1/product/vehicle/harmonize',
  input: harmonizeVehicleInputSchema,
  media: { image_url: linkOnly, file: pictureBytes },
  result: vehicleResultSchema,
  retentionMs: V1_RETENTION_MS,
  typicalMs: 8_000,
  webhook: false,
};
