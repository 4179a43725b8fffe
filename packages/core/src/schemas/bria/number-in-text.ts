import * as z from '../z.ts';

/** A number of an answer, also where the wire has it as text. */
export const numberInText = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.mapped(
    z.custom<string>((value) => isFinite(parseFloat(value as string)), 'number', { type: 'number' }),
    parseFloat,
  );
