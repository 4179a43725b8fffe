import * as z from '../z.ts';

/** Of an answer: a text that is null where there is none. */
export const textOrNull = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.optional(
    z.custom<string | null>(
      (value) => value === null || typeof value === 'string',
      () => 'string',
      { type: 'string' },
    ),
  );
