/**
 * Reading whole trees of records, such as lists of things that have lists: what does not fit costs itself and
 * nothing around it. `accept` alone would drop all of a list for one odd item.
 */
import { internalsOf } from './our-type.ts';
import { check, type Schema } from './schema.ts';

/** A schema that reads leniently; `from` is what the wire has. */
export interface LenientSchema<out T> extends Schema<T> {
  readonly from: Schema<T>;
}

/**
 * Of a value from the wire, all that fits, at every depth. An optional field that is null or odd is undefined,
 * and an item that is useless is left out; where the value itself is useless, it is refused as always. What was
 * odd is told in `fault` beside the value, which `accept` hands on: by field and without positions, so that the
 * same oddity in a thousand items is one.
 *
 * @param schema - made with our words.
 */
export const lenient = /* @__NO_SIDE_EFFECTS__ */ <T>(schema: Schema<T>): LenientSchema<T> => ({
  from: schema,
  '~standard': {
    version: 1,
    vendor: 'briakit',
    validate(value) {
      const faults = new Set<string>();
      const rest = pruned(schema, value, (fault) => faults.add(fault));
      const outcome = check(schema, rest);
      return faults.size ? { ...outcome, fault: [...faults].join('; ') } : outcome;
    },
  },
});

/** The value without what does not fit into it; whether it fits itself is not looked at. */
function pruned(schema: Schema<unknown>, value: unknown, tell: (fault: string) => void): unknown {
  const { is, rebuild } = internalsOf(schema).def;
  const isList = Array.isArray(value);
  if (!rebuild || !is(value)) return value;
  const rest = rebuild(
    value as never,
    (part) => (inner, at) => {
      const told = (fault: string) =>
        tell(isList ? fault : `${at as string}.${fault}`.replace('.input:', ':'));
      const outcome = check(part, pruned(part, inner ?? undefined, told));
      if ('value' in outcome) return outcome.value;
      told(outcome.fault);
      return undefined;
    },
    [],
  );
  return isList ? (rest as readonly unknown[]).filter((item) => item !== undefined) : rest;
}
