/** The parts of a vehicle as masks, and the light on it. Where the parts are is a guess by its outline. */
import { seededRandom } from '@briakit/core/testing';
import { boundsOf, copyOf, paint, wholeOf, type Area, type Rgba } from '../../../media/canvas.ts';
import type { Picture } from '../../../media/picture.ts';
import { removeBackground } from '../../../media/remove-background.ts';
import type { Recipe, VehiclePart } from '../../../world/placeholders.ts';
import { shadePicture } from './shade-picture.ts';

/** Whether the part is at a point of the vehicle's outline, both 0 to 1 from its upper left. */
type Region = (x: number, y: number) => boolean;

const within =
  (left: number, top: number, right: number, bottom: number): Region =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom;
const rings =
  (inner: number, outer: number): Region =>
  (x, y) =>
    [0.2, 0.8].some((middle) => {
      const distance = Math.hypot((x - middle) / 0.13, (y - 0.82) / 0.18);
      return distance >= inner && distance < outer;
    });

const glass: Region = within(0.2, 0.08, 0.8, 0.38);
const wheels = rings(0, 1);

const REGIONS: Readonly<Record<VehiclePart, Region>> = {
  windshield: within(0.2, 0.08, 0.36, 0.38),
  rear_window: within(0.64, 0.08, 0.8, 0.38),
  side_windows: within(0.36, 0.08, 0.64, 0.38),
  body: (x, y) => !glass(x, y) && !wheels(x, y),
  wheels,
  hubcap: rings(0, 0.6),
  tires: rings(0.6, 1),
};

/** White where the part is, black elsewhere. */
export function drawPart(part: VehiclePart, picture: Picture): Picture {
  const { width, height, data } = removeBackground(picture);
  const bounds = boundsOf({ width, height, data });
  return shadePicture(width, height, (column, row) => {
    const shown = data[(row * width + column) * 4 + 3]! > 127;
    const white = shown && REGIONS[part](...placeIn(bounds, column, row)) ? 255 : 0;
    return [white, white, white, 255];
  });
}

const placeIn = ({ x, y, width, height }: Area, column: number, row: number) =>
  [(column - x) / width, (row - y) / height] as const;

/** What lies over a picture at a point, 0 to 1 from its upper left; `chance` differs from pixel to pixel. */
type Light = (x: number, y: number, chance: number) => Rgba;

const LIGHTS: Readonly<Record<string, Light>> = {
  dust: (_, y, chance) => [196, 164, 120, 40 + 90 * y * chance],
  snow: (_x, _y, chance) => [255, 255, 255, chance > 0.96 ? 235 : 25],
  fog: (_, y, chance) => [225, 228, 232, 70 + 110 * y + 8 * chance],
  'light leaks': (x, y) => [255, 120, 40, 190 * Math.max(0, 1 - 1.4 * Math.hypot(x, y))],
  'lens flare': (x, y) => [255, 240, 200, 240 * Math.exp(-18 * ((x - 0.75) ** 2 + (y - 0.2) ** 2))],
  reflections: (x, y) => [210, 230, 255, 90 * Math.max(0, Math.sin(9 * (x + y))) ** 4],
  tires: (x, y) => [90, 80, 70, rings(0.8, 1.2)(x, y) ? 120 : 0],
  'warm-day': () => [255, 190, 110, 50],
  'cold-day': () => [130, 180, 255, 50],
  'warm-night': () => [60, 30, 10, 130],
  'cold-night': () => [10, 20, 70, 130],
};

/** @param recipe - a light that is not known is that of a cold day. */
export function drawLight(recipe: Extract<Recipe, { readonly kind: 'light' }>, picture: Picture): Picture {
  const { width, height } = picture;
  const light = LIGHTS[recipe.light.replace('hot', 'warm')] ?? LIGHTS['cold-day']!;
  const random = seededRandom(recipe.seed);
  const over = (column: number, row: number) => light(column / width, row / height, random());
  const layer = shadePicture(width, height, over);
  if (recipe.alone) return layer;
  const canvas = copyOf(picture);
  paint(canvas, layer, wholeOf(canvas));
  return canvas;
}
