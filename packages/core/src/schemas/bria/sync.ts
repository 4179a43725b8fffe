import * as z from '../z.ts';

/** Of endpoints that can answer at once. */
export interface Sync {
  /**
   * Answer with the result itself, on the submit. Default false. Saves the polls, at a price: a connection that
   * breaks, or an answer later than the client's `attemptTimeoutMs`, then leaves a paid job without a name.
   */
  readonly sync?: boolean | undefined;
}

export const sync = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Sync> => ({
  sync: z.optional(z.boolean({ default: false })),
});
