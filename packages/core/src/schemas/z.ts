/**
 * The words that our schemas are written in, on zod's core: its objects, its issues, its Standard Schema. A
 * leaf is a piece of JSON Schema: what is checked, what an error says and what the OpenAPI documents show are
 * one and the same, and a range or a list of words costs a bundle nothing but itself (zod's own classes for
 * them cost 1.7 kB). Each word is marked as free of side effects, so that a schema nobody uses is not bundled.
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

interface LeafDef extends core.$ZodTypeDef {
  readonly is: (value: unknown) => boolean;
  readonly expected: (value: unknown) => string;
  readonly facts?: Facts | undefined;
}
interface LeafType extends core.$ZodType {
  readonly _zod: core.$ZodTypeInternals & { readonly def: LeafDef };
}

/** Our one kind of leaf, made as zod makes its own. */
const Leaf: core.$constructor<LeafType, LeafDef> = /* @__PURE__ */ core.$constructor(
  'BriakitLeaf',
  (leaf: LeafType, def: LeafDef) => {
    // oxlint-disable-next-line typescript/unbound-method -- it knows no `this`
    const init: (type: LeafType, def: LeafDef) => void = core.$ZodType.init;
    init(leaf, def);
    leaf._zod.parse = (payload) => {
      const { value } = payload;
      if (!def.is(value)) payload.issues.push({ code: 'custom', input: value, message: def.expected(value) });
      return payload;
    };
  },
);

/** Anything that `is` says yes to; what `expected` says reads well after “expected”. */
export const custom = /* @__NO_SIDE_EFFECTS__ */ <T>(
  is: (value: unknown) => boolean,
  expected: (value: unknown) => string,
  facts?: Facts,
) => new Leaf({ type: 'custom', is, expected, facts }) as unknown as Schema<T>;

type About<T> = Pick<Facts<T>, 'default' | 'format'>;
type Range = Pick<Facts<number>, 'default' | 'minimum' | 'maximum'>;

const ofType = /* @__NO_SIDE_EFFECTS__ */ <T>(type: 'string' | 'boolean', about?: About<T>) =>
  custom<T>(
    (value) => typeof value === type,
    () => type,
    { type, ...about },
  );

export const string = /* @__NO_SIDE_EFFECTS__ */ (about?: About<string>) => ofType('string', about);

export const boolean = /* @__NO_SIDE_EFFECTS__ */ (about?: About<boolean>) => ofType('boolean', about);

const inRange = /* @__NO_SIDE_EFFECTS__ */ (type: 'integer' | 'number', range: Range = {}) => {
  const { minimum = -Infinity, maximum = Infinity } = range;
  return custom<number>(
    (value) =>
      Number[type === 'integer' ? 'isInteger' : 'isFinite'](value) &&
      (value as number) >= minimum &&
      (value as number) <= maximum,
    () =>
      `${type}${minimum > -Infinity ? ` from ${minimum}` : ''}${maximum < Infinity ? ` to ${maximum}` : ''}`,
    { type, ...range },
  );
};

export const integer = /* @__NO_SIDE_EFFECTS__ */ (range?: Range) => inRange('integer', range);

export const number = /* @__NO_SIDE_EFFECTS__ */ (range?: Range) => inRange('number', range);

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
    (value) => anyOf.map((one) => (one as unknown as LeafType)._zod.def.expected(value)).join(' or '),
    { anyOf },
  );

export const unknown = /* @__NO_SIDE_EFFECTS__ */ () => custom<unknown>(() => true, String);

type Bounds<T> = Pick<Facts<readonly T[]>, 'minItems' | 'maxItems' | 'default'>;

/** A list of `minItems` (default 0) to `maxItems` (default any number) values. */
export const list = /* @__NO_SIDE_EFFECTS__ */ <T>(
  items: Schema<T>,
  bounds: Bounds<T> = {},
  faultsIn: (value: unknown) => string = () => '',
) => {
  const { minItems = 0, maxItems = Infinity } = bounds;
  return custom<readonly T[]>(
    (value) =>
      Array.isArray(value) &&
      value.length >= minItems &&
      value.length <= maxItems &&
      value.every((item) => 'value' in check(items, item)),
    (value) => `a list${bounds.maxItems ? ` of ${minItems} to ${maxItems}` : ''}${faultsIn(value)}`,
    { type: 'array', items, ...bounds } as Facts,
  );
};

/** A list of objects: what is wrong is told of each. */
export const objects = /* @__NO_SIDE_EFFECTS__ */ <T>(items: Schema<T>, bounds?: Bounds<T>) =>
  list(items, bounds, (value) =>
    [value]
      .flat()
      .map((item, index) => {
        const outcome = check(items, item);
        return 'fault' in outcome ? ` (${index}: ${outcome.fault})` : '';
      })
      .join(''),
  );

/** A field that may be left out; said with the marks that zod's objects read, and not with its wrapper. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(inner: Schema<T>) => {
  // oxlint-disable-next-line typescript/unbound-method -- it knows no `this`
  const { constr: Made, def, run } = (inner as unknown as core.$ZodType)._zod;
  const copy = new Made(def as never) as core.$ZodType;
  copy._zod.optin = copy._zod.optout = 'optional';
  // Null is another way to leave it out: answers have it, and JavaScript.
  copy._zod.run = (payload, context) =>
    payload.value == null ? { ...payload, value: undefined } : run(payload, context);
  return copy as unknown as Optional<T>;
};

/** What must hold between the fields of an object, as zod's own `check()` makes it of a function. */
export interface Rule {
  readonly _zod: {
    readonly def: {
      readonly check: 'custom';
      /** For a person, after “expected”: `exactly one of prompt and ref_images`. */
      readonly says: string;
      readonly holds: (value: Readonly<Record<string, unknown>>) => boolean;
    };
    readonly onattach: readonly never[];
    readonly check: (payload: core.ParsePayload<never>) => void;
  };
}

const object = /* @__NO_SIDE_EFFECTS__ */ (shape: object, catchall: unknown, checks: readonly Rule[]) =>
  new core.$ZodObject({ type: 'object', shape, catchall, checks } as never);

/** An object that may have other fields, too: they are kept. */
export const looseObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, unknown(), rules) as unknown as Schema<T>;

/** Of which zod reads the type only: no other field is let pass. */
const NOTHING = { type: 'never', is: Boolean, expected: String } as const;

/** An object that may have no other field. */
export const strictObject = /* @__NO_SIDE_EFFECTS__ */ <T>(shape: Shape<T>, ...rules: Rule[]) =>
  object(shape, new Leaf(NOTHING), rules) as unknown as Schema<T>;
