/**
 * Which pixels are the subject? In the manner of GrabCut: a first guess from the rim, then models of both
 * sides and a settled border in turns, until they agree.
 */
import { fitColourModel, type ColourModel } from './colour-model.ts';
import { settle, tieNeighbours } from './neighbourhood.ts';
import type { LabImage } from './oklab.ts';
import { reachFrom, sharpnessOf } from './reach.ts';
import { backgroundRim } from './rim.ts';

const TURNS = 4;
/** The turns end early when fewer than this share of all pixels change sides. */
const AGREED = 0.0005;
/** A model of a few clusters learns no more from all pixels than from this many. */
const MAX_MEMBERS = 6000;
/** One pixel's colour alone never counts for more than this, in log-odds. */
const MAX_EVIDENCE = 4.5;
/** What the first guess counts for, in log-odds: it knows about outlines, which colours alone do not. */
const FIRST_GUESS = 4;
/** What a neighbour of the same colour counts for, in log-odds. */
const NEIGHBOUR = 1.1;
/** Fewer pixels than this on one side, and there is nothing to learn from it. */
const MIN_MEMBERS = 20;
/** A shadow may take this much of the background's brightness (in Oklab, where light is cube-rooted). */
const DEEPEST_SHADOW = 0.5;

/**
 * Probability of each pixel to belong to the subject.
 *
 * @param usable - whether a pixel has a colour at all; transparent ones are background and teach nothing.
 * @returns `undefined` when the rim has no colour: the picture is cut out already.
 */
export function segmentSubject(image: LabImage, usable: (i: number) => boolean): Float32Array | undefined {
  const rim = backgroundRim(image, usable);
  if (rim.length === 0) return undefined;
  const guess = firstGuess(image, rim);
  const ties = tieNeighbours(image, NEIGHBOUR);
  const start = guess.map((odds) => 2 * odds);
  let subject = settle(start, ties);
  for (let turn = 0; turn < TURNS; turn++) {
    const inside = listWhere(subject, (p, i) => p > 0.5 && usable(i));
    const outside = listWhere(subject, (p, i) => p <= 0.5 && usable(i));
    if (Math.min(inside.length, outside.length) < MIN_MEMBERS) break;
    const ours = fitColourModel(image, thin(inside), { clusters: 7, terms: 1, minSpread: 0.02 });
    const theirs = fitColourModel(image, thin(outside), { clusters: 5, terms: 6, minSpread: 0.012 });
    const evidence = guess.map((first, i) => {
      if (!usable(i)) return -MAX_EVIDENCE;
      const colour = ours.logLikelihood(i) - theirs.logLikelihood(i);
      return Math.min(MAX_EVIDENCE, Math.max(-MAX_EVIDENCE, colour)) + FIRST_GUESS * first;
    });
    for (const i of rim) evidence[i] = -2 * MAX_EVIDENCE;
    const before = subject;
    subject = settle(evidence, ties);
    const moved = listWhere(subject, (p, i) => p > 0.5 !== before[i]! > 0.5);
    if (moved.length < AGREED * subject.length) break;
  }
  return subject;
}

/**
 * Log-odds from the rim alone, −1 to 1. Background is what looks like the rim's colours at that place; or
 * what is at most a shadow on them, and can be walked to from the rim without crossing an outline.
 */
function firstGuess(image: LabImage, rim: Int32Array): Float32Array {
  const model = fitColourModel(image, rim, { clusters: 4, terms: 6, minSpread: 0.012 });
  const texture = quantile(
    Float32Array.from(rim, (i) => missOf(image, model, i).plain),
    0.9,
  );
  const tolerance = Math.min(0.14, 0.035 + 1.6 * texture);
  const sharpness = sharpnessOf(image);
  const free =
    0.002 +
    quantile(
      Float32Array.from(rim, (i) => sharpness[i]!),
      0.6,
    );
  const toll = sharpness.map((sharp) => Math.max(0, sharp - free));
  const walk = reachFrom(rim, toll, image.width, image.height);
  return Float32Array.from({ length: image.l.length }, (_, i) => {
    const { plain, shadowed, spread } = missOf(image, model, i);
    // what cannot be walked to must match exactly: an opening does, a pale label before a pale wall does not
    const strange = Math.min(plain / (0.008 + 2 * spread), Math.max(shadowed, 4 * walk[i]!) / tolerance);
    return Math.max(-1, Math.min(1, strange - 1));
  });
}

/** How far pixel `i` is from the colour expected there, and from a shadow on that colour; how far is usual. */
function missOf(image: LabImage, model: ColourModel, i: number) {
  const [l, a, b] = [image.l[i]!, image.a[i]!, image.b[i]!];
  const colour = new Float64Array(3);
  const spread = model.expect(i, colour);
  const [el, ea, eb] = [colour[0]!, colour[1]!, colour[2]!];
  const share = (l * el + a * ea + b * eb) / (el * el + ea * ea + eb * eb + 1e-9);
  const dim = Math.max(DEEPEST_SHADOW, Math.min(1.08, share));
  return {
    spread,
    plain: Math.hypot(l - el, a - ea, b - eb),
    shadowed: Math.hypot(l - dim * el, a - dim * ea, b - dim * eb),
  };
}

function quantile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(share * values.length)] ?? 0;
}

/** Evenly spread over the list. */
function thin(list: Int32Array): Int32Array {
  const stride = Math.ceil(list.length / MAX_MEMBERS);
  return list.filter((_, k) => k % stride === 0);
}

function listWhere(plane: Float32Array, keep: (value: number, i: number) => boolean): Int32Array {
  const list: number[] = [];
  for (let i = 0; i < plane.length; i++) if (keep(plane[i]!, i)) list.push(i);
  return Int32Array.from(list);
}
