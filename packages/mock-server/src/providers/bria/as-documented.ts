/**
 * What clients of others send, Bria's own among them, in a form that the documents do not have, brought into the one
 * that they do have. Not with `validation: 'strict'`.
 */
type Body = Readonly<Record<string, unknown>>;

/** Gives a body with some of its fields in their documented form. */
export type Tidy = (body: Body) => Body;

/** What is no object is left for the schema to refuse. */
export const tidied = <T>(body: T, tidies: readonly Tidy[] = []): T =>
  Object(body) !== body || Array.isArray(body)
    ? body
    : (tidies.reduce<Body>((tidy, next) => next(tidy), body as Body) as T);

/** Fields that a client fills with an empty text or list where it has nothing to say. */
export const withoutEmpty = (...fields: readonly string[]): Tidy =>
  changing(fields, (value) =>
    value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );

/** A number in digits: `"2"`. */
export const withNumber = (field: string): Tidy =>
  changing([field], (value) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  );

/** A number between two integers of this range. */
export const withInteger = (field: string, minimum: number, maximum: number): Tidy =>
  changing([field], (value) =>
    typeof value === 'number' && value >= minimum && value <= maximum ? Math.round(value) : value,
  );

/** One value where a list is expected. */
export const withLists = (...fields: readonly string[]): Tidy =>
  changing(fields, (value) => (typeof value === 'string' ? [value] : value));

/** @param change - of a field that is there; undefined takes it away. */
const changing =
  (fields: readonly string[], change: (value: unknown) => unknown): Tidy =>
  (body) =>
    Object.fromEntries(
      Object.entries(body).flatMap(([field, value]) => {
        const changed = fields.includes(field) ? change(value) : value;
        return changed === undefined ? [] : [[field, changed]];
      }),
    );
