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
    /** Must answer at once: a promise is refused (`check`). */
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

/** What is wrong with a value. */
export interface Fault {
  /** In one line, for a person: `preserve_alpha: expected boolean; input: unknown field preserve_alfa`. */
  readonly fault: string;
  readonly issues: readonly Issue[];
}

/**
 * The value as the schema gives it back, or what is wrong with it.
 *
 * @throws {TypeError} when the schema does not answer at once, or throws itself.
 */
export function check<T>(schema: Schema<T>, value: unknown): { readonly value: T } | Fault {
  const outcome = schema['~standard'].validate(value) as Outcome<T>;
  if ('value' in outcome) return outcome;
  const { issues } = outcome;
  const faults = issues.map(({ path = [], message, expected = message, keys }) => {
    const where = path.map((part) => (Object(part) as { key?: string }).key ?? (part as string)).join('.');
    const wrong = keys ? `unknown field ${keys.join(', ')}` : `expected ${expected}`;
    return `${where || 'input'}: ${wrong}`;
  });
  return { fault: faults.join('; '), issues };
}

/**
 * As `check`, but what is wrong with single fields costs these fields and not the value: a result that was
 * paid for. `fault` then says what was left out.
 */
export function accept<T>(
  schema: Schema<T>,
  value: unknown,
): { readonly value: T; readonly fault?: string } | Fault {
  const outcome = check(schema, value);
  if ('value' in outcome || Object(value) !== value) return outcome;
  const rest: Record<string, unknown> = { ...(value as object) };
  for (const { path } of outcome.issues) delete rest[path?.[0] as string];
  return { ...outcome, ...check(schema, rest), fault: outcome.fault };
}
