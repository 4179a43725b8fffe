/** The pictures and videos that a request names or brings along. */
import { sniffPicture } from '../../media/sniff-picture.ts';
import { GENERATED_SIZE, type JobInput } from '../../world/job-input.ts';
import type { StoredPicture } from '../../world/picture-store.ts';
import { drawHex } from '../../world/chance.ts';
import { findMedia } from '../asked.ts';
import type { Exchange } from '../exchange.ts';
import { inputFromUrl, isUnreachable, parseHttpUrl } from '../own-media.ts';
import { decodeBase64, MAX_PICTURE_BYTES, parsePicture } from '../parse-picture.ts';
import { isPicture, lookAtVideo, type VideoInput } from '../video-input.ts';
import { refuse } from './bodies.ts';
import type { BriaEndpoint, PictureForm } from './endpoint.ts';

export interface CheckedMedia {
  readonly media: ReadonlyMap<string, JobInput>;
  readonly videos: ReadonlyMap<string, VideoInput>;
  /** How many pixels the pictures have, of which that is known before they are drawn. */
  readonly pixels: ReadonlyMap<string, number>;
  /** Pictures that came with the request, by the ids that `media` has for them: to be kept with the job. */
  readonly sent: ReadonlyMap<string, StoredPicture>;
}

export function checkMedia(
  exchange: Exchange,
  endpoint: BriaEndpoint,
  body: object,
): CheckedMedia | Response {
  const { pictures, pictureForm } = endpoint;
  const media = new Map<string, JobInput>();
  const sent = new Map<string, StoredPicture>();
  const pixels = new Map<string, number>();
  for (const [path, value] of pictures.flatMap((pattern) => findMedia(body, pattern))) {
    const picture = checkPicture(exchange, path, String(value), pictureForm);
    if (picture instanceof Response) return picture;
    const count = pixelsOf(exchange.world, picture);
    if (count !== undefined) pixels.set(path, count);
    if ('bytes' in picture) {
      const pictureId = drawHex(exchange.world.chance.next('bria-picture'), 32);
      sent.set(pictureId, picture);
      media.set(path, { kind: 'stored', pictureId });
    } else media.set(path, picture);
  }
  const videos = new Map<string, VideoInput>();
  for (const [path, value] of endpoint.videos.flatMap((pattern) => findMedia(body, pattern))) {
    const video = checkVideo(exchange, endpoint, path, String(value));
    if (video instanceof Response) return video;
    videos.set(path, video);
  }
  const flaw = endpoint.videoFlawOf?.(videos, body as Readonly<Record<string, unknown>>);
  return flaw === undefined ? { media, videos, sent, pixels } : refuse(exchange, 422, flaw);
}

function pixelsOf({ pictures }: Exchange['world'], picture: JobInput | StoredPicture): number | undefined {
  if ('kind' in picture && picture.kind === 'generated') return GENERATED_SIZE.width * GENERATED_SIZE.height;
  const stored =
    'bytes' in picture ? picture : picture.kind === 'stored' ? pictures.get(picture.pictureId) : undefined;
  const header = stored && sniffPicture(stored.bytes);
  return header && header.width * header.height;
}

const LONGEST_MS = 60_000;
const LARGEST_SIDE = 16_000;

function checkVideo(
  exchange: Exchange,
  { backdrops }: BriaEndpoint,
  path: string,
  text: string,
): VideoInput | Response {
  const { world, now } = exchange;
  const url = parseHttpUrl(text);
  const input = url && inputFromUrl(world, url, now());
  if (!input && url && isUnreachable(url)) return refuse(exchange, 422, `${path}: could not be downloaded.`);
  if (!input) return refuse(exchange, 422, `${path}: expected a public URL of a video.`);
  if (backdrops?.includes(path) && isPicture(world, input)) return { input, facts: {} };
  const video = lookAtVideo(world, input);
  if (!video)
    return refuse(exchange, 415, `${path}: expected an MP4, a MOV, a WebM, an MKV, an AVI or a GIF.`);
  const { width = 0, height = 0, durationMs = 0 } = video.facts;
  if (Math.max(width, height) > LARGEST_SIDE)
    return refuse(exchange, 413, `${path}: over ${LARGEST_SIDE} pixels on a side.`);
  if (durationMs > LONGEST_MS) return refuse(exchange, 422, `${path}: longer than ${LONGEST_MS / 1000} s.`);
  return video;
}

function checkPicture(
  exchange: Exchange,
  path: string,
  text: string,
  form: PictureForm,
): JobInput | StoredPicture | Response {
  const url = parseHttpUrl(text);
  if (url && form !== 'bytes') {
    const input = inputFromUrl(exchange.world, url, exchange.now());
    if (!input && isUnreachable(url)) return refuse(exchange, 460, `${path}: could not be downloaded.`);
    if (!input) return refuse(exchange, 404, `${path}: there is no picture at this URL.`);
    return isPicture(exchange.world, input)
      ? input
      : refuse(exchange, 415, `${path}: expected a JPEG, a PNG or a WebP.`);
  }
  const base64 = form === 'with-data-urls' ? text.replace(/^data:[^,]*,/i, '') : text;
  const expected = form === 'bytes' ? 'base64' : 'a public URL, or base64';
  if (base64 === '' || /^data:/i.test(base64))
    return refuse(exchange, 422, `${path}: expected ${expected} without the data: prefix.`);
  // Base64 makes four characters of three bytes; what is far too long is not worth decoding.
  if (base64.length > MAX_PICTURE_BYTES * 1.5) return refuse(exchange, 413, `${path}: over 12 MB.`);
  const bytes = decodeBase64(base64);
  if (!bytes) return refuse(exchange, 422, `${path}: expected ${expected}.`);
  const picture = parsePicture(bytes);
  if (picture === 'too-large') return refuse(exchange, 413, `${path}: over 12 MB.`);
  if (picture === 'not-a-picture') return refuse(exchange, 415, `${path}: expected a JPEG, a PNG or a WebP.`);
  return picture;
}
