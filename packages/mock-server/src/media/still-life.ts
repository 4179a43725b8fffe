/**
 * A still life by formula: a glazed vase on a table, lit from one side, before a paper backdrop. Each
 * function answers for one point of it, so that any size is sharp.
 */

/** Channels of sRGB, 0 to 1. */
export type Rgb = readonly [number, number, number];

/** Everything about one picture that its seed decides. */
export interface Still {
  readonly glaze: Rgb;
  readonly wall: Rgb;
  readonly table: Rgb;
  /** Radii of the vase from lip to foot, evenly spaced, in units of the frame. */
  readonly radii: readonly number[];
  /** 1: light from the left; −1: from the right. */
  readonly lightFrom: 1 | -1;
}

/** The picture is drawn in a frame whose short side is 2, the origin in the middle, y downwards. */
const LIP_Y = -0.56;
const FOOT_Y = 0.58;
/** Rings of the vase are ellipses this flat: we look at it a little from above. */
const TILT = 0.12;

/** The backdrop's hue lies roughly opposite the glaze's, so that the vase stands out. */
export function arrangeStill(random: () => number, givenHue?: number): Still {
  const between = (low: number, high: number) => low + (high - low) * random();
  const drawnHue = between(0, 360);
  const hue = givenHue ?? drawnHue;
  const paper = hue + 180 + between(-50, 50);
  const lightness = between(0.74, 0.84);
  return {
    glaze: fromHsl(hue, between(0.5, 0.72), between(0.33, 0.44)),
    wall: fromHsl(paper, between(0.16, 0.3), lightness),
    table: fromHsl(paper, between(0.14, 0.26), lightness - 0.07),
    radii: [
      between(0.15, 0.2),
      between(0.11, 0.15),
      between(0.14, 0.26),
      between(0.28, 0.38),
      between(0.3, 0.4),
      between(0.22, 0.3),
      between(0.16, 0.2),
    ],
    lightFrom: random() < 0.7 ? 1 : -1,
  };
}

/** Paper that curves from wall to table, brighter towards the light, with the vase's soft shadow on it. */
export function shadeGround({ wall, table, lightFrom, radii }: Still, x: number, y: number): Rgb {
  const sweep = smoothstep(0.1, 0.5, y);
  const glow = 0.88 + 0.16 * Math.exp(-((x + 0.45 * lightFrom) ** 2 + (y + 0.2) ** 2) / 1.6);
  const foot = radii.at(-1)!;
  const reach = Math.hypot((x - 0.22 * lightFrom) / (foot + 0.42), (y - FOOT_Y - 0.02) / 0.15);
  const touch = Math.hypot((x - 0.03 * lightFrom) / (foot + 0.12), (y - FOOT_Y - 0.02) / 0.1);
  const shadow = (1 - 0.3 * Math.exp(-2 * reach * reach)) * (1 - 0.25 * Math.exp(-2 * touch * touch));
  return mapRgb(mixRgb(wall, table, sweep), (channel) => channel * glow * shadow);
}

/** How much of the pixel the vase covers, 0 to 1: one pixel of `unit` is where the edge fades. */
export function coverOf(still: Still, x: number, y: number, unit: number): number {
  const across = Math.min(1, Math.abs(x) / radiusAt(still, y));
  const bulge = TILT * Math.sqrt(1 - across * across);
  const inside = radiusAt(still, y) - Math.abs(x);
  const belowLip = y - LIP_Y + still.radii[0]! * bulge;
  const aboveFoot = FOOT_Y + still.radii.at(-1)! * bulge - y;
  return clamp01(0.5 + Math.min(inside, belowLip, aboveFoot) / unit);
}

/** Lambert from one side, a tall highlight of the lamp, and the dark mouth behind the lip. */
export function shadeVase(still: Still, x: number, y: number): Rgb {
  const { glaze, lightFrom, radii } = still;
  const mouth = Math.hypot(x / radii[0]!, (y - LIP_Y) / (radii[0]! * TILT));
  if (mouth < 0.86) return mixRgb([0.03, 0.03, 0.04], glaze, 0.25 + 0.15 * (x / radii[0]!) * lightFrom);
  const side = Math.max(-1, Math.min(1, x / radiusAt(still, y))) * lightFrom;
  const towardsUs = Math.sqrt(1 - side * side);
  const slope = (radiusAt(still, y + 0.01) - radiusAt(still, y - 0.01)) / 0.02;
  const up = slope / Math.hypot(1, slope);
  const light =
    0.34 + 0.9 * clamp01(-0.62 * side + 0.55 * towardsUs + 0.28 * up) - 0.12 * smoothstep(0.3, 0.6, y);
  const lamp = 0.75 * Math.exp(-(((side + 0.52) / 0.09) ** 2)) * smoothstep(-0.15, 0.35, up + 0.2);
  const rim = mouth < 1 ? 0.25 : 0;
  return mapRgb(glaze, (channel) => Math.min(1, channel * light + lamp * 0.8 + rim));
}

/** Catmull–Rom through the radii. */
function radiusAt({ radii }: Still, y: number): number {
  const along = clamp01((y - LIP_Y) / (FOOT_Y - LIP_Y)) * (radii.length - 1);
  const k = Math.min(radii.length - 2, Math.floor(along));
  const t = along - k;
  const [a, b, c, d] = [radii[k - 1] ?? radii[k]!, radii[k]!, radii[k + 1]!, radii[k + 2] ?? radii[k + 1]!];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** `hue` in degrees, the others 0 to 1. */
function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const swing = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return lightness - swing * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

function mapRgb([red, green, blue]: Rgb, change: (channel: number) => number): Rgb {
  return [change(red), change(green), change(blue)];
}

function mixRgb(from: Rgb, to: Rgb, share: number): Rgb {
  return [mix(from[0], to[0], share), mix(from[1], to[1], share), mix(from[2], to[2], share)];
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function clamp01(value: number): number {
  return Math.max(0, Math.min(1, value));
}

function smoothstep(low: number, high: number, value: number): number {
  const t = clamp01((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}
