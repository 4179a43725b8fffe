/** A model as it was on its way: what a training in mode `expert` leaves every few hundred steps. */
import { lenient } from '../lenient.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { numberInText } from './number-in-text.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import type { ModelInput } from './tailored-model.ts';

/** What `tailored.getCheckpoint` and `tailored.deleteCheckpoint` take. */
export interface CheckpointInput extends ModelInput {
  /** One of the model's `checkpoint_steps`. */
  readonly checkpoint_step: number;
}

export const checkpointInputSchema = z.strictObject<CheckpointInput>({
  model_id: tailoredIdSchema,
  checkpoint_step: z.integer(),
});

/** A model as it was on its way through the training. */
export interface Checkpoint {
  /** After how many steps. */
  readonly checkpoint_step: number;
  readonly training_job_id?: TailoredId | undefined;
  /** A date and time, as on the wire. */
  readonly created_at?: string | undefined;
}

const checkpoint = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.looseObject<Checkpoint>({
    checkpoint_step: numberInText(),
    training_job_id: z.optional(tailoredIdSchema),
    created_at: z.optional(z.string()),
  });

export const checkpointSchema: Schema<Checkpoint> = checkpoint();

/** What `tailored.listCheckpoints` gives. */
export interface Checkpoints {
  readonly checkpoints: readonly Checkpoint[];
  readonly active_model_version?: TailoredId | undefined;
}

export const checkpointsSchema: Schema<Checkpoints> = lenient(
  z.looseObject<Checkpoints>({
    checkpoints: z.list(checkpoint()),
    active_model_version: z.optional(tailoredIdSchema),
  }),
);
