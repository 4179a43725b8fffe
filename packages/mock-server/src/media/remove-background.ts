/**
 * Removes the background of a picture, for real: no model, no network, a second or less. Good at what the
 * mock is shown in demos, a product on a table or a portrait before a wall; no match for the paid service.
 */
import { refineMatte } from './matte.ts';
import { toOklab } from './oklab.ts';
import type { Picture } from './picture.ts';
import { sharpnessOf } from './reach.ts';
import { tidyRegions } from './regions.ts';
import { segmentSubject } from './segment.ts';
import { shrinkPicture } from './shrink.ts';

/** The subject is found at this size; only its outline is then drawn at full size. */
const WORK_SIDE = 320;
/** Below this alpha a pixel's colour is nobody's. */
const SEE_THROUGH = 32;

/**
 * The same picture with the background transparent: size and colours are kept, alpha is computed and
 * multiplied with the alpha that is there. The same input always gives the same bytes.
 *
 * A picture in which nothing stands out from the rim becomes fully transparent; one whose rim is mostly
 * transparent is cut out already and stays as it is.
 */
export function removeBackground(picture: Picture): Picture {
  const known = cutouts.get(picture);
  if (known) return known;
  const cutout = cutOut(picture);
  cutouts.set(picture, cutout);
  return cutout;
}

/** Whoever wants the mask of a wheel wants that of the windows next: the subject is the same. */
const cutouts = new WeakMap<Picture, Picture>();

function cutOut(picture: Picture): Picture {
  const small = shrinkPicture(picture, WORK_SIDE);
  const lab = toOklab(small);
  const subject = segmentSubject(lab, (i) => small.data[4 * i + 3]! >= SEE_THROUGH);
  const data = new Uint8ClampedArray(picture.data);
  if (subject !== undefined) {
    const mask = tidyRegions(subject, sharpnessOf(lab), small.width, small.height);
    const alpha = refineMatte(picture, small, mask);
    for (let i = 0; i < alpha.length; i++) data[4 * i + 3] = alpha[i]!;
  }
  return { width: picture.width, height: picture.height, data };
}
