/** What tailored endpoints take and answer where there is next to nothing to take or answer. */
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/** What endpoints take that take nothing: `{}`. */
export type NoInput = Readonly<Record<string, never>>;

export const noInputSchema = z.strictObject<NoInput>({});

/** What the provider says beside “yes”: nothing that is documented, and usually `{}`. */
export type Done = Readonly<Record<string, unknown>>;

/** Any answer that could be read will do: what was asked for is done. */
export const doneSchema: Schema<Done> = z.mapped(
  z.custom<unknown>((value) => value !== undefined, 'JSON'),
  (value) => (typeof value === 'object' ? { ...value } : {}),
);
