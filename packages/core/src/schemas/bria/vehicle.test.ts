import { expect, it } from 'vitest';
import { accept } from '../schema.ts';
import { vehicleLayerResultSchema, vehicleMasksSchema, vehicleReflectionsResultSchema } from './vehicle.ts';

const LINK = 'https://cdn.example.com/a.png';
const LAYER = 'https://cdn.example.com/layer.png';

it('has no mask of a part that is not seen', () => {
  expect(
    accept(vehicleMasksSchema, { windshield: LINK, rear_window: '', body: null, mirrors: LINK }),
  ).toEqual({
    value: { windshield: LINK, mirrors: LINK },
  });
  expect(accept(vehicleMasksSchema, {})).toEqual({ value: {} });
});

it('does not lose the other masks for an odd one', () => {
  expect(accept(vehicleMasksSchema, { windshield: LINK, tires: 5 })).toMatchObject({
    value: { windshield: LINK },
    fault: 'tires: expected string',
  });
});

it('keeps the layers of reflections as they come', () => {
  const layers = { windshield: LAYER, rear_window: null };
  expect(accept(vehicleReflectionsResultSchema, { url: LINK, seed: '42', layers })).toEqual({
    value: { url: LINK, seed: 42, layers },
  });
  expect(accept(vehicleReflectionsResultSchema, { url: LINK, layers: [LAYER] })).toEqual({
    value: { url: LINK, layers: [LAYER] },
  });
  expect(accept(vehicleReflectionsResultSchema, { url: LINK, layers: 'none' })).toMatchObject({
    value: { url: LINK },
    fault: 'layers: expected object',
  });
});

it.for<readonly [object, object]>([
  [
    { url: LINK, seed: 1 },
    { url: LINK, seed: 1 },
  ],
  [
    { url: LINK, layer_url: LAYER },
    { url: LINK, layer_url: LAYER },
  ],
  [{ layer_url: LAYER }, { url: LAYER, layer_url: LAYER }],
])('finds the picture in %j, be it a layer', ([wire, value]) => {
  expect(accept(vehicleLayerResultSchema, wire)).toEqual({ value });
});

it('finds none where there is neither', () => {
  expect(accept(vehicleLayerResultSchema, { seed: 1 })).toMatchObject({
    fault: 'input: expected at least one of url, layer_url',
  });
});
