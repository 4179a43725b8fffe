/** Tidying a mask by its connected regions: crumbs go, pinholes close, real openings stay. */

interface Region {
  readonly isSubject: boolean;
  readonly pixels: readonly number[];
  /** Those of the pixels that have a neighbour in another region. */
  readonly outline: readonly number[];
  readonly touchesRim: boolean;
}

/** A piece of the subject smaller than this share of the largest piece is a crumb. */
const CRUMB = 0.004;
/** A hole smaller than this share of the picture is a pinhole. */
const PINHOLE = 0.0006;
/** An opening is seen through a sharp edge all around; a highlight or a pale label fades into the subject. */
const SHARP_EDGE = 0.015;
const SHARP_SHARE = 0.6;

/**
 * @param subject - probability of each pixel to be subject.
 * @param sharpness - how much each pixel differs from those around it, in Oklab units.
 * @returns 1 where the subject is, 0 elsewhere.
 */
export function tidyRegions(
  subject: Float32Array,
  sharpness: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const regions = findRegions(subject, width, height);
  const largest = Math.max(0, ...regions.filter((r) => r.isSubject).map((r) => r.pixels.length));
  const mask = new Float32Array(subject.length);
  for (const region of regions) {
    const kept = region.isSubject ? region.pixels.length >= CRUMB * largest : !isOpen(region, sharpness);
    if (kept) for (const i of region.pixels) mask[i] = 1;
  }
  return mask;
}

function isOpen({ pixels, outline, touchesRim }: Region, sharpness: Float32Array): boolean {
  if (touchesRim) return true;
  if (pixels.length < PINHOLE * sharpness.length) return false;
  const sharp = outline.reduce((count, i) => count + (sharpness[i]! > SHARP_EDGE ? 1 : 0), 0);
  return sharp > SHARP_SHARE * outline.length;
}

/** Regions of four neighbours on the same side of one half. */
function findRegions(subject: Float32Array, width: number, height: number): Region[] {
  const seen = new Uint8Array(subject.length);
  const regions: Region[] = [];
  for (let start = 0; start < subject.length; start++) {
    if (seen[start] === 1) continue;
    const isSubject = subject[start]! > 0.5;
    const pixels = [start];
    const outline: number[] = [];
    let touchesRim = false;
    seen[start] = 1;
    const visit = (i: number, from: number) => {
      if (subject[i]! > 0.5 !== isSubject) {
        if (outline.at(-1) !== from) outline.push(from);
      } else if (seen[i] === 0) {
        seen[i] = 1;
        pixels.push(i);
      }
    };
    for (let next = 0; next < pixels.length; next++) {
      const i = pixels[next]!;
      const x = i % width;
      const y = (i - x) / width;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touchesRim = true;
      if (x > 0) visit(i - 1, i);
      if (x < width - 1) visit(i + 1, i);
      if (y > 0) visit(i - width, i);
      if (y < height - 1) visit(i + width, i);
    }
    regions.push({ isSubject, pixels, outline, touchesRim });
  }
  return regions;
}
