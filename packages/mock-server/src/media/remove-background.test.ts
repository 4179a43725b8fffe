import { seededRandom } from '@briakit/core/testing';
import { describe, expect, it } from 'vitest';
import { generatePicture } from './generate-picture.ts';
import type { Picture } from './picture.ts';
import { removeBackground } from './remove-background.ts';
import { arrangeStill, coverOf } from './still-life.ts';

type Rgb = readonly [number, number, number];
interface Scene {
  readonly picture: Picture;
  /** Whether the centre of pixel `i` is the subject's. */
  readonly truth: (i: number) => boolean;
}

const WIDTH = 480;
const HEIGHT = 360;

/** Four samples a pixel, so that edges are anti-aliased; then noise, as every camera has it. */
function paint(
  ground: (x: number, y: number) => Rgb,
  subject: (x: number, y: number) => Rgb | undefined,
): Scene {
  const random = seededRandom(4);
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    const samples = [0.25, 0.75].flatMap((dx) =>
      [0.25, 0.75].map((dy) => subject(x + dx, y + dy) ?? ground(x + dx, y + dy)),
    );
    const noise = (random() + random() - 1) * 8;
    for (const channel of [0, 1, 2] as const) {
      data[4 * i + channel] = samples.reduce((sum, colour) => sum + colour[channel], 0) / 4 + noise;
    }
  }
  const truth = (i: number) => subject((i % WIDTH) + 0.5, Math.floor(i / WIDTH) + 0.5) !== undefined;
  return { picture: { width: WIDTH, height: HEIGHT, data }, truth };
}

const inEllipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;

/** How well the opaque part and the truth agree: 1 is perfect. */
function overlap({ data }: Picture, truth: (i: number) => boolean): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < data.length / 4; i++) {
    const opaque = data[4 * i + 3]! > 127;
    if (opaque && truth(i)) both++;
    if (opaque || truth(i)) either++;
  }
  return both / either;
}

const alphas = ({ data }: Picture) => data.filter((_, i) => i % 4 === 3);

/** A lit ball before a wall that gets darker downwards. */
const ball = paint(
  (x, y) => [225 - y / 6, 218 - y / 5, 205 - y / 5 + x / 60],
  (x, y) => (inEllipse(x, y, 230, 180, 95, 110) ? [190 - x / 4, 90 + y / 8, 60] : undefined),
);

/** A pale and a dark half with the wall showing through the middle. */
const ring = paint(
  () => [178, 196, 204],
  (x, y) => {
    if (!inEllipse(x, y, 240, 180, 130, 130) || inEllipse(x, y, 240, 180, 55, 60)) return undefined;
    return x < 240 ? [236, 190, 60] : [52, 60, 120];
  },
);

/** Head and shoulders that leave the frame below. */
const portrait = paint(
  (x) => [120 + x / 8, 138 + x / 8, 150 + x / 8],
  (x, y) => {
    if (inEllipse(x, y, 240, 130, 58, 76)) return y < 90 ? [58, 38, 28] : [226, 176, 146];
    if (inEllipse(x, y, 240, 370, 150, 150)) return [150, 40 + (x - 240) / 10, 62];
    return undefined;
  },
);

describe('removeBackground', () => {
  it.each([
    ['a ball on a gradient with noise', ball],
    ['a two-coloured subject with a hole', ring],
    ['a portrait that leaves the frame below', portrait],
  ])('cuts out %s', (_, { picture, truth }) => {
    expect(overlap(removeBackground(picture), truth)).toBeGreaterThan(0.98);
  });

  it('does not take a soft shadow for the subject', () => {
    const scene = paint(
      (x, y) => {
        const shade = 1 - 0.4 * Math.exp(-(((x - 260) / 110) ** 2) - ((y - 285) / 24) ** 2);
        return [214 * shade, 198 * shade, 184 * shade];
      },
      (x, y) => (Math.abs(x - 220) < 60 && y > 90 && y < 280 ? [40, 110, 120] : undefined),
    );
    expect(overlap(removeBackground(scene.picture), scene.truth)).toBeGreaterThan(0.97);
  });

  it('keeps a label whose shading passes through the colour of the wall', () => {
    const scene = paint(
      () => [222, 226, 224],
      (x, y) => {
        if (Math.abs(x - 240) >= 80 || y <= 60 || y >= 300) return undefined;
        const shading = (x - 240) / 2.2;
        const isLabel = y > 140 && y < 220 && Math.abs(x - 240) < 62;
        return isLabel ? [222 + shading, 226 + shading, 222 + shading] : [170, 44, 50];
      },
    );
    expect(overlap(removeBackground(scene.picture), scene.truth)).toBeGreaterThan(0.98);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('cuts out the vase of generated picture %d', (seed) => {
    const [width, height] = [360, 300];
    const still = arrangeStill(seededRandom(seed));
    const unit = 2 / height;
    const truth = (i: number) => {
      const x = ((i % width) + 0.5 - width / 2) * unit;
      const y = (Math.floor(i / width) + 0.5 - height / 2) * unit;
      return coverOf(still, x, y, unit) > 0.5;
    };
    expect(overlap(removeBackground(generatePicture({ width, height, seed })), truth)).toBeGreaterThan(0.95);
  });

  it('works the same on a picture many times the size it thinks in', () => {
    const [width, height] = [1500, 1200];
    const still = arrangeStill(seededRandom(3));
    const truth = (i: number) =>
      coverOf(still, ((i % width) + 0.5 - 750) / 600, (Math.floor(i / width) + 0.5 - 600) / 600, 1 / 600) >
      0.5;
    expect(overlap(removeBackground(generatePicture({ width, height, seed: 3 })), truth)).toBeGreaterThan(
      0.98,
    );
  });

  it('keeps size and colours, and changes alpha only', () => {
    const cut = removeBackground(ball.picture);
    expect([cut.width, cut.height]).toEqual([WIDTH, HEIGHT]);
    expect(cut.data.filter((_, i) => i % 4 !== 3)).toEqual(ball.picture.data.filter((_, i) => i % 4 !== 3));
  });

  it('does not write into its input', () => {
    const before = ball.picture.data.slice();
    removeBackground(ball.picture);
    expect(ball.picture.data).toEqual(before);
  });

  it('gives the same bytes for the same picture', () => {
    expect(removeBackground(portrait.picture)).toEqual(removeBackground(portrait.picture));
  });

  it('draws a soft outline, and nothing soft away from it', () => {
    const soft = [...alphas(removeBackground(ball.picture))].flatMap((alpha, i) =>
      alpha > 0 && alpha < 255 ? [i] : [],
    );
    expect(soft.length).toBeGreaterThan(150);
    const fromOutline = soft.map((i) => {
      const reach = Math.hypot(((i % WIDTH) + 0.5 - 230) / 95, (Math.floor(i / WIDTH) + 0.5 - 180) / 110);
      return Math.abs(reach - 1) * 100;
    });
    expect(Math.max(...fromOutline)).toBeLessThan(5);
  });

  it('multiplies with the alpha that is there', () => {
    const data = ball.picture.data.map((value, i) => (i % 4 === 3 ? 128 : value));
    const cut = removeBackground({ ...ball.picture, data });
    expect(cut.data[4 * (180 * WIDTH + 230) + 3]).toBe(128);
    expect(cut.data[3]).toBe(0);
  });

  it('leaves a picture alone that is cut out already', () => {
    const once = removeBackground(portrait.picture);
    expect(removeBackground(once)).toEqual(once);
  });

  it('makes a picture without a subject fully transparent', () => {
    const empty = paint(
      (x, y) => [200 - y / 5, 190 - x / 9, 180],
      () => undefined,
    );
    expect(alphas(removeBackground(empty.picture)).every((alpha) => alpha === 0)).toBe(true);
  });

  it.each([
    [1, 1],
    [1, 40],
    [3, 2],
    [900, 2],
  ])('survives a picture of %d × %d', (width, height) => {
    const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (i * 31) % 256,
    );
    expect(removeBackground({ width, height, data })).toMatchObject({ width, height });
  });
});
