/** Drawings of how large a product is: room around it, lines with lengths at its sides. */
import { boundsOf, fitInto, paint, plainPicture, type Area } from './canvas.ts';
import { ruleLine, writeLine } from './letters.ts';
import type { Picture } from './picture.ts';

/** A square of this side, with the picture in its middle. */
export function framePicture(picture: Picture, side: number): Picture {
  const canvas = plainPicture(side, side, [0, 0, 0, 0]);
  const margin = Math.round(side * 0.22);
  const inner = side - 2 * margin;
  paint(canvas, picture, fitInto(picture, { x: margin, y: margin, width: inner, height: inner }));
  return canvas;
}

export interface Dimension {
  readonly edge: 'left' | 'right' | 'top' | 'bottom';
  readonly label: string;
}

/** Lines as long as the subject is, and what they measure, on nothing. */
export function drawDimensions(picture: Picture, lines: readonly Dimension[]): Picture {
  const canvas = plainPicture(picture.width, picture.height, [0, 0, 0, 0]);
  const subject = boundsOf(picture);
  for (const { edge, label } of lines) drawDimension(canvas, subject, edge, label);
  return canvas;
}

function drawDimension(canvas: Picture, subject: Area, edge: Dimension['edge'], label: string): void {
  const { width: side } = canvas;
  const [gap, thickness] = [Math.round(side * 0.05), Math.max(1, Math.round(side / 400))];
  const letters = { width: Math.round(side * 0.15), height: Math.round(side * 0.06) };
  const isUpright = edge === 'left' || edge === 'right';
  const isFirst = edge === 'left' || edge === 'top';
  const start = isUpright ? subject.x : subject.y;
  const line = isFirst ? start - gap : start + (isUpright ? subject.width : subject.height) + gap;
  const depth = isUpright ? letters.width : letters.height;
  // Next to the line on its far side, and within the picture.
  const beside = Math.min(side - depth, Math.max(0, isFirst ? line - gap / 2 - depth : line + gap / 2));
  const along = isUpright
    ? subject.y + (subject.height - letters.height) / 2
    : subject.x + (subject.width - letters.width) / 2;
  if (isUpright) ruleLine(canvas, { x: line, y: subject.y, width: 0, height: subject.height }, thickness);
  else ruleLine(canvas, { x: subject.x, y: line, width: subject.width, height: 0 }, thickness);
  writeLine(
    canvas,
    label,
    isUpright ? { x: beside, y: along, ...letters } : { x: along, y: beside, ...letters },
  );
}
