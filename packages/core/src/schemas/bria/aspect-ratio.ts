/** Width to height, as all models of Bria take them. */
export const ASPECT_RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9'] as const;

export type AspectRatio = (typeof ASPECT_RATIOS)[number];

/** Those that FIBO 2.0 takes besides (Bria's partners, since October 2026; not in the OpenAPI of 2026-08). */
export const FIBO_2_ASPECT_RATIOS = [
  '16:10',
  '10:16',
  '2:1',
  '1:2',
  '21:9',
  '9:21',
  '3:1',
  '1:3',
  '4:1',
  '1:4',
  '5:1',
  '1:5',
] as const;

export type Fibo2AspectRatio = (typeof FIBO_2_ASPECT_RATIOS)[number];
