/** The picture's rim, where the background shows, except where the subject leaves the frame. */
import { fitColourModel } from './colour-model.ts';
import type { LabImage } from './oklab.ts';

/** A rim pixel is foreign when the other three sides explain it worse than this many units of Oklab. */
const FOREIGN = 0.09;

/**
 * Indices of the rim's background pixels, none when most of the rim is transparent. A colour that only one side knows is taken for a subject that
 * leaves the frame there (a portrait and its shoulders); a table or a wall shows on two sides at least.
 *
 * @param usable - whether a pixel has a colour at all; transparent ones have none.
 */
export function backgroundRim(image: LabImage, usable: (i: number) => boolean): Int32Array {
  const whole = rimSides(image);
  const sides = whole.map((side) => side.filter(usable));
  if (sides.flat().length * 2 < whole.flat().length) return new Int32Array();
  const trusted = sides.map((side, index) => {
    const others = Int32Array.from(sides.flatMap((other, k) => (k === index ? [] : other)));
    if (others.length === 0) return side;
    const model = fitColourModel(image, others, { clusters: 6, terms: 1, minSpread: 0.02 });
    const colour = new Float64Array(3);
    return side.filter((i) => {
      model.expect(i, colour);
      return (
        Math.hypot(image.l[i]! - colour[0]!, image.a[i]! - colour[1]!, image.b[i]! - colour[2]!) < FOREIGN
      );
    });
  });
  const all = new Set(sides.flat());
  const seeds = new Set(trusted.flat());
  return Int32Array.from(seeds.size * 3 < all.size ? all : seeds); // no two sides agree: then all is background
}

/** Top, right, bottom, left; each as deep as 1.5 % of the short side, corners on both of their sides. */
function rimSides({ width, height }: LabImage): number[][] {
  const depth = Math.max(1, Math.round(0.015 * Math.min(width, height)));
  const block = (x0: number, y0: number, x1: number, y1: number) => {
    const pixels: number[] = [];
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) pixels.push(y * width + x);
    return pixels;
  };
  return [
    block(0, 0, width, depth),
    block(width - depth, 0, width, height),
    block(0, height - depth, width, height),
    block(0, 0, depth, height),
  ];
}
