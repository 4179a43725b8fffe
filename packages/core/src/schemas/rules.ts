/** Rules between the fields of an input. */
import type { Rule } from './our-type.ts';

/**
 * A rule of one endpoint's own.
 *
 * @param says - what is expected, for a person: `no sync with resolution 4MP`.
 */
export const must = /* @__NO_SIDE_EFFECTS__ */ (says: string, holds: Rule['holds']): Rule => ({
  says,
  holds,
});

/** An empty list says nothing: for the provider it is as if it were not there. */
const count = /* @__NO_SIDE_EFFECTS__ */ (
  many: string,
  fields: readonly string[],
  fits: (count: number) => boolean,
): Rule =>
  must(`${many} of ${fields.join(', ')}`, (value) =>
    fits(fields.filter((field) => [value[field] ?? []].flat().length).length),
  );

/** Of these fields one is there, and no other. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  count('exactly one', fields, (many) => many === 1);

/** Of these fields one or more are there. */
export const atLeastOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  count('at least one', fields, (many) => many > 0);

/** Of these fields none or one is there. */
export const atMostOne = /* @__NO_SIDE_EFFECTS__ */ (...fields: readonly string[]): Rule =>
  count('at most one', fields, (many) => many < 2);
