import { mediaInputSchema } from '../media-input.ts';
import * as z from '../z.ts';

/** What users pass to RMBG 2.0. It has no options. */
export const rmbgInputSchema = z.strictObject({
  /** A public URL, or local bytes where the client has a `host` to put them first. */
  image_url: mediaInputSchema,
});
export type RmbgInput = z.infer<typeof rmbgInputSchema>;

/** What goes over the wire. */
export const rmbgBodySchema = z.looseObject({
  image_url: z.custom<string>((value) => /^https?:\/\/\S+$/.test(String(value)), 'an http(s) URL'),
});

/** `output` of the finished job, with `media_url` made a list where the wire has a bare string. */
export const rmbgResultSchema = z.looseObject({
  /** A PNG with alpha, public to whoever has the link. How long it lives is not documented: store it. */
  media_url: z.custom<readonly [string, ...string[]]>(
    (value) => Array.isArray(value) && typeof value[0] === 'string',
    'a list of links',
  ),
  /** Often the placeholder `application/octet-stream`: trust the bytes, not this. */
  media_type: z.optional(z.unknown()),
});
export type RmbgResult = z.infer<typeof rmbgResultSchema>;
