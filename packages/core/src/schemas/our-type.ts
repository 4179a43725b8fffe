/**
 * The one kind of type that our schemas are, on zod's core: a schema of zod takes it for one of its own. Zod's own
 * classes cost a bundle more than all that we need of them: 1.7 kB those for leaves, 0.9 kB the one for objects, and
 * what its types do first of all another 0.9 kB.
 *
 * @see https://zod.dev/packages/core
 */
import * as core from 'zod/v4/core';
import type { Schema } from './schema.ts';

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
type Issues = FoundIssue[];

/** What is wrong, as zod has it. Never with the value itself: it may be a secret. */
interface FoundIssue {
  readonly code: 'custom' | 'unrecognized_keys';
  readonly message: string;
  readonly path?: readonly PropertyKey[];
  readonly keys?: readonly string[];
  /** Whether what comes after the fields, the rules, is asked all the same. */
  readonly continue?: boolean;
}

/** The value made anew of its parts, where it has any. */
export type Rebuild = (value: never, readWith: ReadWith, issues: Issues) => unknown;

/** What must hold between the fields of an object. */
export interface Rule {
  /** What is expected, for a person: `exactly one of a, b`. */
  readonly says: string;
  readonly holds: (value: Readonly<Record<string, unknown>>) => boolean;
}

/** What our types are made of. An object has the `shape` and the `catchall` of zod's own. */
export interface Def extends core.$ZodTypeDef {
  readonly is: (value: unknown) => boolean;
  /** Reads well after “expected”. */
  readonly expected: string;
  readonly facts?: Facts | undefined;
  readonly rebuild?: Rebuild | undefined;
  readonly shape?: Readonly<Record<string, Schema<unknown>>>;
  readonly rules?: readonly Rule[];
  /** Of what an object has beside its shape: `never` or `unknown`. For those who look into zod's objects. */
  readonly catchall?: Schema<unknown>;
  /** Says to zod's compiler that the value is read in a way of our own, which the shape does not tell. */
  readonly coerce?: true;
  /** Where it may be left out; said with the marks that zod reads in an object, and not with its wrapper. */
  readonly optional?: 'optional';
  readonly map?: (value: never) => unknown;
}

interface Payload {
  value: unknown;
  readonly issues: Issues;
}

interface Type extends core.$ZodType {
  readonly _zod: core.$ZodTypeInternals & { readonly def: Def };
}

/** What zod knows of a schema that was made here. */
export const internalsOf = (schema: Schema<unknown>) => (schema as unknown as Type)._zod;

/**
 * Our one kind of type, made as zod makes its own and under the name of what all of zod's are, by which zod knows
 * them. It reads in its own way: all that is inside is ours, too, so nothing waits, and no message is translated.
 */
const Type: core.$constructor<Type, Def> = /* @__PURE__ */ core.$constructor(
  '$ZodType',
  (type: Type, def: Def) => {
    const { optional } = def;
    const run = (payload: Payload) => {
      const { value, issues } = payload;
      const readWith: ReadWith = (schema) => (part, at) => {
        const read = internalsOf(schema).run({ value: part, issues: [] }, {}) as Payload;
        for (const issue of read.issues) issues.push({ ...issue, path: [at, ...(issue.path ?? [])] });
        return read.value;
      };
      // Null is another way to leave it out: answers have it, and JavaScript.
      if (optional && value == null) payload.value = undefined;
      else if (def.is(value)) {
        if (def.rebuild) payload.value = def.rebuild(value as never, readWith, issues);
        if (def.map && !issues.length) payload.value = def.map(payload.value as never);
      } else issues.push({ code: 'custom', message: def.expected });
      return payload;
    };
    Object.assign(type._zod, { run, parse: run, optin: optional, optout: optional });
    Object.assign(type, {
      '~standard': {
        version: 1,
        vendor: 'zod',
        validate(input: unknown) {
          const { value, issues } = run({ value: input, issues: [] });
          return issues.length ? { issues } : { value };
        },
      },
    });
  },
);

/** A schema of what `def` says. */
export const make = /* @__NO_SIDE_EFFECTS__ */ <T>(def: Def) => new Type(def) as unknown as Schema<T>;
