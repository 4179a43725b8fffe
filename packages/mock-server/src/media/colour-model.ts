/**
 * The colours of one side, background or subject, as a few clusters. A cluster of the background may drift:
 * its centre is a smooth surface over the picture, so that a gradient, a vignette or a lit wall is one
 * cluster and not five.
 */
import type { LabImage } from './oklab.ts';

/** How well the model explains the colour of pixel `i`: a log-likelihood, the higher the better. */
export interface ColourModel {
  readonly logLikelihood: (i: number) => number;
  /** The colour the best cluster expects at pixel `i`, written into `colour` as l, a, b; returns its spread around it. */
  readonly expect: (i: number, colour: Float64Array) => number;
}

export interface ColourModelOptions {
  readonly clusters: number;
  /** 1: each cluster has one colour; 6: its colour is a quadratic surface over x and y. */
  readonly terms: 1 | 6;
  /** The least spread a cluster may have, in Oklab units: never surer than this. */
  readonly minSpread: number;
}

interface Cluster {
  /** Coefficients of l, a and b over the terms. */
  readonly surface: Float64Array;
  readonly inverseVariance: Float64Array;
  /** Root mean square distance of its members, in Oklab units. */
  readonly spread: number;
  readonly logWeight: number;
}

const ROUNDS = 5;

/**
 * Fits a mixture to the pixels listed in `members`.
 *
 * The start is spread out by farthest points and there is no chance in it: same pixels, same model.
 */
export function fitColourModel(
  image: LabImage,
  members: Int32Array,
  options: ColourModelOptions,
): ColourModel {
  const { terms } = options;
  const basis = new Float64Array(terms);
  let clusters = seedClusters(image, members, options);
  for (let round = 0; round < ROUNDS; round++) {
    clusters = refit(image, members, clusters, options);
  }

  return {
    logLikelihood: (i) => {
      writeBasis(image, i, basis);
      return nearest(image, i, clusters, basis).score;
    },
    expect: (i, colour) => {
      writeBasis(image, i, basis);
      const { surface, spread } = clusters[nearest(image, i, clusters, basis).index]!;
      for (let channel = 0; channel < 3; channel++) colour[channel] = evaluate(surface, channel, basis);
      return spread;
    },
  };
}

/** x and y run from −1 to 1, so that the terms weigh alike. */
function writeBasis(image: LabImage, i: number, basis: Float64Array): void {
  basis[0] = 1;
  if (basis.length === 1) return;
  const x = ((i % image.width) / image.width) * 2 - 1;
  const y = (Math.floor(i / image.width) / image.height) * 2 - 1;
  basis[1] = x;
  basis[2] = y;
  basis[3] = x * x;
  basis[4] = x * y;
  basis[5] = y * y;
}

function evaluate(surface: Float64Array, channel: number, basis: Float64Array): number {
  let value = 0;
  for (let term = 0; term < basis.length; term++)
    value += surface[channel * basis.length + term]! * basis[term]!;
  return value;
}

function nearest(image: LabImage, i: number, clusters: readonly Cluster[], basis: Float64Array) {
  let index = 0;
  let score = -Infinity;
  for (let k = 0; k < clusters.length; k++) {
    const { surface, inverseVariance, logWeight } = clusters[k]!;
    const dl = image.l[i]! - evaluate(surface, 0, basis);
    const da = image.a[i]! - evaluate(surface, 1, basis);
    const db = image.b[i]! - evaluate(surface, 2, basis);
    const distance =
      dl * dl * inverseVariance[0]! + da * da * inverseVariance[1]! + db * db * inverseVariance[2]!;
    const candidate = logWeight - distance / 2;
    if (candidate > score) {
      score = candidate;
      index = k;
    }
  }
  return { index, score };
}

/** Farthest-point seeding: the mean colour first, then always the member that no seed explains. */
function seedClusters(image: LabImage, members: Int32Array, options: ColourModelOptions): Cluster[] {
  const { terms, clusters: count } = options;
  const seeds: Cluster[] = [];
  const gaps = new Float64Array(members.length).fill(Infinity);
  const addSeed = (l: number, a: number, b: number) => {
    const surface = new Float64Array(3 * terms);
    surface[0] = l;
    surface[terms] = a;
    surface[2 * terms] = b;
    seeds.push({ surface, inverseVariance: new Float64Array(3).fill(1), spread: 0, logWeight: 0 });
    for (let m = 0; m < members.length; m++) {
      const i = members[m]!;
      const gap = (image.l[i]! - l) ** 2 + (image.a[i]! - a) ** 2 + (image.b[i]! - b) ** 2;
      gaps[m] = Math.min(gaps[m]!, gap);
    }
  };
  const mean = (plane: Float32Array) => members.reduce((sum, i) => sum + plane[i]!, 0) / members.length;
  addSeed(mean(image.l), mean(image.a), mean(image.b));
  while (seeds.length < count) {
    let farthest = 0;
    for (let m = 1; m < members.length; m++) if (gaps[m]! > gaps[farthest]!) farthest = m;
    if (gaps[farthest]! < options.minSpread ** 2) break;
    const i = members[farthest]!;
    addSeed(image.l[i]!, image.a[i]!, image.b[i]!);
  }
  return seeds;
}

/** Gives each member to the cluster that explains it best, then fits each cluster to what it was given. */
function refit(
  image: LabImage,
  members: Int32Array,
  clusters: readonly Cluster[],
  options: ColourModelOptions,
): Cluster[] {
  const { terms } = options;
  const basis = new Float64Array(terms);
  const normals = clusters.map(() => new Float64Array(terms * terms));
  const rights = clusters.map(() => new Float64Array(3 * terms));
  const owners = new Uint8Array(members.length);
  const planes = [image.l, image.a, image.b];
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    writeBasis(image, i, basis);
    const owner = nearest(image, i, clusters, basis).index;
    owners[m] = owner;
    for (let row = 0; row < terms; row++) {
      for (let column = 0; column < terms; column++)
        normals[owner]![row * terms + column]! += basis[row]! * basis[column]!;
      for (let channel = 0; channel < 3; channel++) {
        rights[owner]![channel * terms + row]! += basis[row]! * planes[channel]![i]!;
      }
    }
  }
  const surfaces = normals.map((normal, k) => solve(normal, rights[k]!, terms));
  const counts = new Float64Array(clusters.length);
  const squares = clusters.map(() => new Float64Array(3));
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const owner = owners[m]!;
    writeBasis(image, i, basis);
    counts[owner]! += 1;
    for (let channel = 0; channel < 3; channel++) {
      const residual = planes[channel]![i]! - evaluate(surfaces[owner]!, channel, basis);
      squares[owner]![channel]! += residual * residual;
    }
  }
  const floor = options.minSpread ** 2;
  return surfaces.flatMap((surface, k) => {
    const count = counts[k]!;
    if (count === 0) return [];
    const inverseVariance = squares[k]!.map((sum) => 1 / (sum / count + floor));
    const logVolume = inverseVariance.reduce((sum, inverse) => sum + Math.log(inverse), 0) / 2;
    const spread = Math.sqrt(squares[k]!.reduce((sum, square) => sum + square, 0) / count);
    return [{ surface, inverseVariance, spread, logWeight: Math.log(count / members.length) + logVolume }];
  });
}

/**
 * Least squares by Cholesky. The ridge on every term but the first keeps a surface flat where it has seen
 * little: a cluster in one corner must not guess a steep slope for the rest of the picture.
 */
function solve(normal: Float64Array, right: Float64Array, terms: number): Float64Array {
  const count = normal[0]!;
  const lower = new Float64Array(terms * terms);
  for (let row = 0; row < terms; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = normal[row * terms + column]!;
      if (row === column) sum += row === 0 ? 1e-9 : 0.02 * count + 1e-9;
      for (let k = 0; k < column; k++) sum -= lower[row * terms + k]! * lower[column * terms + k]!;
      lower[row * terms + column] = row === column ? Math.sqrt(sum) : sum / lower[column * terms + column]!;
    }
  }
  const surface = new Float64Array(3 * terms);
  for (let channel = 0; channel < 3; channel++) {
    const part = surface.subarray(channel * terms, (channel + 1) * terms);
    for (let row = 0; row < terms; row++) {
      let sum = right[channel * terms + row]!;
      for (let k = 0; k < row; k++) sum -= lower[row * terms + k]! * part[k]!;
      part[row] = sum / lower[row * terms + row]!;
    }
    for (let row = terms - 1; row >= 0; row--) {
      let sum = part[row]!;
      for (let k = row + 1; k < terms; k++) sum -= lower[k * terms + row]! * part[k]!;
      part[row] = sum / lower[row * terms + row]!;
    }
  }
  return surface;
}
