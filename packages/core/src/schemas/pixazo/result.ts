import { must } from '../rules.ts';
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

/** What is on the wire of `T`, in `output`: without what we add. */
type OnWire<T> = Omit<T, keyof PixazoTimes>;

/** `output` of a finished job at Pixazo, with `media_url` made a list where the wire has a bare string. */
export interface PixazoResult extends PixazoTimes {
  /** Public to whoever has the link. How long it lives is not documented: store the file. */
  readonly media_url: readonly [string, ...string[]];
  /** Often the placeholder `application/octet-stream`: trust the bytes, not this. */
  readonly media_type?: unknown;
}

const linksSchema = z.custom<PixazoResult['media_url']>(
  (value) => Array.isArray(value) && typeof value[0] === 'string' && value[0] !== '',
  'a list of links',
  { type: 'array', items: z.string({ format: 'uri' }) },
);

/** Loose: what is not known is handed on. */
export const pixazoResultSchema: Schema<PixazoResult> = z.looseObject<OnWire<PixazoResult>>({
  media_url: linksSchema,
  media_type: z.optional(z.unknown()),
});

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
const BESIDE: readonly string[] = ['media_type', 'createdAt', 'completedAt'];

export const pixazoOutputSchema = z.looseObject<
  Pick<PixazoResult, 'media_type'> & Partial<Pick<PixazoResult, 'media_url'>>
>(
  { media_url: z.optional(linksSchema), media_type: z.optional(z.unknown()) },
  must('something that was made', (value) =>
    Object.keys(value).some((name) => value[name] != null && !BESIDE.includes(name)),
  ),
) as Schema<PixazoOutput>;
