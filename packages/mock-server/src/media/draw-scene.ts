/** A picture for words: the same words and seed always give the same one, others give another. */
import { generatePicture } from './generate-picture.ts';
import { hash32 } from './hash.ts';
import { drawLandscape } from './landscape.ts';
import type { Picture } from './picture.ts';

/** Hues in degrees, of colours that people name. */
const HUES: readonly (readonly [RegExp, number])[] = [
  [/\bred|crimson|cherry|fox/i, 6],
  [/orange|copper|autumn|pumpkin/i, 26],
  [/yellow|gold|sun|desert|sand|lemon/i, 46],
  [/green|forest|grass|leaf|jungle/i, 124],
  [/turquoise|teal|cyan|mint/i, 178],
  [/blue|sea|ocean|sky|water/i, 214],
  [/purple|violet|lavender/i, 276],
  [/pink|rose|magenta/i, 328],
];
const OUTDOORS =
  /landscape|mountain|hill|valley|sea|ocean|beach|lake|river|field|forest|desert|sky|sunset|sunrise|outdoor|nature|meadow|road|city|street/i;

export function drawScene(scene: {
  readonly words: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
}): Picture {
  const { words, width, height } = scene;
  const seed = hash32(`${scene.seed}/${words}`);
  const hue = HUES.find(([pattern]) => pattern.test(words))?.[1];
  if (OUTDOORS.test(words)) return drawLandscape({ width, height, seed, hue: hue ?? seed % 360 });
  return generatePicture({ width, height, seed, ...(hue !== undefined && { hue }) });
}
