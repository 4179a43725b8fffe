/** What a job is asked for, once it is checked, and what providers make of it in common. */
import type { JobFile, Scene, Step, VideoFit, VideoLook, Work } from '../world/job-files.ts';
import type { JobInput } from '../world/job-input.ts';
import type { VideoFacts } from '../media/probe-video.ts';
import type { VideoInput } from './video-input.ts';

export interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  /** The pictures of the body, by where they stand in it: `image`, `products.0.image`. */
  readonly media: ReadonlyMap<string, JobInput>;
  /** How many pixels those of them have that have been looked at, by the same names. */
  readonly pixels?: ReadonlyMap<string, number> | undefined;
  /** The videos of the body, likewise. */
  readonly videos: ReadonlyMap<string, VideoInput>;
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

/** A clip of this look, as long as the video that was sent and in its shape. */
export function oneVideo(
  { videos }: Asked,
  look: VideoLook,
  preset: string,
  change: VideoChange = {},
): { readonly name: string; readonly file: JobFile } {
  const { factor = 1, mostMs = Infinity } = change;
  const { width, height, durationMs } = videos.get('video')?.facts ?? videos.get('video_url')?.facts ?? {};
  const fit: VideoFit = {
    ...(durationMs !== undefined && { durationMs: Math.min(durationMs, mostMs) }),
    ...(width !== undefined && height !== undefined && { width: width * factor, height: height * factor }),
  };
  const container = containerOf(preset);
  return { name: `output.${container}`, file: { kind: 'video', look, container, fit } };
}

export interface VideoChange {
  /** How much wider and higher it gets. Default 1. */
  readonly factor?: number | undefined;
  /** What is longer is cut. */
  readonly mostMs?: number | undefined;
}

/** Containers and codecs, as presets name them. */
const PRESETS: Readonly<Record<string, readonly [container: VideoFacts['container'], codec: RegExp]>> = {
  mp4_h264: ['mp4', /^avc/],
  mp4_h265: ['mp4', /^h(ev|vc)1/],
  webm_vp9: ['webm', /^V_VP9/],
  mov_h265: ['mov', /^h(ev|vc)1/],
  mov_proresks: ['mov', /^ap/],
  mkv_h264: ['mkv', /^V_MPEG4\/ISO\/AVC/],
  mkv_h265: ['mkv', /^V_MPEGH/],
  mkv_vp9: ['mkv', /^V_VP9/],
};

/** The video that was sent, where it has the container and the codec of the preset already. */
export function sameVideo({ videos }: Asked, preset: string): ReturnType<typeof oneVideo> | undefined {
  const video = videos.get('video');
  const [container, codec] = PRESETS[preset] ?? [];
  if (!video || !container || video.facts.container !== container) return undefined;
  if (!codec?.test(video.facts.codec ?? '')) return undefined;
  return { name: `output.${container}`, file: { kind: 'copy', of: video.input } };
}
