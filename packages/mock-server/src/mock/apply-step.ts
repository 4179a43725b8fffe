/** From the steps that a provider decided on to pixels: a function of `media` for each. */
import { addObject, eraseSubject, replaceSubject } from '../media/add-object.ts';
import { blurPicture, sharpenPicture } from '../media/blur.ts';
import { drawDimensions, framePicture } from '../media/callouts.ts';
import { boundsOf, copyOf, crop, findColor, plainPicture } from '../media/canvas.ts';
import { drawScene } from '../media/draw-scene.ts';
import { fillHole } from '../media/fill-hole.ts';
import { applyGrade, gradeOf } from '../media/grade.ts';
import {
  canvasOfRatio,
  expandPicture,
  fitOnBlur,
  joinPictures,
  placeAt,
  placeInMiddle,
  putBehind,
  resample,
  sizeOf,
} from '../media/layouts.ts';
import { writeLine } from '../media/letters.ts';
import { lightFrom } from '../media/light.ts';
import { drawMask, halfOfMask, keepAlpha, mixByMask, readMask, subjectMask } from '../media/masks.ts';
import type { Picture } from '../media/picture.ts';
import { posterize } from '../media/posterize.ts';
import { removeBackground } from '../media/remove-background.ts';
import { assertNever } from '../world/assert-never.ts';
import type { Step } from '../world/job-files.ts';
import type { JobInput } from '../world/job-input.ts';

const WHITE = [255, 255, 255, 255] as const;

/** The other pictures that a step names. */
export type FindPicture = (input: JobInput) => Promise<Picture>;

export async function applyStep(picture: Picture, step: Step, find: FindPicture): Promise<Picture> {
  const { width, height } = picture;
  switch (step.do) {
    case 'cut-out':
      return removeBackground(picture);
    case 'crop-to-subject':
      return cropToSubject(picture, step.padding);
    case 'blur-background':
      return blurBackground(picture, step.strength);
    case 'erase-subject':
      return eraseSubject(picture);
    case 'fill': {
      const mask = readMask(await find(step.mask), picture);
      const { words, seed } = step;
      return words === undefined
        ? fillHole(picture, mask)
        : mixByMask(picture, drawScene({ words, seed, width, height }), mask);
    }
    case 'put-behind':
      return putBehind(await groundOf(picture, step, find), picture);
    case 'expand': {
      const { size, at } = 'ratio' in step ? canvasOfRatio(picture, step.ratio) : { size: step, at: step.at };
      return expandPicture(picture, size, at);
    }
    case 'scale':
      return resample(picture, width * height * step.factor ** 2);
    case 'resample':
      return resample(picture, step.pixels);
    case 'sharpen':
      return sharpenPicture(picture);
    case 'grade':
      return applyGrade(picture, gradeOf(step.words), step.mask && readMask(await find(step.mask), picture));
    case 'posterize':
      return posterize(picture, step.levels);
    case 'light':
      return lightFrom(picture, step.from);
    case 'add-object':
      return step.inPlaceOfSubject ? replaceSubject(picture, step.words) : addObject(picture, step.words);
    case 'write':
      return write(picture, step.text, step.line);
    case 'place':
      return placeInMiddle(picture, await find(step.picture));
    case 'place-subject':
      return placeAt(picture, cropToSubject(removeBackground(await find(step.picture)), 0), step.at);
    case 'join':
      return joinPictures(picture, await find(step.picture));
    case 'fit':
      return fitOnBlur(picture, step);
    case 'frame':
      return framePicture(picture, step.side);
    case 'measure': {
      const lines = drawDimensions(picture, step.lines);
      return step.isAlone ? lines : putBehind(picture, lines);
    }
    case 'mask': {
      const subject = subjectMask(picture);
      const whole = step.of === 'subject' ? subject : subject.map((share) => 1 - share);
      return drawMask(step.part ? halfOfMask(whole, picture, step.part) : whole, picture);
    }
    case 'flatten':
      return putBehind(plainPicture(width, height, WHITE), picture);
    case 'keep-alpha':
      return keepAlpha(picture, await find(step.of));
    default:
      return assertNever(step);
  }
}

function cropToSubject(picture: Picture, padding: number): Picture {
  const { x, y, width, height } = boundsOf(picture);
  const margin = Math.max(0, padding);
  const size = sizeOf({ width: width + 2 * margin, height: height + 2 * margin });
  return crop(picture, { x: x - margin, y: y - margin, ...size });
}

function blurBackground(picture: Picture, strength: number): Picture {
  const radius = Math.max(1, Math.round((Math.min(picture.width, picture.height) * strength) / 200));
  // Without the subject, or its colours would run into what is around it.
  return putBehind(blurPicture(eraseSubject(picture), radius), removeBackground(picture));
}

async function groundOf(
  { width, height }: Picture,
  step: Extract<Step, { readonly do: 'put-behind' }>,
  find: FindPicture,
): Promise<Picture> {
  if ('picture' in step) return find(step.picture);
  const { words, seed } = step;
  const color = findColor(words);
  return color ? plainPicture(width, height, color) : drawScene({ words, seed, width, height });
}

/** In lines of an eleventh of the height, counted from the top, or from the bottom below 0. */
function write(picture: Picture, text: string, line: number): Picture {
  const canvas = copyOf(picture);
  const height = Math.ceil(picture.height / 11);
  const y = line < 0 ? picture.height + line * height : line * height;
  writeLine(canvas, text, { x: 0, y, width: picture.width, height });
  return canvas;
}
