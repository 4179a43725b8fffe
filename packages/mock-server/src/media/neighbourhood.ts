/**
 * Neighbours of like colour belong together: a field of beliefs (log-odds of being subject) is settled so
 * that its border runs along the picture's edges. Mean-field inference in a contrast-sensitive Potts model.
 */
import type { LabImage } from './oklab.ts';

const ROUNDS = 14;
/** Log-odds beyond which a pixel has made up its mind. */
const SURE = 8;

/** Weight of each pixel's tie to four of its neighbours; the other four are the same ties seen from there. */
export interface Ties {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly { readonly dx: number; readonly dy: number; readonly weight: Float32Array }[];
}

/** @param strength - how much a neighbour of the very same colour counts, in log-odds. */
export function tieNeighbours(image: LabImage, strength: number): Ties {
  const { width, height } = image;
  const offsets = [
    [1, 0],
    [0, 1],
    [1, 1],
    [-1, 1],
  ] as const;
  const steps = offsets.map(([dx, dy]) => {
    const plane = new Float32Array(width * height);
    for (let y = 0; y < height - dy; y++) {
      for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++) {
        const i = y * width + x;
        plane[i] = squaredStep(image, i, i + dy * width + dx);
      }
    }
    return plane;
  });
  const mean = steps.reduce((sum, plane) => sum + plane.reduce((a, b) => a + b, 0), 0) / (4 * width * height);
  const planes = steps.map((plane, k) => {
    const [dx, dy] = offsets[k]!;
    const distance = Math.hypot(dx, dy);
    return {
      dx,
      dy,
      weight: plane.map((square) => (strength / distance) * Math.exp(-square / (2 * mean + 1e-7))),
    };
  });
  return { width, height, planes };
}

/**
 * @param evidence - log-odds of each pixel on its own.
 * @returns probability of being subject, 0 to 1.
 */
export function settle(evidence: Float32Array, ties: Ties): Float32Array {
  const { width, height, planes } = ties;
  const field = evidence.slice();
  const spin = new Float32Array(evidence.length);
  for (let round = 0; round <= ROUNDS; round++) {
    for (let i = 0; i < field.length; i++) spin[i] = spinOf(field[i]!);
    if (round === ROUNDS) break;
    field.set(evidence);
    for (const { dx, dy, weight } of planes) {
      for (let y = 0; y < height - dy; y++) {
        for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++) {
          const i = y * width + x;
          const j = i + dy * width + dx;
          field[i]! += weight[i]! * spin[j]!;
          field[j]! += weight[i]! * spin[i]!;
        }
      }
    }
  }
  return spin.map((value) => (1 + value) / 2);
}

/** −1 for surely background to 1 for surely subject; most of a picture is sure, and need not pay for a tanh. */
function spinOf(odds: number): number {
  return odds > SURE ? 1 : odds < -SURE ? -1 : Math.tanh(odds / 2);
}

function squaredStep(image: LabImage, i: number, j: number): number {
  return (
    (image.l[i]! - image.l[j]!) ** 2 + (image.a[i]! - image.a[j]!) ** 2 + (image.b[i]! - image.b[j]!) ** 2
  );
}
