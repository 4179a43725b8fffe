/**
 * Leave to upload one video, as storage was told of it. Whether a form keeps to it, and whether the file is
 * there, is computed from it and the time.
 */
import * as z from 'zod/mini';

export const uploadGrantSchema = z.object({
  /** Where the file will be, and what names the grant. */
  key: z.string(),
  tenant: z.string(),
  /** `video/mp4`, or `image/gif`; undefined: any video. */
  mediaType: z.optional(z.string()),
  /** All that the form must begin with, as it was given out. */
  fields: z.record(z.string(), z.string()),
  /** Until when the form is taken, epoch milliseconds. */
  formExpiresAt: z.number(),
  /** Until when the file is there, epoch milliseconds. */
  fileExpiresAt: z.number(),
});
export type UploadGrant = Readonly<z.infer<typeof uploadGrantSchema>>;

export const FORM_LIFE_MS = 60 * 60_000;
export const FILE_LIFE_MS = 24 * 60 * 60_000;
/** What the grant of a signed link has in `fields`, by its name in the query. */
export const SIGNATURE = 'X-Amz-Signature';
/** The most that a video may weigh: 1 GB. */
export const MAX_VIDEO_BYTES = 1024 ** 3;

/** Why storage does not take a form. */
export type UploadFlaw =
  | { readonly kind: 'expired' | 'signature' | 'media-type' }
  /** A field is not there, or is not allowed. */
  | { readonly kind: 'missing' | 'extra'; readonly field: string };

/** What a video is kept by. */
export const videoIdOf = (key: string): string => `video-${key}`;

/**
 * @param fields - of the form, without the file, by their names as sent.
 * @returns undefined when storage takes it.
 */
export function checkForm(
  grant: UploadGrant,
  fields: Readonly<Record<string, string>>,
  now: number,
): UploadFlaw | undefined {
  if (now >= grant.formExpiresAt) return { kind: 'expired' };
  const sent = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(grant.fields)) {
    const actual = sent.get(name.toLowerCase());
    if (actual === undefined) return { kind: 'missing', field: name };
    if (actual !== value) return { kind: name === 'Content-Type' ? 'media-type' : 'signature' };
  }
  const type = sent.get('content-type');
  if (type === undefined) return { kind: 'missing', field: 'Content-Type' };
  const fits = grant.mediaType === undefined ? type.startsWith('video/') : type === grant.mediaType;
  if (!fits) return { kind: 'media-type' };
  const known = new Set([...Object.keys(grant.fields), 'Content-Type'].map((name) => name.toLowerCase()));
  const extra = [...sent.keys()].find((name) => !known.has(name));
  return extra === undefined ? undefined : { kind: 'extra', field: extra };
}
