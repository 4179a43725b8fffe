/** Colours and light of a picture, changed after words: those that are known, or else a tint of the words' own. */
import { hash32 } from './hash.ts';
import type { Picture } from './picture.ts';

export interface Grade {
  /** 0: grey; 1: as it is. */
  readonly saturation: number;
  /** What the picture is multiplied with, per channel. */
  readonly light: readonly [number, number, number];
  /** 1: as it is; around middle grey. */
  readonly contrast: number;
}

const AS_IT_IS: Grade = { saturation: 1, light: [1, 1, 1], contrast: 1 };

/** The first that is found in the words counts. */
const KNOWN: readonly (readonly [RegExp, Partial<Grade>])[] = [
  [/black.and.white|black_and_white|monochrome|grayscale|greyscale/i, { saturation: 0 }],
  [/sepia|vintage|retro|old photo/i, { saturation: 0, light: [1.12, 0.96, 0.72] }],
  [/coloring.?book|sketch|drawing/i, { saturation: 0, light: [1.3, 1.3, 1.3], contrast: 1.6 }],
  [/vivid|vibrant|pop.?art/i, { saturation: 1.8, contrast: 1.15 }],
  [/contemporary|restore/i, { saturation: 1.3, contrast: 1.1 }],
  [/night|moon|star/i, { saturation: 0.5, light: [0.38, 0.46, 0.72] }],
  [/winter|snow|ice|frost/i, { saturation: 0.45, light: [1.02, 1.1, 1.22] }],
  [/autumn|fall\b/i, { saturation: 1.25, light: [1.18, 0.96, 0.72] }],
  [/spring/i, { saturation: 1.2, light: [1, 1.12, 0.94] }],
  [/summer|midday/i, { saturation: 1.25, light: [1.1, 1.06, 0.94] }],
  [/sunrise|sunset|low-angle|golden|warm/i, { saturation: 1.15, light: [1.2, 0.98, 0.76] }],
  [/blue hour|cold|cool/i, { saturation: 0.9, light: [0.76, 0.88, 1.18] }],
  [/fog|overcast|cloud|rain/i, { saturation: 0.6, light: [0.94, 0.97, 1], contrast: 0.75 }],
  [/harsh|spotlight|dramatic/i, { contrast: 1.4 }],
  [/soft|bokeh/i, { contrast: 0.85, light: [1.05, 1.03, 1] }],
];

/** The same words always mean the same. */
export function gradeOf(words: string): Grade {
  const known = KNOWN.find(([pattern]) => pattern.test(words));
  if (known) return { ...AS_IT_IS, ...known[1] };
  const hash = hash32(words);
  const channel = (shift: number) => 0.72 + (0.56 * ((hash >>> shift) & 255)) / 255;
  return { saturation: 0.9, light: [channel(0), channel(8), channel(16)], contrast: 1.05 };
}

/** @param share - for each pixel how much of it changes, 0 to 1. Default: all of it. */
export function applyGrade(picture: Picture, grade: Grade, share?: Float32Array): Picture {
  const { saturation, light, contrast } = grade;
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0, i = 0; at < data.length; at += 4, i++) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const part = share?.[i] ?? 1;
    for (let channel = 0; channel < 3; channel++) {
      const before = data[at + channel]!;
      const colored = (grey + saturation * (before - grey)) * light[channel]!;
      data[at + channel] = before + part * (128 + contrast * (colored - 128) - before);
    }
  }
  return { width: picture.width, height: picture.height, data };
}
