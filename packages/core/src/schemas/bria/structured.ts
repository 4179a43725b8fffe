/**
 * What a picture is to show, or how it is to change, in the terms of Bria's models: a structured prompt or
 * instruction. On the wire it is JSON as text; here the object will do, too.
 */
import * as z from '../z.ts';

/** Its fields are the model's own. One that came in a result can be read, changed and passed on. */
export type Structured = Readonly<Record<string, unknown>>;

/** As text in JSON, or as the object itself. */
export type StructuredText = string | Structured;

/** Whatever the text says: that is for the provider to judge. */
export const structuredTextSchema = z.custom<StructuredText>(
  (value) => typeof value === 'string' || isObject(value),
  'JSON as text, or an object',
  { type: 'string' },
);

/** Where a text that is not JSON is known to be refused (400). */
export const structuredJsonSchema = z.custom<StructuredText>(
  (value) => parseStructured(value) !== undefined,
  'JSON of an object as text, or the object',
  { type: 'string' },
);

/**
 * The object that a `structured_prompt` or `structured_instruction` says, or undefined where it says none.
 *
 * @param value - JSON as text, or the object itself.
 */
export function parseStructured(value: unknown): Structured | undefined {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Not a list, and not a URL, Blob or Date, of which JSON would make something else. */
export const isObject = (value: unknown): value is Structured =>
  ({}).toString.call(value) === '[object Object]';
