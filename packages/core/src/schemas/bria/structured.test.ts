import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { check } from '../schema.ts';
import { parseStructured, structuredJsonSchema, structuredTextSchema } from './structured.ts';

const FOX = { short_description: 'a red fox', objects: [{ shape: 'a fox' }] };

it.for([
  ['JSON of an object', JSON.stringify(FOX)],
  ['JSON with space around it', `\n ${JSON.stringify(FOX, undefined, 2)} \n`],
  ['the object itself', FOX],
] as const)('is the object that is in %s', ([, value]) => {
  expect(parseStructured(value)).toEqual(FOX);
});

it('is the object of another realm, and one without a prototype', () => {
  const foreign: unknown = runInNewContext('({ short_description: "a red fox" })');
  const bare: unknown = Object.assign(Object.create(null), FOX);
  for (const value of [foreign, bare]) expect(parseStructured(value)).toBe(value);
});

it.for([
  ['words', 'a red fox'],
  ['half of it', JSON.stringify(FOX).slice(0, 20)],
  ['no text at all', ''],
  ['JSON of a list', '[{}]'],
  ['JSON of null', 'null'],
  ['JSON of a text', '"{}"'],
  ['a list', [FOX]],
  ['null', null],
  ['a number', 7],
  ['a Blob', new Blob(['{}'])],
  ['a URL', new URL('https://example.com')],
  ['nothing', undefined],
] as const)('is not in %s', ([, value]) => {
  expect(parseStructured(value)).toBeUndefined();
});

it('takes any text as a structured prompt, which the provider judges, and no list, Blob or number', () => {
  for (const value of [FOX, JSON.stringify(FOX), 'a red fox', ''])
    expect(check(structuredTextSchema, value)).toEqual({ value });
  for (const value of [[FOX], new Blob(['{}']), 7, null, undefined])
    expect(check(structuredTextSchema, value)).toMatchObject({
      fault: 'input: expected JSON as text, or an object',
    });
});

it('takes only JSON of an object where it is known that all else is refused', () => {
  for (const value of [FOX, JSON.stringify(FOX)])
    expect(check(structuredJsonSchema, value)).toEqual({ value });
  for (const value of ['a red fox', '[]', '', [FOX], null])
    expect(check(structuredJsonSchema, value)).toMatchObject({
      fault: 'input: expected JSON of an object as text, or the object',
    });
});
