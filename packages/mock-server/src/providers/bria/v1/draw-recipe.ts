import { drawScene as imagine } from '../../../media/draw-scene.ts';
import { applyGrade, gradeOf } from '../../../media/grade.ts';
import type { Picture } from '../../../media/picture.ts';
import { removeBackground } from '../../../media/remove-background.ts';
import { shrinkPicture } from '../../../media/shrink.ts';
import { assertNever } from '../../../world/assert-never.ts';
import type { JobInput } from '../../../world/job-input.ts';
import type { Recipe } from '../../../world/placeholders.ts';
import { drawPackshot, drawScene, drawShadow } from './draw-product.ts';
import { drawLight, drawPart } from './draw-vehicle.ts';

const THUMBNAIL_SIDE = 256;

/**
 * The picture of a recipe: the same one for the same recipe and source.
 *
 * @param find - the pictures that a recipe names.
 */
export async function drawRecipe(
  recipe: Recipe,
  find: (source: JobInput) => Promise<Picture>,
): Promise<Picture> {
  if (recipe.kind === 'imagined') return imagine(recipe);
  if (recipe.kind !== 'scene') return draw(recipe, await find(recipe.source));
  const { source, backdrop } = recipe;
  return drawScene(recipe, source && (await find(source)), backdrop && (await find(backdrop)));
}

function draw(recipe: Exclude<Recipe, { readonly kind: 'scene' | 'imagined' }>, picture: Picture): Picture {
  switch (recipe.kind) {
    case 'original':
      return picture;
    case 'thumbnail':
      return shrinkPicture(picture, THUMBNAIL_SIDE);
    case 'cutout':
      return removeBackground(picture);
    case 'packshot':
      return drawPackshot(recipe, picture);
    case 'shadow':
      return drawShadow(recipe, picture);
    case 'restyled':
      return applyGrade(picture, gradeOf(recipe.words));
    case 'part':
      return drawPart(recipe.part, picture);
    case 'light':
      return drawLight(recipe, picture);
    default:
      return assertNever(recipe);
  }
}
