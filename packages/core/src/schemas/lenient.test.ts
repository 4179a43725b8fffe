import { expect, it } from 'vitest';
import { lenient } from './lenient.ts';
import { accept } from './schema.ts';
import * as z from './z.ts';

interface Part {
  readonly id: number;
  readonly label?: string | undefined;
}
interface Thing extends Part {
  readonly parts?: readonly Part[] | undefined;
  readonly steps?: readonly number[] | undefined;
  readonly made?: Part | undefined;
}
const part = z.looseObject<Part>({ id: z.integer(), label: z.optional(z.string()) });
const thing = z.looseObject<Thing>({
  id: z.integer(),
  label: z.optional(z.string()),
  parts: z.optional(z.list(part)),
  steps: z.optional(z.list(z.integer())),
  made: z.optional(part),
});
const thingSchema = lenient(thing);
const thingsSchema = lenient(z.list(thing));

it('keeps all that fits, and fields that it does not know', () => {
  const value = {
    id: 1,
    label: 'a',
    parts: [{ id: 2, new: [{ deep: null }] }],
    steps: [1],
    made: { id: 3 },
    more: null,
  };
  expect(accept(thingSchema, value)).toEqual({ value });
  expect(accept(thingsSchema, [value, { id: 2 }])).toEqual({ value: [value, { id: 2 }] });
  expect(accept(thingsSchema, [])).toEqual({ value: [] });
});

it.for([
  ['a field', { id: 1, label: 5 }, { id: 1 }, /^label: expected string$/],
  [
    'a field within',
    { id: 1, made: { id: 2, label: 5 } },
    { id: 1, made: { id: 2 } },
    /^made\.label: expected string$/,
  ],
  ['what has no name', { id: 1, made: { label: 'a' } }, { id: 1 }, /^made\.id: expected integer$/],
  ['what is no list', { id: 1, parts: 'none', label: 'a' }, { id: 1, label: 'a' }, /^parts: expected a list/],
  ['what is no record', { id: 1, made: 'yes' }, { id: 1 }, /^made: expected object$/],
  ['an item', { id: 1, steps: [100, 'x', 200] }, { id: 1, steps: [100, 200] }, /^steps: expected integer$/],
  ['an item of null', { id: 1, steps: [null, 200] }, { id: 1, steps: [200] }, /^steps: expected integer$/],
  [
    'a record in a list',
    { id: 1, parts: [{ id: 2 }, {}] },
    { id: 1, parts: [{ id: 2 }] },
    /^parts\.id: expected integer$/,
  ],
  [
    'a field of a record in a list',
    { id: 1, parts: [{ id: 2, label: 5 }, { id: 3 }] },
    { id: 1, parts: [{ id: 2 }, { id: 3 }] },
    /^parts\.label: expected string$/,
  ],
] as const)('leaves out what is odd and nothing else, and tells of it: %s', ([, wire, value, fault]) => {
  const told = expect.stringMatching(fault) as string;
  expect(accept(thingSchema, wire)).toEqual({ value, fault: told });
  expect(accept(thingsSchema, [{ id: 0 }, wire])).toEqual({ value: [{ id: 0 }, value], fault: told });
});

it('leaves out an item that is useless, and keeps the others', () => {
  expect(accept(thingsSchema, [{ id: 1 }, { label: 'no id' }, 'nothing', null, { id: 2 }])).toEqual({
    value: [{ id: 1 }, { id: 2 }],
    fault: 'id: expected integer; input: expected object',
  });
});

it('takes null for a field that was left out, and says nothing of it', () => {
  expect(accept(thingSchema, { id: 1, label: null, parts: null, made: { id: 2, label: null } })).toEqual({
    value: { id: 1, made: { id: 2 } },
  });
});

it('tells of the same oddity once, however many items have it', () => {
  const wire = Array.from({ length: 1000 }, (_, id) => ({ id, label: id }));
  expect(accept(thingsSchema, wire)).toMatchObject({
    value: { length: 1000 },
    fault: 'label: expected string',
  });
});

it.for([
  ['a record without its name', thingSchema, { label: 'a' }, /^id: expected integer$/],
  ['a name of null', thingSchema, { id: null }, /^id: expected integer$/],
  ['text', thingSchema, 'a', /^input: expected object$/],
  ['nothing', thingSchema, undefined, /^input: expected object$/],
  ['a list for a record', thingSchema, [{ id: 1 }], /^input: expected object$/],
  ['a list in an envelope', thingsSchema, { things: [] }, /^input: expected a list/],
  ['an empty answer', thingsSchema, {}, /^input: expected a list/],
  ['null for a list', thingsSchema, null, /^input: expected a list/],
] as const)('refuses what is useless as a whole: %s', ([, schema, wire, fault]) => {
  expect(accept<unknown>(schema, wire)).toMatchObject({ fault: expect.stringMatching(fault) });
  expect(accept<unknown>(schema, wire)).not.toHaveProperty('value');
});

it('changes nothing of what it was given', () => {
  const wire = [{ id: 1, label: 5, parts: [{ id: 'x' }] }];
  accept(thingsSchema, wire);
  expect(wire).toEqual([{ id: 1, label: 5, parts: [{ id: 'x' }] }]);
});

it('is not misled by names that all objects have', () => {
  const wire = JSON.parse('{"id":1,"__proto__":{"label":5},"constructor":"x","toString":null}') as object;
  const outcome = accept(thingSchema, wire);
  expect(outcome).toEqual({ value: { id: 1, constructor: 'x', toString: null } });
  expect(Object.getPrototypeOf('value' in outcome && outcome.value)).toBe(Object.prototype);
});
