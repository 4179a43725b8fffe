import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/** `output` of a finished job at Pixazo, with `media_url` made a list where the wire has a bare string. */
export interface PixazoResult {
  /** Public to whoever has the link. How long it lives is not documented: store the file. */
  readonly media_url: readonly [string, ...string[]];
  /** Often the placeholder `application/octet-stream`: trust the bytes, not this. */
  readonly media_type?: unknown;
}

export const pixazoResultSchema: Schema<PixazoResult> = z.looseObject<PixazoResult>({
  media_url: z.custom<PixazoResult['media_url']>(
    (value) => Array.isArray(value) && typeof value[0] === 'string',
    () => 'a list of links',
    { type: 'array', items: z.string({ format: 'uri' }) },
  ),
  media_type: z.optional(z.unknown()),
});
