/**
 * The words that our schemas are written in. A leaf is a piece of JSON Schema: what is checked, what an error says and
 * what the OpenAPI documents show are one and the same, and a range or a list of words costs a bundle nothing but
 * itself. Each word is marked as free of side effects, so that a schema nobody uses is not bundled.
 */
import { internalsOf, make, type Facts, type Rule } from './our-type.ts';
import { check, type Schema } from './schema.ts';

export type { Facts, Rule } from './our-type.ts';

/** The type of what a schema accepts. */
export type ValueOf<S> = S extends Schema<infer T> ? T : never;

/** A field that may be left out. */
export interface Optional<out T> extends Schema<T | undefined> {
  readonly isOptional: true;
}

/**
 * The schemas of all fields of `T`, no more and no less. The interface is for people and holds the comments,
 * the shape is for machines and holds the ranges; the compiler keeps them the same.
 */
export type Shape<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<T[K]> : Schema<T[K]>;
};

/** Anything that `is` says yes to; what is `expected` reads well after that word. */
export const custom = /* @__NO_SIDE_EFFECTS__ */ <T>(
  is: (value: unknown) => boolean,
  expected: string,
  facts?: Facts,
) => make<T>({ type: 'custom', is, expected, facts });

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  array: Array.isArray,
};

/** What these facts say, checked and in words. */
const leaf = /* @__NO_SIDE_EFFECTS__ */ <T>(facts: Facts) => {
  const { type = '', enum: words, items, minimum = facts.minItems, maximum = facts.maxItems } = facts;
  const is = IS[type] ?? ((value) => typeof value === type);
  const least = minimum === undefined ? '' : ` of at least ${minimum}`;
  const bounds = maximum ? `${items ? ' of' : ' from'} ${minimum ?? 0} to ${maximum}` : least;
  return make<T>({
    type: 'custom',
    is(value) {
      if (words) return words.includes(value);
      const size = ((value as readonly unknown[] | null)?.length ?? value) as number;
      return is(value) && !(size < minimum! || size > maximum!);
    },
    expected: words ? `one of ${words.join(', ')}` : (items ? 'a list' : type) + bounds,
    facts,
    // `map` would not see holes.
    rebuild: items && ((value: readonly unknown[], readWith) => Array.from(value, readWith(items))),
  });
};

type About<T> = Pick<Facts<T>, 'default' | 'format'>;

export const string = /* @__NO_SIDE_EFFECTS__ */ (about?: About<string>) =>
  leaf<string>({ type: 'string', ...about });

export const boolean = /* @__NO_SIDE_EFFECTS__ */ (about?: About<boolean>) =>
  leaf<boolean>({ type: 'boolean', ...about });

/** Any integer that JavaScript can tell from the next one. */
export const integer = /* @__NO_SIDE_EFFECTS__ */ (about?: About<number>) =>
  leaf<number>({ type: 'integer', ...about });

export const number = /* @__NO_SIDE_EFFECTS__ */ (about?: About<number>) =>
  leaf<number>({ type: 'number', ...about });

/** An integer that has a least value and no greatest. */
export const integerFrom = /* @__NO_SIDE_EFFECTS__ */ (minimum: number, about?: About<number>) =>
  leaf<number>({ type: 'integer', minimum, ...about });

interface Range extends About<number> {
  readonly minimum: number;
  readonly maximum: number;
}

export const integerIn = /* @__NO_SIDE_EFFECTS__ */ (range: Range) =>
  leaf<number>({ type: 'integer', ...range });

export const numberIn = /* @__NO_SIDE_EFFECTS__ */ (range: Range) =>
  leaf<number>({ type: 'number', ...range });

/** One of these words and no other. */
export const oneOf = /* @__NO_SIDE_EFFECTS__ */ <const W extends string | number>(
  words: readonly W[],
  about?: { readonly default?: NoInfer<W> },
) => leaf<W>({ enum: words, ...about });

/** One of these words, or another that the provider has added since: an editor knows these. */
export const openOneOf = /* @__NO_SIDE_EFFECTS__ */ <const W extends string>(
  examples: readonly W[],
  about?: { readonly default?: NoInfer<W> },
) => leaf<W | (string & {})>({ type: 'string', examples, ...about });

/** A value that fits one of these. */
export const either = /* @__NO_SIDE_EFFECTS__ */ <const S extends readonly Schema<unknown>[]>(
  ...anyOf: S
): Schema<ValueOf<S[number]>> =>
  custom(
    (value) => anyOf.some((one) => 'value' in check(one, value)),
    anyOf.map((one) => internalsOf(one).def.expected).join(' or '),
    { anyOf },
  );

export const unknown = /* @__NO_SIDE_EFFECTS__ */ () => custom<unknown>(() => true, '');

/** A list of any length. */
export const list = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, about?: About<readonly T[]>) =>
  leaf<readonly T[]>({ type: 'array', items, ...about });

/** A list of one value or more. */
export const nonEmptyList = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, about?: About<readonly T[]>) =>
  leaf<readonly T[]>({ type: 'array', items, minItems: 1, ...about });

interface Bounds<T> extends About<readonly T[]> {
  readonly minItems?: number;
  readonly maxItems: number;
}

/** A list of `minItems` (default 0) to `maxItems` values. */
export const sizedList = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, bounds: Bounds<T>) =>
  leaf<readonly T[]>({ type: 'array', items, ...bounds });

/** A field that may be left out. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(inner: Schema<T>) =>
  make({ ...internalsOf(inner).def, optional: 'optional' }) as Optional<T>;

/** A schema whose value is then turned into another. */
export const mapped = /* @__NO_SIDE_EFFECTS__ */ <T, U>(inner: Schema<T>, map: (value: T) => U) =>
  make<U>({ ...internalsOf(inner).def, map });

const object = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, isStrict: boolean, rules: readonly Rule[]) =>
  make<T>({
    type: 'object',
    coerce: true,
    is: (value) => Object(value) === value && !Array.isArray(value),
    expected: 'object',
    rebuild(input: Readonly<Record<string, unknown>>, readWith, issues) {
      const value: Record<string, unknown> = {};
      const keys: string[] = [];
      for (const [key, schema] of Object.entries<Schema<unknown>>(shape)) {
        const part = readWith(schema)(input[key], key);
        if (key in input) value[key] = part;
      }
      for (const key in input)
        if (!Object.hasOwn(shape, key))
          if (isStrict) keys.push(key);
          else if (key !== '__proto__') value[key] = input[key];
      if (keys.length)
        issues.push({ code: 'unrecognized_keys', keys, message: 'unknown field', continue: true });
      // As with zod's checks: asked where all fields are right, whatever there is beside them, up to the first that is broken.
      const broken = issues.every((issue) => issue.continue) && rules.find((rule) => !rule.holds(value));
      if (broken) issues.push({ code: 'custom', message: broken.says });
      return value;
    },
    shape,
    rules,
    catchall: make({ type: isStrict ? 'never' : 'unknown', is: () => !isStrict, expected: '' }),
  });

/** An object that may have other fields, too: they are kept. */
export const looseObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, false, rules);

/** An object that may have no other field. */
export const strictObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, true, rules);
