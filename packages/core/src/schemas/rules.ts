/** Rules between the fields of an input. */
import { custom, type Rule } from './z.ts';

/**
 * A rule of one endpoint's own.
 *
 * @param says - what is expected, for a person: `no sync with resolution 4MP`.
 */
export const must = /* @__NO_SIDE_EFFECTS__ */ (
  says: string,
  holds: (value: Readonly<Record<string, unknown>>) => boolean,
): Rule => {
  const rule = custom(holds as (value: unknown) => boolean, () => says) as unknown as Rule;
  // A type that is asked about the whole of another one, where zod has its checks.
  // oxlint-disable-next-line typescript/unbound-method -- it knows no `this`
  Object.assign(rule._zod, { check: rule._zod.parse, onattach: [] });
  return rule;
};

/** An empty list says nothing: for the provider it is as if it were not there. */
export const countOf = (value: Readonly<Record<string, unknown>>, fields: readonly string[]) =>
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
