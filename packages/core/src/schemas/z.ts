/**
 * The words that our schemas are written in: a type of our own on zod's core, with zod's issues and its Standard
 * Schema. A leaf is a piece of JSON Schema: what is checked, what an error says and what the OpenAPI documents
 * show are one and the same, and a range or a list of words costs a bundle nothing but itself (zod's own classes
 * for them cost 1.7 kB, its class for objects 0.9 kB). Each word is marked as free of side effects, so that a
 * schema nobody uses is not bundled.
 *
 * @see https://zod.dev/packages/core
 */
import * as core from 'zod/v4/core';
import { check, type Schema } from './schema.ts';

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

/** What is known of a leaf, in the terms of JSON Schema; a list has a schema as its `items`. */
export interface Facts<T = unknown> {
  readonly type?: 'string' | 'boolean' | 'integer' | 'number' | 'array';
  readonly enum?: readonly T[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What the provider takes where the field is left out. Never sent, and never filled in. */
  readonly default?: T;
  /** The words that are known, where the provider adds others. */
  readonly examples?: readonly T[];
  readonly format?: string;
  readonly items?: Schema<unknown>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema<unknown>[];
}

/** Reads a part of a value: gives it as its schema does, and tells what is wrong with it by where it is. */
type ReadWith = (schema: Schema<unknown>) => (part: unknown, at: PropertyKey) => unknown;
type Issues = core.$ZodRawIssue[];

/** The value made anew of its parts, where it has any. */
export type Rebuild = (value: never, readWith: ReadWith, issues: Issues) => unknown;

interface Def extends core.$ZodTypeDef {
  readonly is: (value: unknown) => boolean;
  readonly expected: (value: unknown) => string;
  readonly rebuild?: Rebuild | undefined;
  readonly facts?: Facts | undefined;
  readonly shape?: object;
  /** Of what an object has beside its shape: `never` or `unknown`. For those who look into zod's objects. */
  readonly catchall?: core.$ZodType;
}
interface Type extends core.$ZodType {
  readonly _zod: core.$ZodTypeInternals & { readonly def: Def };
}

/** Our one kind of type, made as zod makes its own. All that is inside is ours, too: nothing waits. */
const Type: core.$constructor<Type, Def> = /* @__PURE__ */ core.$constructor(
  'BriakitType',
  (type: Type, def: Def) => {
    // oxlint-disable-next-line typescript/unbound-method -- it knows no `this`
    const init: (type: Type, def: Def) => void = core.$ZodType.init;
    init(type, def);
    type._zod.parse = (payload, context) => {
      const { value, issues } = payload;
      const readWith: ReadWith = (schema) => (part, at) => {
        const inner = (schema as unknown as Type)._zod.run({ value: part, issues: [] }, context);
        const read = inner as core.ParsePayload;
        for (const issue of read.issues) issues.push({ ...issue, path: [at, ...(issue.path ?? [])] });
        return read.value;
      };
      if (!def.is(value)) issues.push({ code: 'custom', input: value, message: def.expected(value) });
      else if (def.rebuild) payload.value = def.rebuild(value as never, readWith, issues);
      return payload;
    };
  },
);

/** Anything that `is` says yes to; what `expected` says reads well after “expected”. */
export const custom = /* @__NO_SIDE_EFFECTS__ */ <T>(
  is: (value: unknown) => boolean,
  expected: (value: unknown) => string,
  facts?: Facts,
  rebuild?: Rebuild,
) => new Type({ type: 'custom', is, expected, facts, rebuild }) as unknown as Schema<T>;

type About<T> = Pick<Facts<T>, 'default' | 'format'>;

const ofType = /* @__NO_SIDE_EFFECTS__ */ <T>(type: 'string' | 'boolean', about?: About<T>) =>
  custom<T>(
    (value) => typeof value === type,
    () => type,
    { type, ...about },
  );

export const string = /* @__NO_SIDE_EFFECTS__ */ (about?: About<string>) => ofType('string', about);

export const boolean = /* @__NO_SIDE_EFFECTS__ */ (about?: About<boolean>) => ofType('boolean', about);

/** Any integer that JavaScript can tell from the next one. */
export const integer = /* @__NO_SIDE_EFFECTS__ */ (about?: About<number>) =>
  custom<number>(Number.isSafeInteger, () => 'integer', { type: 'integer', ...about });

export const number = /* @__NO_SIDE_EFFECTS__ */ (about?: About<number>) =>
  custom<number>(Number.isFinite, () => 'number', { type: 'number', ...about });

/** An integer that has a least value and no greatest. */
export const integerFrom = /* @__NO_SIDE_EFFECTS__ */ (minimum: number, about?: About<number>) =>
  custom<number>(
    (value) => Number.isSafeInteger(value) && (value as number) >= minimum,
    () => `integer from ${minimum}`,
    { type: 'integer', minimum, ...about },
  );

interface Range extends About<number> {
  readonly minimum: number;
  readonly maximum: number;
}

const inRange = /* @__NO_SIDE_EFFECTS__ */ (
  type: 'integer' | 'number',
  is: (value: unknown) => boolean,
  range: Range,
) => {
  const { minimum, maximum } = range;
  return custom<number>(
    (value) => is(value) && (value as number) >= minimum && (value as number) <= maximum,
    () => `${type} from ${minimum} to ${maximum}`,
    { type, ...range },
  );
};

export const integerIn = /* @__NO_SIDE_EFFECTS__ */ (range: Range) =>
  inRange('integer', Number.isSafeInteger, range);

export const numberIn = /* @__NO_SIDE_EFFECTS__ */ (range: Range) =>
  inRange('number', Number.isFinite, range);

/** One of these words and no other. */
export const oneOf = /* @__NO_SIDE_EFFECTS__ */ <const W extends string | number>(
  words: readonly W[],
  about?: { readonly default?: NoInfer<W> },
) =>
  custom<W>(
    (value) => words.includes(value as W),
    () => `one of ${words.join(', ')}`,
    { enum: words, ...about },
  );

/** One of these words, or another that the provider has added since: an editor knows these. */
export const openOneOf = /* @__NO_SIDE_EFFECTS__ */ <const W extends string>(
  examples: readonly W[],
  about?: { readonly default?: NoInfer<W> },
) => ofType<W | (string & {})>('string', { examples, ...about } as About<string>);

/** A value that fits one of these. */
export const either = /* @__NO_SIDE_EFFECTS__ */ <const S extends readonly Schema<unknown>[]>(
  ...anyOf: S
): Schema<ValueOf<S[number]>> =>
  custom(
    (value) => anyOf.some((one) => 'value' in check(one, value)),
    (value) => anyOf.map((one) => (one as unknown as Type)._zod.def.expected(value)).join(' or '),
    { anyOf },
  );

export const unknown = /* @__NO_SIDE_EFFECTS__ */ () => custom<unknown>(() => true, String);

/** A list of any length. */
export const list = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, about?: About<readonly T[]>) =>
  custom<readonly T[]>(Array.isArray, () => 'a list', { type: 'array', items, ...about }, eachOf(items));

/** A list of one value or more. */
export const nonEmptyList = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, about?: About<readonly T[]>) =>
  custom<readonly T[]>(
    (value) => Array.isArray(value) && value.length > 0,
    () => 'a list of at least 1',
    { type: 'array', items, minItems: 1, ...about },
    eachOf(items),
  );

interface Bounds<T> extends About<readonly T[]> {
  readonly minItems?: number;
  readonly maxItems: number;
}

/** A list of `minItems` (default 0) to `maxItems` values. */
export const sizedList = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, bounds: Bounds<T>) => {
  const { minItems = 0, maxItems } = bounds;
  return custom<readonly T[]>(
    (value) => Array.isArray(value) && value.length >= minItems && value.length <= maxItems,
    () => `a list of ${minItems} to ${maxItems}`,
    { type: 'array', items, ...bounds },
    eachOf(items),
  );
};

// `map` would not see holes.
const eachOf =
  (items: Schema<unknown>): Rebuild =>
  (value: readonly unknown[], readWith) =>
    Array.from(value, readWith(items));

/** A field that may be left out; said with the marks that zod reads in an object, and not with its wrapper. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(inner: Schema<T>) => {
  // oxlint-disable-next-line typescript/unbound-method -- it knows no `this`
  const { constr: Made, def, run } = (inner as unknown as core.$ZodType)._zod;
  const copy = new Made(def);
  copy._zod.optin = copy._zod.optout = 'optional';
  // Null is another way to leave it out: answers have it, and JavaScript.
  copy._zod.run = (payload, context) =>
    payload.value == null ? { ...payload, value: undefined } : run(payload, context);
  return copy as unknown as Optional<T>;
};

/** What must hold between the fields of an object; what it expects is for a person: `exactly one of a, b`. */
export interface Rule {
  readonly _zod: Type['_zod'];
}

const object = /* @__NO_SIDE_EFFECTS__ */ (
  shape: Readonly<Record<string, Schema<unknown>>>,
  isStrict: boolean,
  checks: readonly Rule[],
) =>
  new Type({
    type: 'object',
    is: core.util.isObject,
    expected: () => 'object',
    rebuild(input: Readonly<Record<string, unknown>>, readWith, issues) {
      const value: Record<string, unknown> = {};
      const keys: string[] = [];
      for (const [key, schema] of Object.entries(shape)) {
        const part = readWith(schema)(input[key], key);
        if (key in input) value[key] = part;
      }
      for (const key in input)
        if (!Object.hasOwn(shape, key))
          if (isStrict) keys.push(key);
          else if (key !== '__proto__') value[key] = input[key];
      // As with zod's: the rules are asked all the same.
      if (keys.length) issues.push({ code: 'unrecognized_keys', input, keys, continue: true });
      return value;
    },
    shape,
    catchall: new Type({ type: isStrict ? 'never' : 'unknown', is: () => !isStrict, expected: String }),
    checks: checks as never,
  });

/** An object that may have other fields, too: they are kept. */
export const looseObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, false, rules) as unknown as Schema<T>;

/** An object that may have no other field. */
export const strictObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, true, rules) as unknown as Schema<T>;
