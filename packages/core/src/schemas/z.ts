/**
 * The few words of zod that we speak, on its core: the same engine, types and Standard Schema as `zod` and
 * `zod/mini`, without the methods on each schema, which would cost every bundle 0.9 kB for nothing.
 * Each is marked as free of side effects, so that a schema that nobody uses is not bundled.
 *
 * @see https://zod.dev/packages/core
 */
import * as core from 'zod/v4/core';

/** The type of what a schema accepts. */
export type infer<T extends core.$ZodType> = core.output<T>;

type ObjectSchema<Shape extends core.$ZodShape, Extra extends core.$ZodObjectConfig> = core.$ZodObject<
  Shape,
  Extra
>;

export const string = /* @__NO_SIDE_EFFECTS__ */ (): core.$ZodString =>
  new core.$ZodString({ type: 'string' });

export const boolean = /* @__NO_SIDE_EFFECTS__ */ (): core.$ZodBoolean =>
  new core.$ZodBoolean({ type: 'boolean' });

export const unknown = /* @__NO_SIDE_EFFECTS__ */ (): core.$ZodUnknown =>
  new core.$ZodUnknown({ type: 'unknown' });

export const optional = /* @__NO_SIDE_EFFECTS__ */ <T extends core.$ZodType>(innerType: T) =>
  new core.$ZodOptional({ type: 'optional', innerType }) as core.$ZodOptional<T>;

/** Whatever `is` says yes to; `expected` names it for a person. */
export const custom = /* @__NO_SIDE_EFFECTS__ */ <T>(is: (value: unknown) => boolean, expected: string) =>
  new core.$ZodCustom({ type: 'custom', check: 'custom', fn: is, error: () => expected }) as core.$ZodCustom<
    T,
    T
  >;

/** An object that may have other fields, too: they are kept. */
export const looseObject = /* @__NO_SIDE_EFFECTS__ */ <Shape extends core.$ZodShape>(shape: Shape) =>
  new core.$ZodObject({ type: 'object', shape, catchall: unknown() }) as unknown as ObjectSchema<
    Shape,
    core.$loose
  >;

/** An object that may have no other field. */
export const strictObject = /* @__NO_SIDE_EFFECTS__ */ <Shape extends core.$ZodShape>(shape: Shape) =>
  new core.$ZodObject({
    type: 'object',
    shape,
    catchall: new core.$ZodNever({ type: 'never' }),
  }) as unknown as ObjectSchema<Shape, core.$strict>;
