/**
 * What goes over the wire, from the schema of what users pass: bytes have become text, and a field that is
 * not known is let pass, as the services do. For servers, mocks and documents; no client needs it.
 */
import { internalsOf } from './our-type.ts';
import type { Schema } from './schema.ts';
import * as z from './z.ts';

/** What goes over the wire of an input `T`. */
export type WireBody<T> = {
  readonly [K in keyof T]: URL extends T[K] ? Exclude<T[K], URL | Blob | Uint8Array> : T[K];
};

/**
 * The schema of what goes over the wire, for who receives it.
 *
 * @param input - made with our words: the `input` of an endpoint.
 * @param media - what stands where users pass a file. Default: a string.
 */
export function wireBodySchema<T>(
  input: Schema<T>,
  media: Schema<string> = z.string({ format: 'media' }),
): Schema<WireBody<T>> {
  const onWire = (schema: Schema<unknown>): Schema<unknown> => {
    const { optin, def } = internalsOf(schema);
    const { facts, shape, rules = [] } = def;
    const wire = shape
      ? z.looseObject<object>(mapValues(shape, onWire), ...rules)
      : facts?.format === 'media'
        ? media
        : facts?.items
          ? listWordOf(facts)(onWire(facts.items), facts as object)
          : schema;
    return optin ? z.optional(wire) : wire;
  };
  return onWire(input) as Schema<WireBody<T>>;
}

const listWordOf = ({ minItems, maxItems }: z.Facts) =>
  (maxItems ? z.sizedList : minItems ? z.nonEmptyList : z.list) as typeof z.list;

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
