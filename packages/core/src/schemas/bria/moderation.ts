import * as z from '../z.ts';

/** Moderation of what is asked for in words. */
export interface PromptModeration {
  /** Refuse a prompt that fails moderation (422). Default true. */
  readonly prompt_content_moderation?: boolean | undefined;
}

/** Moderation of the pictures that are sent. The default is the endpoint's own. */
export interface InputModeration {
  /** Refuse a picture that fails moderation (422). */
  readonly visual_input_content_moderation?: boolean | undefined;
}

/** Moderation of what was made. The default is the endpoint's own. */
export interface OutputModeration {
  /** Withhold a result that fails moderation. */
  readonly visual_output_content_moderation?: boolean | undefined;
}

export const promptModeration = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<PromptModeration> => ({
  prompt_content_moderation: z.optional(z.boolean({ default: true })),
});

export const inputModeration = /* @__NO_SIDE_EFFECTS__ */ (byDefault: boolean): z.Shape<InputModeration> => ({
  visual_input_content_moderation: z.optional(z.boolean({ default: byDefault })),
});

export const outputModeration = /* @__NO_SIDE_EFFECTS__ */ (
  byDefault: boolean,
): z.Shape<OutputModeration> => ({
  visual_output_content_moderation: z.optional(z.boolean({ default: byDefault })),
});
