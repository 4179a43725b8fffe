/** Our objects and lists are types of zod, and read as zod's own do. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import * as core from 'zod/v4/core';
import * as mini from 'zod/mini';
import { atMostOne, exactlyOne } from './rules.ts';
import { check, type Schema } from './schema.ts';
import { wireBodySchema } from './wire-body.ts';
import * as z from './z.ts';

interface Product {
  readonly name: string;
  readonly colour?: string | undefined;
}
interface Shelf {
  readonly products: readonly Product[];
  readonly best?: Product | undefined;
}
const product = z.strictObject<Product>({ name: z.string(), colour: z.optional(z.string()) });
const shelf = z.looseObject<Shelf>({
  products: z.nonEmptyList(product),
  best: z.optional(product),
});
const asZod = (schema: Schema<unknown>) => schema as unknown as core.$ZodType;
const faultOf = (schema: Schema<unknown>, value: unknown) => {
  const outcome = check(schema, value);
  return 'fault' in outcome ? outcome.fault : undefined;
};

it.for([
  [{ products: [{ name: 'a', size: 1 }] }, 'products.0: unknown field size'],
  [{ products: [{ name: 'a' }], best: { name: 'a', b: 1, c: 2 } }, 'best: unknown field b, c'],
  [{ products: [{ name: 'a' }, {}, 7] }, 'products.1.name: expected string; products.2: expected object'],
  [{ products: [] }, 'products: expected a list of at least 1'],
  [{ products: Array(1) }, 'products.0: expected object'],
  [{ products: { name: 'a' } }, 'products: expected a list of at least 1'],
] as const)('says where something is wrong: %j', ([value, fault]) => {
  expect(faultOf(shelf, value)).toBe(fault);
});

it.for([
  [z.list(z.unknown()), [0, 1, 2, 3, 4], 'a list'],
  [z.nonEmptyList(z.unknown()), [1, 2, 3, 4], 'a list of at least 1'],
  [z.sizedList(z.unknown(), { maxItems: 3 }), [0, 1, 2, 3], 'a list of 0 to 3'],
  [z.sizedList(z.unknown(), { minItems: 2, maxItems: 3 }), [2, 3], 'a list of 2 to 3'],
] as const)('says how long a list is to be: %#', ([list, lengths, expected]) => {
  expect(faultOf(list, 'text')).toBe(`input: expected ${expected}`);
  const fits = [0, 1, 2, 3, 4].filter((length) => faultOf(list, Array(length).fill(0)) === undefined);
  expect(fits).toEqual(lengths);
});

it.each([1e300, 2 ** 53, 0.5, NaN, Infinity, -1, '1', null])(
  'takes no %s for an integer of at least 0',
  (value) => {
    expect(faultOf(z.integerFrom(0), value)).toBe('input: expected integer of at least 0');
    expect(faultOf(z.integerIn({ minimum: 0, maximum: 9 }), value)).toBe(
      'input: expected integer from 0 to 9',
    );
    expect(faultOf(z.integer(), value)).toBe(value === -1 ? undefined : 'input: expected integer');
  },
);

it.each([NaN, Infinity, '0.5', null])('takes no %s for a number', (value) => {
  expect(faultOf(z.number(), value)).toBe('input: expected number');
  expect(faultOf(z.numberIn({ minimum: 0, maximum: 1 }), value)).toBe('input: expected number from 0 to 1');
});

it('takes the ends of a range, and nothing beyond', () => {
  const values = [-0.1, 0, 0.5, 1, 1.1];
  const taken = (schema: Schema<unknown>) => values.filter((value) => faultOf(schema, value) === undefined);
  expect(taken(z.numberIn({ minimum: 0, maximum: 1 }))).toEqual([0, 0.5, 1]);
  expect(taken(z.integerIn({ minimum: 0, maximum: 1 }))).toEqual([0, 1]);
  expect(taken(z.integerFrom(1))).toEqual([1]);
});

it('takes null for what is left out, in lists as well, and changes nothing of what it was given', () => {
  const value = { products: [{ name: 'a', colour: null }], best: null, more: null };
  expect(check(shelf, value)).toEqual({
    value: { products: [{ name: 'a', colour: undefined }], best: undefined, more: null },
  });
  expect(value.products[0]).toHaveProperty('colour', null);
});

it('tells the first rule that is broken, and no other', () => {
  const schema = z.looseObject<object>({}, atMostOne('a', 'b'), exactlyOne('a', 'c'), exactlyOne('b', 'c'));
  expect(faultOf(schema, { a: 1, b: 1, c: 1 })).toBe('input: expected at most one of a, b');
  expect(faultOf(schema, { a: 1, c: 1 })).toBe('input: expected exactly one of a, c');
  expect(faultOf(schema, { a: 1 })).toBe('input: expected exactly one of b, c');
});

it('asks its rules of what is on the wire, too', () => {
  const wire = wireBodySchema(z.strictObject<object>({}, exactlyOne('a', 'b')));
  expect(faultOf(wire, {})).toBe('input: expected exactly one of a, b');
  expect(faultOf(wire, { b: 1, more: 2 })).toBeUndefined();
});

it('makes another value only of what is right', () => {
  const named = z.looseObject<Pick<Product, 'name'>>({ name: z.string() });
  const made = z.mapped(named, ({ name }) => name.toUpperCase());
  expect(check(made, { name: 'a' })).toEqual({ value: 'A' });
  expect(faultOf(made, { name: 1 })).toBe('name: expected string');
});

it('repeats nothing of a value that it refuses: it may be a secret', () => {
  const secret = 'top-secret';
  const bad = { products: [{ name: [secret], [secret.length]: secret }], best: secret };
  const outcome = check(shelf, bad);
  expect(outcome).toHaveProperty('issues');
  expect(JSON.stringify(outcome)).not.toContain(secret);
});

it('gives its issues at once and as the Standard Schema has them', () => {
  const outcome = product['~standard'].validate({ name: 1, size: 2 });
  expect(outcome).toMatchObject({
    issues: [{ message: 'string', path: ['name'] }, { message: 'unknown field' }],
  });
});

describe('a field of the name __proto__', () => {
  const value = JSON.parse('{"products":[{"name":"a"}],"__proto__":{"best":{"name":"evil"}}}') as object;

  it('is left out where others are kept, and is nobody’s prototype', () => {
    const outcome = check(shelf, value) as { readonly value: Shelf };
    expect(outcome.value.best).toBeUndefined();
    expect(Object.keys(outcome.value)).toEqual(['products']);
    expect(Object.getPrototypeOf(outcome.value)).toBe(Object.prototype);
  });

  it('is unknown where no other is allowed', () => {
    expect(faultOf(product, JSON.parse('{"name":"a","__proto__":{}}'))).toBe(
      'input: unknown field __proto__',
    );
  });
});

it('asks its rules where all fields are right, and about the others, too', () => {
  const schema = z.strictObject<Product>(
    { name: z.string(), colour: z.optional(z.string()) },
    exactlyOne('name', 'colour'),
  );
  const both = { name: 'a', colour: 'b' };
  expect(faultOf(schema, both)).toBe('input: expected exactly one of name, colour');
  expect(faultOf(schema, { ...both, size: 1 })).toBe(
    'input: unknown field size; input: expected exactly one of name, colour',
  );
  expect(faultOf(schema, { ...both, colour: 1 })).toBe('colour: expected string');
});

describe('an object and a list, read beside zod’s own', () => {
  const isOdd = (value: unknown) => typeof value === 'number' && value % 2 === 1;
  const odd = z.custom<number>(isOdd, 'an odd number');
  const shape: object = { a: odd, b: z.optional(odd), toString: z.optional(odd) };
  const rule = exactlyOne('a', 'c');
  const never = new core.$ZodNever({ type: 'never' });
  const unknown = new core.$ZodUnknown({ type: 'unknown' });
  const theirs = (catchall: core.$ZodType, inner: object = shape) =>
    new core.$ZodObject({
      type: 'object',
      shape: inner,
      catchall,
      checks: [mini.refine<Readonly<Record<string, unknown>>>(rule.holds)],
    } as never);
  const pairs: readonly (readonly [string, Schema<unknown>, core.$ZodType])[] = [
    ['strict', z.strictObject<object>(shape, rule), theirs(never)],
    ['loose', z.looseObject<object>(shape, rule), theirs(unknown)],
    [
      'one in another',
      z.looseObject<object>({ a: z.strictObject<object>(shape, rule) }, rule),
      theirs(unknown, { a: theirs(never) }),
    ],
    [
      'a list of them',
      z.list(z.strictObject<object>(shape, rule)),
      new core.$ZodArray({ type: 'array', element: theirs(never) }),
    ],
  ];
  const key = fc.constantFrom('a', 'b', 'c', 'toString', '__proto__', 'constructor');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(1, 2, 3, null, undefined, 'a', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value')),
      fc.dictionary(key, tie('value')).map((inherited) => Object.create(inherited) as unknown),
    ),
  })) as { value: fc.Arbitrary<unknown> };
  /** All that a user sees of it: what zod says of its own is said in other words, at the same place. */
  const seen = (schema: core.$ZodType, input: unknown) => {
    const outcome = core.safeParse(schema, input);
    const { issues } = outcome.error ?? { issues: [] };
    return {
      value: outcome.data,
      text: JSON.stringify(outcome.data),
      issues: issues.map(({ path, ...issue }) => [path, 'keys' in issue && issue.keys]),
    };
  };

  it.each(pairs)('gives the same: %s', (_, ours, reference) => {
    fc.assert(
      fc.property(value, (input) => {
        expect(seen(asZod(ours), input)).toStrictEqual(seen(reference, input));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe.each([
  ['zod', zod],
  ['zod/mini', mini],
] as const)('in a schema that a user made with %s', (_, user) => {
  const own = asZod(product) as core.$ZodType<Product>;
  const issuesOf = (schema: core.$ZodType, value: unknown) =>
    core.safeParse(schema, value).error?.issues.map(({ code, path }) => [code, path.join('.')]);
  const good = { name: 'a' };
  const bad = { name: 'a', size: 1 };

  it('is one of its types', () => {
    expect(own).toBeInstanceOf(core.$ZodType);
    expect(own).not.toBeInstanceOf(core.$ZodObject);
  });

  it('fits into an array, an object and a record', () => {
    const schema = user.object({
      array: user.array(own),
      record: user.record(user.string(), own),
    });
    const value = { array: [good, good], record: { one: good } };
    expect(core.parse(schema, value)).toEqual(value);
    expect(issuesOf(schema, { array: [good, bad], record: { one: { name: 1 } } })).toEqual([
      ['unrecognized_keys', 'array.1'],
      ['custom', 'record.one.name'],
    ]);
  });

  it.each([
    good,
    bad,
    { name: 'a', colour: null },
    { name: 'a', colour: 'b' },
    { name: 1 },
    null,
    { ...good, toString: 1 },
  ])('is read the same by a schema that was compiled: %j', (value) => {
    const ruled = z.looseObject<Product>(
      { name: z.string(), colour: z.optional(z.string()) },
      atMostOne('name', 'colour'),
    );
    const schema = user.object({
      own,
      ruled: asZod(ruled),
      made: asZod(z.mapped(ruled, ({ name }) => name)),
    });
    const read = ({ data, error }: core.util.SafeParseResult<unknown>) => ({ data, issues: error?.issues });
    for (const input of [
      { own: value, ruled: good, made: good },
      { own: good, ruled: value, made: value },
    ])
      expect(read(core.safeParse(core.compile(schema), input))).toEqual(read(core.safeParse(schema, input)));
  });

  it('is one way of a union', () => {
    const schema = user.union([own, user.number()]);
    expect(core.parse(schema, good)).toEqual(good);
    expect(core.parse(schema, 7)).toBe(7);
    expect(issuesOf(schema, true)).toEqual([['invalid_union', '']]);
  });

  it('may be left out, where a field of ours or of theirs says so', () => {
    const schema = user.object({ ours: asZod(z.optional(product)), theirs: user.optional(own) });
    expect(core.parse(schema, {})).toEqual({});
    expect(core.parse(schema, { ours: null, theirs: undefined })).toEqual({});
    expect(issuesOf(schema, { theirs: null })).toEqual([['custom', 'theirs']]);
  });

  it('is piped on, and waits with those that wait', async () => {
    const length = user.pipe(
      own,
      user.transform(({ name }: Product) => Promise.resolve(name.length)),
    );
    await expect(core.parseAsync(user.array(length), [good])).resolves.toEqual([1]);
    await expect(core.safeParseAsync(user.array(length), [bad])).resolves.toMatchObject({ success: false });
  });

  it('is known to their generator of JSON Schema', () => {
    const { additionalProperties, required } = core.toJSONSchema(user.array(own), { unrepresentable: 'any' })
      .items as core.JSONSchema.BaseSchema;
    expect({ additionalProperties, required }).toEqual({ additionalProperties: false, required: ['name'] });
  });
});
