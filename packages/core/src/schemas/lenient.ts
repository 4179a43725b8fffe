/**
 * Reading whole trees of records, such as lists of things that have lists: what does not fit costs itself and
 * nothing around it. `accept` alone would drop all of a list for one odd item.
 */
import { check, type MappedSchema, type Schema } from './schema.ts';
import { internalsOf } from './wire-body.ts';

type Outcome<T> = Exclude<ReturnType<Schema<T>['~standard']['validate']>, Promise<unknown>>;

/**
 * Of a value from the wire, all that fits, at every depth. An optional field that is null or odd is left out,
 * and so is an item that is useless; where the value itself is useless, it is refused as always. What was odd
 * is told in `fault` beside the value, which `accept` hands on: by field and without positions, so that the
 * same oddity in a thousand items is one.
 *
 * @param schema - made with our words.
 */
export const lenient = /* @__NO_SIDE_EFFECTS__ */ <T>(schema: Schema<T>): MappedSchema<T> => ({
  from: schema,
  '~standard': {
    version: 1,
    vendor: 'briakit',
    validate(value) {
      const faults = new Set<string>();
      const rest = pruned(schema, value, (fault) => faults.add(fault));
      const outcome = schema['~standard'].validate(rest) as Outcome<T>;
      return faults.size ? { ...outcome, fault: [...faults].join('; ') } : outcome;
    },
  },
});

/** The value without what does not fit into it; whether it fits itself is not looked at. */
function pruned(schema: Schema<unknown>, value: unknown, tell: (fault: string) => void): unknown {
  const { shape = {}, facts } = internalsOf(schema).def;
  const fitting = (part: Schema<unknown>, inner: unknown, told: typeof tell) => {
    const outcome = check(part, pruned(part, inner ?? undefined, told));
    if ('value' in outcome) return outcome.value;
    told(outcome.fault);
    return undefined;
  };
  if (Array.isArray(value)) {
    const { items } = facts ?? {};
    return items
      ? value.map((item) => fitting(items, item, tell)).filter((item) => item !== undefined)
      : value;
  }
  if (Object(value) !== value) return value;
  const record: Record<string, unknown> = { ...(value as object) };
  for (const [name, part] of Object.entries(shape)) {
    const inner = fitting(part, record[name], (fault) => tell(`${name}.${fault}`.replace('.input:', ':')));
    if (inner === undefined) delete record[name];
    else record[name] = inner;
  }
  return record;
}
