/** Models of your own: their training, and what it leaves. */
import { doneSchema, type Done } from '../../schemas/bria/answer.ts';
import {
  checkpointInputSchema,
  checkpointSchema,
  checkpointsSchema,
  type Checkpoint,
  type CheckpointInput,
  type Checkpoints,
} from '../../schemas/bria/tailored-checkpoint.ts';
import {
  createModelInputSchema,
  listModelsInputSchema,
  listProjectModelsInputSchema,
  modelDownloadSchema,
  modelInputSchema,
  startTrainingInputSchema,
  tailoredModelSchema,
  tailoredModelsSchema,
  updateModelInputSchema,
  type CreateModelInput,
  type ListModelsInput,
  type ListProjectModelsInput,
  type ModelDownload,
  type ModelInput,
  type StartTrainingInput,
  type TailoredModel,
  type UpdateModelInput,
} from '../../schemas/bria/tailored-model.ts';
import type { Endpoint } from '../endpoint.ts';
import { managed } from './tailored-endpoint.ts';

/** Makes a model, which is not trained yet. `POST /v1/tailored-gen/models`. */
export const createModel: Endpoint<'bria', CreateModelInput, TailoredModel> = managed(
  'POST',
  '/v1/tailored-gen/models',
  createModelInputSchema,
  tailoredModelSchema,
);

/** All models of the organisation. `GET /v1/tailored-gen/models`. */
export const listModels: Endpoint<'bria', ListModelsInput, readonly TailoredModel[]> = managed(
  'GET',
  '/v1/tailored-gen/models',
  listModelsInputSchema,
  tailoredModelsSchema,
);

/** All models of a project. `GET /v1/tailored-gen/projects/{project_id}/models`. */
export const listProjectModels: Endpoint<'bria', ListProjectModelsInput, readonly TailoredModel[]> = managed(
  'GET',
  '/v1/tailored-gen/projects/{project_id}/models',
  listProjectModelsInputSchema,
  tailoredModelsSchema,
);

/** One model, with how its training stands. `GET /v1/tailored-gen/models/{model_id}`. */
export const getModel: Endpoint<'bria', ModelInput, TailoredModel> = managed(
  'GET',
  '/v1/tailored-gen/models/{model_id}',
  modelInputSchema,
  tailoredModelSchema,
);

/** Changes what a model is called and described by. `PUT /v1/tailored-gen/models/{model_id}`. */
export const updateModel: Endpoint<'bria', UpdateModelInput, TailoredModel> = managed(
  'PUT',
  '/v1/tailored-gen/models/{model_id}',
  updateModelInputSchema,
  tailoredModelSchema,
);

/** Deletes a model. Refused (409) while it is trained. `DELETE /v1/tailored-gen/models/{model_id}`. */
export const deleteModel: Endpoint<'bria', ModelInput, Done> = managed(
  'DELETE',
  '/v1/tailored-gen/models/{model_id}',
  modelInputSchema,
  doneSchema,
);

/**
 * Starts the training, which takes hours (2 to 4, docs.bria.ai): `getModel` has the `status` `Completed`
 * when it is done. Refused (412) until the dataset is completed.
 * `POST /v1/tailored-gen/models/{model_id}/start_training`.
 */
export const startTraining: Endpoint<'bria', StartTrainingInput, TailoredModel> = managed(
  'POST',
  '/v1/tailored-gen/models/{model_id}/start_training',
  startTrainingInputSchema,
  tailoredModelSchema,
);

/**
 * Ends the training for good: it cannot be resumed.
 * `POST /v1/tailored-gen/models/{model_id}/stop_training`.
 */
export const stopTraining: Endpoint<'bria', ModelInput, Done> = managed(
  'POST',
  '/v1/tailored-gen/models/{model_id}/stop_training',
  modelInputSchema,
  doneSchema,
);

/** The checkpoints of an `expert` model. `GET /v1/tailored-gen/models/{model_id}/checkpoints`. */
export const listCheckpoints: Endpoint<'bria', ModelInput, Checkpoints> = managed(
  'GET',
  '/v1/tailored-gen/models/{model_id}/checkpoints',
  modelInputSchema,
  checkpointsSchema,
);

/** One checkpoint. `GET /v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}`. */
export const getCheckpoint: Endpoint<'bria', CheckpointInput, Checkpoint> = managed(
  'GET',
  '/v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}',
  checkpointInputSchema,
  checkpointSchema,
);

/** Deletes a checkpoint. `DELETE /v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}`. */
export const deleteCheckpoint: Endpoint<'bria', CheckpointInput, Done> = managed(
  'DELETE',
  '/v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}',
  checkpointInputSchema,
  doneSchema,
);

/**
 * A link to the file of a model that is trained, to run it on a machine of your own: with the base model,
 * which Bria sells apart. `GET /v1/tailored-gen/models/{model_id}/download`.
 */
export const downloadModel: Endpoint<'bria', ModelInput, ModelDownload> = managed(
  'GET',
  '/v1/tailored-gen/models/{model_id}/download',
  modelInputSchema,
  modelDownloadSchema,
);
