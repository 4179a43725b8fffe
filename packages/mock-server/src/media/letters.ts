/** Letters of three by five dots: enough to read what was asked for, in any size, without a font file. */
import type { Area } from './canvas.ts';
import type { Picture } from './picture.ts';

/** Each letter, and its five rows: an octal digit of three dots a row. */
const FONT = `
  A25755 B65656 C34443 D65556 E74647 F74644 G34553 H55755 I72227 J11152 K55655 L44447 M57755
  N65555 O25552 P65644 Q25563 R65655 S34216 T72222 U55557 V55552 W55775 X55255 Y55222 Z71247
  075557 126227 261247 361216 455711 574616 634757 771222 875757 975716 .00002 ,00024 -00700
  :02020 /11244 "55000 '22000 !22202 ?61202 (12221 )42224 &25356 %51245 +02720 •07770 =07070`;
const DOTS: ReadonlyMap<string, string> = new Map([
  [' ', '00000'],
  ...FONT.trim()
    .split(/\s+/)
    .map((glyph) => [glyph.slice(0, 1), glyph.slice(1)] as const),
]);
/** For a letter that has no dots of its own. */
const BLOCK = '77777';
const [INK, PAPER] = [24, 244];

/** Writes one line into the middle of an area of the canvas, as large as it fits: dark, on a light strip. */
export function writeLine(canvas: Picture, text: string, area: Area): void {
  const letters = Array.from(text.toUpperCase(), (letter) => DOTS.get(letter) ?? BLOCK);
  if (letters.length === 0) return;
  const columns = 4 * letters.length + 1;
  const dot = Math.max(1, Math.floor(Math.min(area.width / columns, area.height / 7)));
  const left = Math.round(area.x + (area.width - dot * columns) / 2);
  const top = Math.round(area.y + (area.height - dot * 7) / 2);
  for (let row = 0; row < 7 * dot; row++) {
    for (let column = 0; column < columns * dot; column++) {
      const [dotX, dotY] = [Math.floor(column / dot) - 1, Math.floor(row / dot) - 1];
      const digits = letters[Math.floor(dotX / 4)] ?? '';
      const bits = dotX % 4 === 3 ? 0 : Number(digits[dotY] ?? 0);
      setGrey(canvas, left + column, top + row, (bits >> (2 - (dotX % 4))) & 1 ? INK : PAPER);
    }
  }
}

/** A straight line of some thickness, level or upright, with a bar across both ends. */
export function ruleLine(canvas: Picture, { x, y, width, height }: Area, thickness: number): void {
  const isLevel = width >= height;
  const bar = 4 * thickness;
  const box = (left: number, top: number, right: number, bottom: number) => {
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) setGrey(canvas, column, row, 40);
  };
  if (isLevel) {
    box(x, y, x + width, y + thickness);
    for (const end of [x, x + width - thickness]) box(end, y - bar, end + thickness, y + thickness + bar);
  } else {
    box(x, y, x + thickness, y + height);
    for (const end of [y, y + height - thickness]) box(x - bar, end, x + thickness + bar, end + thickness);
  }
}

function setGrey({ width, height, data }: Picture, column: number, row: number, grey: number): void {
  if (column < 0 || row < 0 || column >= width || row >= height) return;
  data.set([grey, grey, grey, 255], (row * width + column) * 4);
}
