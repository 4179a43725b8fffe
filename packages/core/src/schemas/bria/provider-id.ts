import * as z from '../z.ts';

/**
 * The name of a project, dataset, picture or model. The OpenAPI has a number in one place and text in the
 * next; either will do.
 */
export type TailoredId = number | string;

/** Text of dots alone is no id, and in a path it would name another thing. */
export const tailoredIdSchema = z.custom<TailoredId>(
  (value) => Number.isSafeInteger(value) || (typeof value === 'string' && /[^.]/.test(value)),
  'an id, a number or text',
  { type: ['integer', 'string'] } as object,
);
