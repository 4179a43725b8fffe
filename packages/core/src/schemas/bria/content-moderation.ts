import * as z from '../z.ts';

/** Moderation as version 1 has it. */
export interface ContentModeration {
  /** Refuse pictures that fail moderation (422). Default false. */
  readonly content_moderation?: boolean | undefined;
}

export const contentModeration = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<ContentModeration> => ({
  content_moderation: z.optional(z.boolean({ default: false })),
});
