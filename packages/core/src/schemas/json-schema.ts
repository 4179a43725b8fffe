/**
 * Our schemas as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it), by zod's own generator. What our leaves
 * know is JSON Schema already; the rules between fields become `description`.
 */
import * as core from 'zod/v4/core';
import { internalsOf, type Facts } from './our-type.ts';
import type { Schema } from './schema.ts';

/** A JSON Schema of draft 2020-12, without `$schema`. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A schema as JSON Schema, of what is on the wire where it gives back something else.
 *
 * @param schema - made with our words: an endpoint's `input` or `result`.
 */
export function toJsonSchema(schema: Schema<unknown>): JsonSchema {
  const onWire = 'from' in schema ? (schema.from as Schema<unknown>) : schema;
  const { $schema: _, ...json } = core.toJSONSchema(onWire as unknown as core.$ZodType, {
    unrepresentable: 'any',
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      const { facts, rules } = internalsOf(zodSchema as unknown as Schema<unknown>).def;
      if (facts) Object.assign(jsonSchema, factsInJson(facts));
      if (rules?.length) jsonSchema.description = `Expected: ${rules.map(({ says }) => says).join('; ')}.`;
    },
  });
  return json;
}

const factsInJson = ({ items, anyOf, ...facts }: Facts) => ({
  ...facts,
  ...(items && { items: toJsonSchema(items) }),
  ...(anyOf && { anyOf: anyOf.map(toJsonSchema) }),
});
