import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/**
 * When Pixazo says that a job was made and done, epoch milliseconds on its clock; undefined where it does not
 * say so, or not readably. `completedAt` is often to the second only: a duration can come out below 0.
 */
export interface PixazoTimes {
  readonly createdAt?: number | undefined;
  readonly completedAt?: number | undefined;
}

/** `output` of a finished job at Pixazo, with `media_url` made a list of links however the wire has them. */
export interface PixazoResult extends PixazoTimes {
  /**
   * Public to whoever has the link. How long it lives is not documented: store the file. Of an answer that is the
   * result itself, a link can be a `data:` URI.
   */
  readonly media_url: readonly [string, ...string[]];
  /** Often the placeholder `application/octet-stream`: trust the bytes, not this. */
  readonly media_type?: unknown;
}

/** What is documented, for who reads the schema: other forms are taken, too. */
const DOCUMENTED = {
  type: 'object',
  properties: { media_url: { type: 'array', items: { type: 'string', format: 'uri' } }, media_type: {} },
} as object;

/** Loose: what is not known is handed on. */
export const pixazoResultSchema = z.mapped(
  z.custom<unknown>((output) => !!linksOf(output), 'a list of links as media_url', DOCUMENTED),
  withLinks,
) as Schema<PixazoResult>;

/**
 * `output` of a finished job of a model whose results are not documented: files, by whatever name. `media_url`
 * is a list where it is there; others have come as `model_glb`, `model_urls`, `preview_video`.
 */
export interface PixazoOutput extends PixazoTimes {
  readonly media_url?: PixazoResult['media_url'] | undefined;
  readonly media_type?: unknown;
  readonly [name: string]: unknown;
}

/** What says nothing of what was made. */
const BESIDE: readonly string[] = [
  'media_url',
  'media_type',
  'seed',
  'status',
  'message',
  'polling_url',
  'createdAt',
  'completedAt',
];

export const pixazoOutputSchema: Schema<PixazoOutput> = z.mapped(
  z.custom<unknown>(
    (output) =>
      !!linksOf(output) ||
      Object.entries(fieldsOf(output)).some(([name, value]) => value != null && !BESIDE.includes(name)),
    'something that was made',
    DOCUMENTED,
  ),
  withLinks,
);

function withLinks(output: unknown): PixazoOutput {
  return { ...fieldsOf(output), media_url: linksOf(output) };
}

/** None of what is text or a list. */
const fieldsOf = (output: unknown) =>
  (Object(output) !== output || Array.isArray(output) ? {} : output) as PixazoOutput;

/**
 * Bria's models give `media_url`, a list of texts; others a list of `{ url }`. An answer that is the result itself
 * is `{ images: [{ url }] }`, a link, or a `data:` URI. Undefined where there is no link.
 */
function linksOf(output: unknown): PixazoResult['media_url'] | undefined {
  const { media_url: named, images } = fieldsOf(output);
  return [named, images, output]
    .map((files) => [files].flat().map(linkOf).filter(isLink))
    .find(([link]) => link) as PixazoResult['media_url'] | undefined;
}

const linkOf = (file: unknown) => (Object(file) as { readonly url?: unknown }).url ?? file;

const isLink = (link: unknown) => typeof link === 'string' && /^(https?|data):/i.test(link);
