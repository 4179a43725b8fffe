/**
 * What core asks of a schema: a Standard Schema that answers at once. Ours are made with zod; an endpoint
 * of your own may bring any other validator.
 *
 * @see https://standardschema.dev
 */
export interface Schema<out T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Outcome<T> | Promise<Outcome<T>>;
    readonly types?: { readonly input: unknown; readonly output: T } | undefined;
  };
}

type Outcome<T> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** One thing that is wrong with a value; what is more than `message` and `path` is zod's. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly expected?: string;
  readonly keys?: readonly string[];
}

/**
 * The value as the schema gives it back, or what is wrong with it in one line, for a person:
 * `preserve_alpha: expected boolean; unknown field preserve_alfa`.
 *
 * @throws {TypeError} when the schema does not answer at once, or throws itself.
 */
export function check<T>(schema: Schema<T>, value: unknown): { value: T } | { fault: string } {
  const outcome = schema['~standard'].validate(value) as Outcome<T>;
  if ('value' in outcome) return outcome;
  const faults = outcome.issues.map(({ path = [], message, expected = message, keys }) =>
    keys
      ? `unknown field ${keys.join(', ')}`
      : `${path.map((part) => Object(part).key ?? part).join('.') || 'input'}: expected ${expected}`,
  );
  return { fault: faults.join('; ') };
}

/** A schema whose value is then turned into another. */
export const mapped = <T, U>(schema: Schema<T>, map: (value: T) => U): Schema<U> => ({
  '~standard': {
    version: 1,
    vendor: 'briakit',
    validate(value) {
      const outcome = schema['~standard'].validate(value) as Outcome<T>;
      return outcome.issues ? outcome : { value: map(outcome.value) };
    },
  },
});
