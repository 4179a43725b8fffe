import { boundsOf, copyOf, crop, fitInto, paint, type Area } from './canvas.ts';
import { drawScene } from './draw-scene.ts';
import { fillHole } from './fill-hole.ts';
import { subjectMask, widenMask } from './masks.ts';
import type { Picture } from './picture.ts';
import { removeBackground } from './remove-background.ts';

const OBJECT_SIDE = 320;

/** Puts something that the words name to the right in the foreground. */
export function addObject(picture: Picture, words: string): Picture {
  const { width, height } = picture;
  const [x, y] = [Math.round(width * 0.6), Math.round(height * 0.5)];
  return paintObject(copyOf(picture), words, {
    x,
    y,
    width: Math.ceil(width * 0.36),
    height: Math.ceil(height * 0.45),
  });
}

/** Puts it where the subject is, which vanishes. */
export function replaceSubject(picture: Picture, words: string): Picture {
  const at = boundsOf(removeBackground(picture));
  return paintObject(eraseSubject(picture), words, at);
}

/** The picture without its subject. */
export const eraseSubject = (picture: Picture): Picture =>
  fillHole(picture, widenMask(subjectMask(picture), picture));

function paintObject(canvas: Picture, words: string, at: Area): Picture {
  const scene = drawScene({ words, seed: 1, width: OBJECT_SIDE, height: OBJECT_SIDE });
  const drawn = removeBackground(scene);
  const object = crop(drawn, boundsOf(drawn));
  paint(canvas, object, fitInto(object, at));
  return canvas;
}
