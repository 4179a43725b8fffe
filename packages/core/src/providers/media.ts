import { InputError } from '../errors/input-error.ts';
import type { MediaInput } from '../schemas/media-input.ts';
import { videoTypeOf } from '../transport/video-type.ts';

/** What stands behind the fields of an input that take a file. */
export interface MediaContext {
  /** Puts a local file where the provider can fetch it. Only where the wire takes nothing but URLs. */
  readonly host: ((file: Blob, signal: AbortSignal) => Promise<URL>) | undefined;
  readonly signal: AbortSignal;
}

/** One of these fields, for an error to name. */
export interface FieldContext extends MediaContext {
  /** `image`, or `images.0`. */
  readonly field: string;
  /** `endpoint.id`. */
  readonly endpoint: string;
}

/** Turns a file into what goes over the wire in its place. */
export type PrepareMedia<T = MediaInput> = (media: T, context: FieldContext) => unknown;

/** The first bytes of JPEG, PNG and WebP, as base64 shows them. */
const PICTURE = /^(\/9j\/|iVBORw0KGgo|UklGR.{6}XRUJQ)/;

/** 12 MB, as base64: Bria refuses more (413). */
const MAX_LENGTH = 2 ** 24;

/** A picture as Bria takes it: its URL as it is, its bytes as base64. */
export const picture: PrepareMedia = (media, context) => linkOf(media) ?? base64Of(media, context);

/** A picture where only its bytes will do. */
export const pictureBytes: PrepareMedia = (media, context) =>
  linkOf(media)
    ? refuse('Only the picture itself is taken here.', context)
    : base64Of(media, context, PICTURE, ' or WebP');

/** A file of any kind, as its URL or its bytes: what kinds are taken, the provider says. */
export const anyFile: PrepareMedia = (media, context) =>
  linkOf(media) ??
  (media instanceof Blob || media instanceof Uint8Array || isBase64(media)
    ? base64Of(media, context, /./)
    : refuse('Pass the file as its URL, base64, a Blob or a Uint8Array.', context));

/** A video as Bria takes it: its URL and nothing else. */
export const video: PrepareMedia = (media, context) =>
  linkOf(media) ??
  refuse('A video goes by its URL: `withUploads(client).upload(video)` makes one of a local video.', context);

/** What only a URL will do for, whatever the file is. */
export const linkOnly: PrepareMedia = (media, context) =>
  linkOf(media) ?? refuse('Only an http(s) URL is taken here.', context);

/** A picture as Pixazo takes it: its URL, or what the `host` makes of its bytes. */
export const hostedPicture: PrepareMedia = async (media, context) =>
  linkOf(media) ?? hosted(await blobOf(media, context), context);

/** A video as Pixazo takes it: its URL, or what the `host` makes of its bytes. */
export const hostedVideo: PrepareMedia = async (media, context) => {
  const link = linkOf(media);
  if (link) return link;
  if (!(media instanceof Blob)) refuse('Pass a video as its URL or as a Blob.', context);
  await videoTypeOf(media).catch((cause: Error) => refuse(cause.message, context));
  return hosted(media, context);
};

/** What takes a file, and how it goes over the wire: a value, each item of a list, or fields of an object. */
export type MediaSpec = PrepareMedia<never> | readonly [MediaSpec] | MediaFields;

/** The fields of an input that take a file, or have one inside. */
export interface MediaFields {
  readonly [field: string]: MediaSpec;
}

const prepareMedia = (media: unknown, spec: MediaSpec, context: FieldContext): unknown =>
  typeof spec === 'function'
    ? spec(media as never, context)
    : Array.isArray(spec)
      ? Promise.all(
          (media as readonly unknown[]).map((item, at) =>
            prepareMedia(item, spec[0] as MediaSpec, { ...context, field: `${context.field}.${at}` }),
          ),
        )
      : prepareFields(media as object, spec as MediaFields, context);

/** A copy of `object`, with its files prepared. */
export async function prepareFields(
  object: object,
  media: MediaFields,
  context: Omit<FieldContext, 'field'>,
): Promise<Record<string, unknown>> {
  const prepared: Record<string, unknown> = { ...object };
  for (const [field, spec] of Object.entries(media))
    if (prepared[field] !== undefined)
      prepared[field] = await prepareMedia(prepared[field], spec, { ...context, field });
  return prepared;
}

/** The link, where `media` is one. */
export function linkOf(media: MediaInput): string | undefined {
  const text = media instanceof URL ? media.href : media;
  return typeof text === 'string' && /^https?:/i.test(text) ? text : undefined;
}

/**
 * The bytes of a picture as raw base64, without a `data:` prefix.
 *
 * @throws {InputError} when there are none, more than 12 MB, or they are not a JPEG, PNG or WebP.
 */
async function base64Of(
  media: MediaInput,
  context: FieldContext,
  kind = PICTURE,
  orElse = ', WebP or URL',
): Promise<string> {
  const bytes =
    media instanceof Blob ? new Uint8Array(await media.slice(0, MAX_LENGTH).arrayBuffer()) : media;
  const base64 = bytes instanceof Uint8Array ? encodeBase64(bytes) : `${bytes}`.replace(/^data:.*?,/, '');
  const fault = !base64
    ? 'is empty (0 bytes)'
    : base64.length > MAX_LENGTH
      ? 'is over 12 MB'
      : !kind.test(base64) && `is not a JPEG, PNG${orElse}`;
  return fault ? refuse(`The picture ${fault}.`, context) : base64;
}

/** The bytes of a picture as a Blob; checked as `base64Of` does. */
async function blobOf(media: MediaInput, context: FieldContext): Promise<Blob> {
  const base64 = await base64Of(media, context);
  return media instanceof Blob
    ? media
    : new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]);
}

async function hosted(file: Blob, context: FieldContext): Promise<string> {
  const { host, signal } = context;
  if (!host)
    refuse('Pixazo takes public URLs only. Pass one, or give pixazo() a `host` that makes one.', context);
  let url: URL;
  try {
    url = await host(file, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const { field, endpoint } = context;
    throw new InputError(`${field}: Your \`host\` could not take the file.`, { endpoint, cause });
  }
  return linkOf(url) ?? refuse('Your `host` must give the http(s) URL of the file.', context);
}

/** Whether it can only be base64, or a `data:` URL of it: no path of a file, no words. */
function isBase64(media: string | URL): boolean {
  const text = `${media}`.replace(/^data:[^,]*;base64,/, '');
  return text.length > 15 && text.length % 4 === 0 && !/[^a-z\d+/]/i.test(text.replace(/==?$/, ''));
}

export function refuse(
  sentence: string,
  { field, endpoint }: { readonly field: string; readonly endpoint: string | undefined },
): never {
  throw new InputError(`${field}: ${sentence}`, { endpoint });
}

/** In slices, because a function takes only so many arguments. */
function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
