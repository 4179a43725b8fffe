/** Models of your own, and their training. */
import { lenient } from '../lenient.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { numberInText } from './number-in-text.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';

const TRAINING_MODES = ['fully_automated', 'expert'] as const;

const LR_SCHEDULERS = [
  'linear',
  'cosine',
  'cosine_with_restarts',
  'polynomial',
  'constant',
  'constant_with_warmup',
] as const;

/** What `tailored.createModel` takes. */
export interface CreateModelInput {
  readonly name: string;
  /** Its status must be `completed` when the training starts. */
  readonly dataset_id: TailoredId;
  /** `expert` has parameters to choose, and keeps checkpoints. Default `fully_automated`. */
  readonly training_mode?: (typeof TRAINING_MODES)[number] | undefined;
  readonly description?: string | undefined;
}

/** What `tailored.listModels` takes. */
export interface ListModelsInput {
  /** With `training_parameters` and `checkpoint_steps`. Default false. */
  readonly include_training_parameters?: boolean | undefined;
}

/** What `tailored.listProjectModels` takes. */
export interface ListProjectModelsInput extends ListModelsInput {
  readonly project_id: TailoredId;
}

/** What `tailored.getModel`, `deleteModel`, `stopTraining`, `listCheckpoints` and `downloadModel` take. */
export interface ModelInput {
  readonly model_id: TailoredId;
}

/** What `tailored.updateModel` takes: what is left out stays. */
export interface UpdateModelInput extends ModelInput {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

/**
 * What `tailored.startTraining` takes; parameters only for a model whose `training_mode` is `expert`, which the
 * service checks (and not we, who do not know the model).
 */
export interface StartTrainingInput extends ModelInput {
  /** How the learning rate changes. Default `constant_with_warmup` (docs.bria.ai). */
  readonly lr_scheduler?: (typeof LR_SCHEDULERS)[number] | undefined;
  /** 0.000001 to 0.001. Default 0.0001 (docs.bria.ai). */
  readonly learning_rate?: number | undefined;
  /** 1 to 5000. Default 750 (docs.bria.ai). */
  readonly total_training_steps?: number | undefined;
  /** 4 to 256: more is closer to the pictures, and takes longer. Default 128 (docs.bria.ai). */
  readonly rank?: number | undefined;
  /** Steps from one checkpoint to the next: 100 or more. Default 500 (docs.bria.ai). */
  readonly checkpoint_interval?: number | undefined;
  /** 0 to 1000. Default 100. */
  readonly lr_warmup_steps?: number | undefined;
}

export const createModelInputSchema = z.strictObject<CreateModelInput>({
  name: z.string(),
  dataset_id: tailoredIdSchema,
  training_mode: z.optional(z.oneOf(TRAINING_MODES, { default: 'fully_automated' })),
  description: z.optional(z.string()),
});

export const listModelsInputSchema = z.strictObject<ListModelsInput>({
  include_training_parameters: z.optional(z.boolean({ default: false })),
});

export const listProjectModelsInputSchema = z.strictObject<ListProjectModelsInput>({
  project_id: tailoredIdSchema,
  include_training_parameters: z.optional(z.boolean({ default: false })),
});

export const modelInputSchema = z.strictObject<ModelInput>({ model_id: tailoredIdSchema });

export const updateModelInputSchema = z.strictObject<UpdateModelInput>({
  model_id: tailoredIdSchema,
  name: z.optional(z.string()),
  description: z.optional(z.string()),
});

export const startTrainingInputSchema = z.strictObject<StartTrainingInput>({
  model_id: tailoredIdSchema,
  lr_scheduler: z.optional(z.oneOf(LR_SCHEDULERS)),
  learning_rate: z.optional(z.numberIn({ minimum: 0.000_001, maximum: 0.001 })),
  total_training_steps: z.optional(z.integerIn({ minimum: 1, maximum: 5000 })),
  rank: z.optional(z.integerIn({ minimum: 4, maximum: 256 })),
  checkpoint_interval: z.optional(z.integerFrom(100)),
  lr_warmup_steps: z.optional(z.integerIn({ minimum: 0, maximum: 1000, default: 100 })),
});

/** What a model was trained with. */
export interface TrainingParameters {
  readonly lr_scheduler?: string | undefined;
  readonly learning_rate?: number | undefined;
  readonly total_training_steps?: number | undefined;
  readonly rank?: number | undefined;
  readonly checkpoint_interval?: number | undefined;
  readonly lr_warmup_steps?: number | undefined;
}

const MODEL_STATUSES = ['Created', 'InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

/** A model of your own, as the service has it. */
export interface TailoredModel {
  /** The `tailored_model_id` of `tailored.generate`. */
  readonly id: TailoredId;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Pictures can be made with it when it is `Completed`. */
  readonly status?: (typeof MODEL_STATUSES)[number] | (string & {}) | undefined;
  readonly training_mode?: (typeof TRAINING_MODES)[number] | (string & {}) | undefined;
  readonly project_id?: TailoredId | undefined;
  readonly dataset_id?: TailoredId | undefined;
  readonly active_model_version?: TailoredId | undefined;
  readonly training_parameters?: TrainingParameters | undefined;
  readonly checkpoint_steps?: readonly number[] | undefined;
  /** A date and time, as on the wire. */
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
}

/** Not lenient itself: for what holds models, too. */
export const tailoredModel = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.looseObject<TailoredModel>({
    id: tailoredIdSchema,
    name: z.optional(z.string()),
    description: z.optional(z.string()),
    status: z.optional(z.openOneOf(MODEL_STATUSES)),
    training_mode: z.optional(z.openOneOf(TRAINING_MODES)),
    project_id: z.optional(tailoredIdSchema),
    dataset_id: z.optional(tailoredIdSchema),
    active_model_version: z.optional(tailoredIdSchema),
    training_parameters: z.optional(
      z.looseObject<TrainingParameters>({
        lr_scheduler: z.optional(z.string()),
        learning_rate: z.optional(z.number()),
        total_training_steps: z.optional(z.number()),
        rank: z.optional(z.number()),
        checkpoint_interval: z.optional(z.number()),
        lr_warmup_steps: z.optional(z.number()),
      }),
    ),
    checkpoint_steps: z.optional(z.list(numberInText())),
    created_at: z.optional(z.string()),
    updated_at: z.optional(z.string()),
  });

export const tailoredModelSchema: Schema<TailoredModel> = lenient(tailoredModel());

export const tailoredModelsSchema: Schema<readonly TailoredModel[]> = lenient(z.list(tailoredModel()));

/** Where a model can be fetched, by whoever has the link, and what it runs on. */
export interface ModelDownload {
  readonly download_url: string;
  readonly base_model_name?: string | undefined;
  /** The base model's page at Hugging Face. */
  readonly base_model_card?: string | undefined;
}

export const modelDownloadSchema: Schema<ModelDownload> = z.looseObject<ModelDownload>({
  download_url: z.string(),
  base_model_name: z.optional(z.string()),
  base_model_card: z.optional(z.string()),
});
