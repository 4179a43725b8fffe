/** Models of an organisation's own, and what can be had of them. */
import {
  checkpointsAt,
  isTraining,
  trainingPhaseAt,
  type ModelRow,
  type TrainingPhase,
} from '../../../world/tailored.ts';
import type { Route } from '../../exchange.ts';
import { modelFileUrl } from '../../own-files.ts';
import type { Ask } from '../v1/immediate.ts';
import {
  answer,
  done,
  findDataset,
  findModel,
  findProject,
  isoDate,
  manage,
  secretOf,
  TRAINING_VERSION,
  type Id,
} from './manage.ts';

interface ModelFields {
  readonly model_id: Id;
}
interface CreateFields {
  readonly name: string;
  readonly dataset_id: Id;
  readonly training_mode?: ModelRow['mode'];
  readonly description?: string;
}
interface ListFields {
  readonly include_training_parameters?: boolean;
}
interface UpdateFields extends ModelFields {
  readonly name?: string;
  readonly description?: string;
}
interface CheckpointFields extends ModelFields {
  readonly checkpoint_step: number;
}

const MODELS_PATH = '/v1/tailored-gen/models';
const MODEL_PATH = `${MODELS_PATH}/:model_id`;
const CHECKPOINT_PATH = `${MODEL_PATH}/checkpoints/:checkpoint_step`;

export const modelRoutes: readonly Route[] = [
  manage<CreateFields>('POST', MODELS_PATH, (ask) => {
    const { world, tenant, now, input } = ask;
    const dataset = findDataset(ask, input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { name, description, training_mode: mode = 'fully_automated' } = input;
    const origin = { projectId: dataset.projectId, datasetId: dataset.id };
    return answer(() => {
      const dates = { createdAt: now, updatedAt: now };
      const fresh = { tenant, ...origin, name, description, mode, ...dates };
      return modelBody(
        ask,
        world.tailored.models.add((id) => ({ id, ...fresh })),
        true,
      );
    }, 201);
  }),
  manage<ListFields>('GET', MODELS_PATH, (ask) => answer(() => listModels(ask, () => true))),
  manage<ListFields & { readonly project_id: Id }>(
    'GET',
    '/v1/tailored-gen/projects/:project_id/models',
    (ask) => {
      const project = findProject(ask, ask.input.project_id);
      if (project instanceof Response) return project;
      return answer(() => listModels(ask, ({ projectId }) => projectId === project.id));
    },
  ),
  manage<ModelFields>('GET', MODEL_PATH, (ask) => {
    const model = findModel(ask, ask.input.model_id);
    if (model instanceof Response) return model;
    // Not documented: Bria's own nodes for ComfyUI read both.
    const more = { generation_prefix: '', training_version: TRAINING_VERSION };
    return answer(() => ({ ...modelBody(ask, model, true), ...more }));
  }),
  manage<UpdateFields>('PUT', MODEL_PATH, (ask) => {
    const { world, now, input } = ask;
    const model = findModel(ask, input.model_id);
    if (model instanceof Response) return model;
    const { name = model.name, description = model.description } = input;
    const changed = { ...model, name, description, updatedAt: now };
    return answer(() => modelBody(ask, world.tailored.models.replace(changed)));
  }),
  manage<ModelFields>('DELETE', MODEL_PATH, (ask) => {
    const { world, now, refuse } = ask;
    const model = findModel(ask, ask.input.model_id);
    if (model instanceof Response) return model;
    if (isTraining(model, now)) return refuse(409, 'The model is being trained.');
    return done(() => world.tailored.models.remove(model.id));
  }),
  manage<ModelFields>('GET', `${MODEL_PATH}/checkpoints`, (ask) => {
    const model = findModel(ask, ask.input.model_id);
    if (model instanceof Response) return model;
    if (model.mode !== 'expert') return ask.refuse(400, 'Only expert models have checkpoints.');
    return answer(() => ({
      checkpoints: checkpointsAt(model, ask.now).map((checkpoint) => checkpointBody(model, checkpoint)),
      active_model_version: activeVersion(model, ask.now),
    }));
  }),
  manage<CheckpointFields>('GET', CHECKPOINT_PATH, (ask) => {
    const found = findCheckpoint(ask);
    if (found instanceof Response) return found;
    return answer(() => checkpointBody(found.model, found.checkpoint));
  }),
  manage<CheckpointFields>('DELETE', CHECKPOINT_PATH, (ask) => {
    const found = findCheckpoint(ask);
    if (found instanceof Response) return found;
    const { model, training, checkpoint } = found;
    const deletedSteps = [...training.deletedSteps, checkpoint.step];
    return done(() =>
      ask.world.tailored.models.replace({ ...model, training: { ...training, deletedSteps } }),
    );
  }),
  manage<ModelFields>('GET', `${MODEL_PATH}/download`, (ask) => {
    const { exchange, tenant, now, refuse } = ask;
    const model = findModel(ask, ask.input.model_id);
    if (model instanceof Response) return model;
    if (trainingPhaseAt(model.training, now) !== 'trained') return refuse(400, 'The model is not trained.');
    return answer(() => ({
      download_url: modelFileUrl(exchange.mediaOrigin, model.id, secretOf(tenant)),
      base_model_name: 'FIBO',
      base_model_card: 'https://huggingface.co/briaai/FIBO',
    }));
  }),
];

function listModels(ask: Ask<ListFields>, matches: (model: ModelRow) => boolean): readonly object[] {
  const { world, tenant, input } = ask;
  return world.tailored.models
    .all(tenant, matches)
    .map((model) => modelBody(ask, model, input.include_training_parameters));
}

function findCheckpoint(ask: Ask<CheckpointFields>) {
  const { model_id: modelId, checkpoint_step: step } = ask.input;
  const model = findModel(ask, modelId);
  if (model instanceof Response) return model;
  const checkpoint = checkpointsAt(model, ask.now).find((candidate) => candidate.step === step);
  const { training } = model;
  return checkpoint && training
    ? { model, training, checkpoint }
    : ask.refuse(404, `There is no checkpoint ${step} of this model.`);
}

const checkpointBody = (
  { training }: ModelRow,
  { step, createdAt }: { readonly step: number; readonly createdAt: number },
) => ({ checkpoint_step: step, training_job_id: training?.jobId, created_at: isoDate(createdAt) });

const STATUSES: Readonly<Record<TrainingPhase, string>> = {
  untrained: 'Created',
  training: 'InProgress',
  trained: 'Completed',
  failed: 'Failed',
  stopping: 'Stopping',
  stopped: 'Stopped',
};

const activeVersion = ({ training }: ModelRow, now: number) =>
  training && trainingPhaseAt(training, now) === 'trained'
    ? `step-${training.parameters.total_training_steps}`
    : undefined;

/** @param withTraining - with what it is trained by, and the checkpoints that there are. */
export function modelBody({ now }: Ask<unknown>, model: ModelRow, withTraining = false) {
  const { id, name, description, mode, projectId, datasetId, training } = model;
  return {
    id,
    name,
    description: description ?? '',
    status: STATUSES[trainingPhaseAt(training, now)],
    training_mode: mode,
    project_id: projectId,
    dataset_id: datasetId,
    active_model_version: activeVersion(model, now),
    ...(withTraining && {
      training_parameters: training?.parameters,
      checkpoint_steps: checkpointsAt(model, now).map(({ step }) => step),
    }),
    created_at: isoDate(model.createdAt),
    updated_at: isoDate(model.updatedAt),
  };
}
