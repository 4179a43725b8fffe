/** A product on a plain ground, above its shadow, or in a scene. */
import { seededRandom } from '@briakit/core/testing';
import { boxFilter } from '../../../media/box-filter.ts';
import {
  boundsOf,
  crop,
  findColor,
  fitInto,
  paint,
  plainPicture,
  wholeOf,
  type Area,
  type Rgba,
} from '../../../media/canvas.ts';
import type { Picture } from '../../../media/picture.ts';
import { removeBackground } from '../../../media/remove-background.ts';
import { arrangeStill, shadeGround } from '../../../media/still-life.ts';
import type { Recipe } from '../../../world/placeholders.ts';
import { shadePicture } from './shade-picture.ts';

type Of<Kind extends Recipe['kind']> = Extract<Recipe, { readonly kind: Kind }>;

/** What the provider makes its packshots. */
const PACKSHOT_SIDE = 2000;
/** How much of a picture its product fills. */
const SHARE = 0.7;

export function drawPackshot({ ground }: Of<'packshot'>, picture: Picture): Picture {
  const canvas = plainPicture(PACKSHOT_SIDE, PACKSHOT_SIDE, parseColor(ground));
  const margin = Math.round((PACKSHOT_SIDE * (1 - SHARE)) / 2);
  const side = PACKSHOT_SIDE - 2 * margin;
  placeProduct(canvas, picture, { x: margin, y: margin, width: side, height: side });
  return canvas;
}

function placeProduct(canvas: Picture, picture: Picture, box: Area): void {
  const cutout = removeBackground(picture);
  const product = crop(cutout, boundsOf(cutout));
  paint(canvas, product, fitInto(product, box));
}

/** What is no colour, such as `transparent`, is nothing at all. */
const parseColor = (text: string): Rgba => findColor(`#${text.replace('#', '')}`) ?? [0, 0, 0, 0];

/** `regular`: the product's own outline, moved and soft. `float`: an ellipse below it. */
export function drawShadow(recipe: Of<'shadow'>, picture: Picture): Picture {
  const { width, height } = picture;
  const product = removeBackground(picture);
  const [red, green, blue] = parseColor(recipe.color);
  const canvas = plainPicture(width, height, parseColor(recipe.ground));
  const cover = recipe.floating ? ellipseBelow(product, recipe) : outlineOf(product, recipe.offset);
  const soft = boxFilter(cover, width, height, Math.max(0, Math.round(recipe.blur)));
  const darkness = 255 * recipe.intensity;
  const shadow = shadePicture(width, height, (column, row) => [
    red,
    green,
    blue,
    darkness * soft[row * width + column]!,
  ]);
  paint(canvas, shadow, wholeOf(canvas));
  paint(canvas, product, wholeOf(canvas));
  return canvas;
}

function outlineOf({ width, height, data }: Picture, [right = 0, down = 0]: readonly number[]): Float32Array {
  const cover = new Float32Array(width * height);
  for (let row = Math.max(0, down); row < Math.min(height, height + down); row++)
    for (let column = Math.max(0, right); column < Math.min(width, width + right); column++)
      cover[row * width + column] = data[((row - down) * width + column - right) * 4 + 3]! / 255;
  return cover;
}

function ellipseBelow(product: Picture, recipe: Of<'shadow'>): Float32Array {
  const { x, y, width, height } = boundsOf(product);
  const [right = 0, down = 0] = recipe.offset;
  const [middleX, middleY] = [x + width / 2 + right, y + height + down];
  const [radiusX, radiusY] = [width / 2, Math.max(1, Math.abs(recipe.height) / 2)];
  const cover = new Float32Array(product.width * product.height);
  for (const index of cover.keys()) {
    const [column, row] = [index % product.width, Math.floor(index / product.width)];
    const distance = Math.hypot((column - middleX) / radiusX, (row - middleY) / radiusY);
    cover[index] = distance < 1 ? 1 : 0;
  }
  return cover;
}

/** A scene is paper and a table, lit from one side, unless there is another ground. */
export function drawScene(
  recipe: Of<'scene'>,
  picture: Picture | undefined,
  backdrop: Picture | undefined,
): Picture {
  const canvas = drawGround(recipe);
  if (backdrop) paint(canvas, backdrop, wholeOf(canvas));
  if (picture) placeProduct(canvas, picture, recipe.box);
  return canvas;
}

function drawGround({ width, height, seed, ground }: Of<'scene'>): Picture {
  if (ground !== undefined) return plainPicture(width, height, parseColor(ground));
  const still = arrangeStill(seededRandom(seed));
  const unit = 2 / Math.min(width, height);
  return shadePicture(width, height, (column, row) => {
    const [red, green, blue] = shadeGround(still, (column - width / 2) * unit, (row - height / 2) * unit);
    return [255 * red, 255 * green, 255 * blue, 255];
  });
}
