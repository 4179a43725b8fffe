/** Rules between the fields of an input. */
import type { Rule } from './z.ts';

/**
 * A rule of one endpoint's own.
 *
 * @param says - what is expected, for a person: `no sync with resolution 4MP`.
 */
export const must = /* @__NO_SIDE_EFFECTS__ */ (
  says: string,
  holds: (value: Readonly<Record<string, unknown>>) => boolean,
): Rule => ({
  _zod: {
    def: { check: 'custom', says, holds },
    onattach: [],
    check({ value, issues }) {
      if (!holds(value)) issues.push({ code: 'custom', input: value, message: says });
    },
  },
});

/** An empty list says nothing: for the provider it is as if it were not there. */
const countOf = (value: Readonly<Record<string, unknown>>, fields: readonly string[]) =>
  fields.filter((field) => [value[field] ?? []].flat().length).length;

/** Of these fields one is there, and no other. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  must(`exactly one of ${fields.join(', ')}`, (value) => countOf(value, fields) === 1);

/** Of these fields one or more are there. */
export const atLeastOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  must(`at least one of ${fields.join(', ')}`, (value) => countOf(value, fields) > 0);

/** Of these fields none or one is there. */
export const atMostOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  must(`at most one of ${fields.join(', ')}`, (value) => countOf(value, fields) < 2);
