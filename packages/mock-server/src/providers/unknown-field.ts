import { toJsonSchema, type Schema } from '@briakit/core/schemas';

/**
 * The first field of a body that nobody has documented; undefined when there is none, and where an input is not wholly
 * known.
 *
 * @param common - what every input has beside its own fields.
 */
export function findUnknownField(
  input: Schema<unknown>,
  body: unknown,
  common: readonly string[] = [],
): string | undefined {
  const { properties = {}, additionalProperties } = toJsonSchema(input);
  if (additionalProperties !== false) return undefined;
  const known = new Set([...common, ...Object.keys(properties as object)]);
  return Object.keys(Object(body) as object).find((field) => !known.has(field));
}
