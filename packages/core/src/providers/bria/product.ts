/**
 * The namespace `product`: a product or a vehicle, cut out, lit and put into a scene. `cutout`, `dimensions` and
 * `integrate` are jobs; the shots answer with links of pictures that come later, and the rest at once.
 *
 * @module
 */
export { cutout, dimensions, integrate } from './product-v2.ts';
export { cutoutV1, packshot, shadow } from './product-v1.ts';
export {
  lifestyleShotByImage,
  lifestyleShotByText,
  vehicleShotByText,
  type ShotResult,
} from './product-shot.ts';
export {
  applyVehicleEffect,
  generateVehicleReflections,
  harmonizeVehicle,
  refineVehicleTires,
  segmentVehicle,
} from './product-vehicle.ts';

export type {
  CutoutInput,
  IntegrateInput,
  PlacedProduct,
  ProductCoordinates,
} from '../../schemas/bria/product.ts';
export type {
  DimensionsInput,
  DimensionsResult,
  ProductCapacity,
  ProductDimension,
  ProductWeight,
} from '../../schemas/bria/product-dimensions.ts';
export type {
  CutoutV1Input,
  PackshotInput,
  ProductResult,
  ShadowInput,
} from '../../schemas/bria/product-v1.ts';
export type {
  LifestyleShotByImageInput,
  LifestyleShotByTextInput,
  ManualPlacement,
  PlacementType,
  ShotMode,
  VehicleShotByTextInput,
} from '../../schemas/bria/product-shot.ts';
export type { ShotImage } from '../../schemas/bria/placeholder-result.ts';
export type {
  HarmonizeVehicleInput,
  ReflectionMasks,
  SegmentVehicleInput,
  VehicleEffect,
  VehicleEffectInput,
  VehicleLayerResult,
  VehicleMasks,
  VehicleReflectionsInput,
  VehicleReflectionsResult,
  VehicleResult,
  VehicleTiresInput,
} from '../../schemas/bria/vehicle.ts';
