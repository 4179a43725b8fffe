/** Making a picture smaller by averaging whole areas, so that no detail is skipped and noise goes down. */
import type { Picture } from './picture.ts';

/**
 * The same picture with at most `maxSide` pixels on its long side; a smaller picture is returned as it is.
 * Colours are weighted by alpha, so that what hides under transparent pixels does not bleed out.
 */
export function shrinkPicture(picture: Picture, maxSide: number): Picture {
  const scale = maxSide / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const sums = new Float64Array(width * 5); // red, green, blue times alpha; alpha; count
  const data = new Uint8ClampedArray(width * height * 4);
  let y = 0;
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    for (const end = Math.floor(((row + 1) * picture.height) / height); y < end; y++)
      addRow(picture, y, width, sums);
    writeRow(sums, data.subarray(row * width * 4, (row + 1) * width * 4));
  }
  return { width, height, data };
}

function addRow(picture: Picture, y: number, columns: number, sums: Float64Array): void {
  const { data, width } = picture;
  let at = y * width * 4;
  let x = 0;
  for (let column = 0; column < columns; column++) {
    const end = Math.floor(((column + 1) * width) / columns);
    let red = 0;
    let green = 0;
    let blue = 0;
    let alphas = 0;
    const start = x;
    for (; x < end; x++, at += 4) {
      const alpha = data[at + 3]!;
      red += data[at]! * alpha;
      green += data[at + 1]! * alpha;
      blue += data[at + 2]! * alpha;
      alphas += alpha;
    }
    const slot = column * 5;
    sums[slot]! += red;
    sums[slot + 1]! += green;
    sums[slot + 2]! += blue;
    sums[slot + 3]! += alphas;
    sums[slot + 4]! += end - start;
  }
}

function writeRow(sums: Float64Array, row: Uint8ClampedArray): void {
  for (let slot = 0, at = 0; at < row.length; slot += 5, at += 4) {
    const alphas = sums[slot + 3]!;
    if (alphas === 0) continue;
    row[at] = sums[slot]! / alphas;
    row[at + 1] = sums[slot + 1]! / alphas;
    row[at + 2] = sums[slot + 2]! / alphas;
    row[at + 3] = alphas / sums[slot + 4]!;
  }
}
