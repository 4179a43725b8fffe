/**
 * The fields of routes that core leaves out, as tables: what is known of them is which clients send them, and so
 * each is taken in every form in which one of these sends it.
 */
import type { Schema } from '@briakit/core/schemas';

/** `flag`: a truth value, or 0 or 1. `id`: text or a number. A list: one of its words. */
export type FieldKind = 'text' | 'integer' | 'number' | 'flag' | 'id' | readonly string[];

/** By the name of each field; those with a `!` behind it have to be there. */
export type FieldTable = Readonly<Record<string, FieldKind>>;

/** The value as the route goes by it; undefined for one that is none of its kind. */
type Reader = (value: unknown) => unknown;

const numberIn: Reader = (value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return Number.isFinite(number) ? number : undefined;
};
const READERS: Readonly<Record<Exclude<FieldKind, readonly string[]>, readonly [Reader, expected: string]>> =
  {
    // What looks like a number or a truth value in a query has become one.
    text: [(value) => (Object(value) === value ? undefined : String(value)), 'string'],
    integer: [(value) => (Number.isSafeInteger(numberIn(value)) ? numberIn(value) : undefined), 'integer'],
    number: [numberIn, 'number'],
    flag: [
      (value) => (([true, false, 1, 0] as unknown[]).includes(value) ? Boolean(value) : undefined),
      'boolean',
    ],
    id: [(value) => (/^[\w-]+$/.test(String(value)) ? String(value) : undefined), 'string'],
  };

const readerOf = (kind: FieldKind): readonly [Reader, expected: string] =>
  typeof kind === 'string'
    ? READERS[kind]
    : [(value) => (kind.includes(value as string) ? value : undefined), `one of ${kind.join(', ')}`];

/**
 * What such a table lets through; what is not in it is left alone. `null` and an empty text count as absent: some
 * clients send whatever a form of theirs has.
 *
 * @typeParam Input - the fields of the table, those with a `!` as the ones that are always there.
 */
export function fieldSchema<Input>(table: FieldTable): Schema<Input> {
  const fields = Object.entries(table).map(([spelt, kind]) => {
    const name = spelt.replace('!', '');
    return { name, isRequired: name !== spelt, reader: readerOf(kind) };
  });
  const validate = (value: unknown) => {
    const read: Record<string, unknown> = { ...(value as object) };
    const issues = fields.flatMap(({ name, isRequired, reader: [readValue, expected] }) => {
      const sent = read[name] ?? '';
      read[name] = sent === '' ? undefined : readValue(sent);
      const isWrong = sent === '' ? isRequired : read[name] === undefined;
      return isWrong ? [{ path: [name], message: `expected ${expected}`, expected }] : [];
    });
    return issues.length > 0 ? { issues } : { value: read as Input };
  };
  return { '~standard': { version: 1, vendor: 'briakit', validate } };
}
