/** What a job is asked for, once it is checked, and what providers make of it in common. */
import type { JobFile, Scene, Step, VideoLook, Work } from '../world/job-files.ts';
import type { JobInput } from '../world/job-input.ts';

export interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  /** The pictures of the body, by where they stand in it: `image`, `products.0.image`. */
  readonly media: ReadonlyMap<string, JobInput>;
  /** The body's own, or one that was drawn. */
  readonly seed: number;
  /** Whether the answer waits for the result. */
  readonly sync: boolean;
}

/** What stands at each place that a path leads to: `products.*.image` has one for each product. */
export function findMedia(
  value: unknown,
  path: string,
): readonly (readonly [path: string, value: unknown])[] {
  const [head = '', ...rest] = path.split('.');
  const tail = rest.join('.');
  const within = (name: string, inner: unknown) =>
    tail === ''
      ? [[name, inner] as const]
      : findMedia(inner, tail).map(([below, found]) => [`${name}.${below}`, found] as const);
  if (head === '*') return [value].flat().flatMap((item, index) => within(String(index), item));
  const inner: unknown = (Object(value) as Readonly<Record<string, unknown>>)[head];
  return inner === undefined ? [] : within(head, inner);
}

export function textOf({ body }: Pick<Asked, 'body'>, field: string): string | undefined {
  const value = body[field];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf({ body }: Pick<Asked, 'body'>, field: string, byDefault: number): number {
  const value = body[field];
  return typeof value === 'number' ? value : byDefault;
}

/** The picture at the first of these places; where there is none, one is made up. */
export function pictureAt({ media, seed }: Asked, ...paths: readonly string[]): JobInput {
  for (const path of paths) {
    const input = media.get(path);
    if (input) return input;
  }
  return { kind: 'generated', seed };
}

/** All pictures of a list. */
export const picturesIn = ({ media }: Asked, list: string): readonly JobInput[] =>
  [...media].filter(([path]) => path.startsWith(`${list}.`)).map(([, input]) => input);

export const pictureFile = (
  from: JobInput | Scene,
  steps: readonly Step[] = [],
  format: 'png' | 'jpeg' = 'png',
): JobFile => ({ kind: 'picture', from, steps, format });

/** A file of the usual name, and its link in this field, with what else there is to say. */
export function onePicture(
  field: string,
  file: Extract<JobFile, { readonly kind: 'picture' }>,
  others: Work['result'] = {},
): Work {
  const name = file.format === 'jpeg' ? 'output.jpg' : 'output.png';
  return { files: { [name]: file }, result: { [field]: { linkTo: name }, ...others } };
}

/** A million pixels, or so many, in the ratio `16:9`; square where it cannot be read. Multiples of 16, as models have it. */
export function sceneSize(ratio: string | undefined, pixels = 1024 * 1024): Pick<Scene, 'width' | 'height'> {
  const [across = 1, down = 1] = /^\d{1,2}:\d{1,2}$/.test(ratio ?? '') ? ratio!.split(':').map(Number) : [];
  const shape = across > 0 && down > 0 ? across / down : 1;
  const side = (length: number) => Math.max(16, 16 * Math.round(length / 16));
  return { width: side(Math.sqrt(pixels * shape)), height: side(Math.sqrt(pixels / shape)) };
}

/** Containers that a browser plays; what is asked for beyond is given in the nearest of them. */
export const containerOf = (preset: string): 'mp4' | 'webm' => (/vp9|gif/.test(preset) ? 'webm' : 'mp4');

const LOOKS: Readonly<Record<string, VideoLook>> = {
  Transparent: 'cutout',
  White: 'white',
  Green: 'green',
  Blue: 'blue',
};

/** What stands behind the foreground of a video. There is a clip for some colours; for the others it is black. */
export const lookOf = (backgroundColor: string): VideoLook => LOOKS[backgroundColor] ?? 'black';

export function oneVideo(look: VideoLook, preset: string): { readonly name: string; readonly file: JobFile } {
  const container = containerOf(preset);
  return { name: `output.${container}`, file: { kind: 'video', look, container } };
}
