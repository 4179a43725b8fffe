/** The training of a model: how it begins, and how it is ended before its time. */
import { moneyEffectOf } from '../../../world/admit.ts';
import { drawMs, type Range } from '../../../world/chance.ts';
import { isTraining, type TrainingParameters } from '../../../world/tailored.ts';
import type { Route } from '../../exchange.ts';
import { immediate, momentOf } from '../v1/immediate.ts';
import { findModel, manage, type Id } from './manage.ts';
import { modelBody } from './models.ts';

type TrainingFields = { readonly model_id: Id } & Partial<TrainingParameters>;

/** Bria's plans have it, at no price that is published: it is the mock's own. */
const TRAINING_PRICE_MICRO_USD = 1_000_000;
const TRAINING_MS: Range = [2 * 60 * 60_000, 4 * 60 * 60_000];

const DEFAULTS: TrainingParameters = {
  lr_scheduler: 'constant_with_warmup',
  learning_rate: 0.0001,
  total_training_steps: 750,
  rank: 128,
  checkpoint_interval: 500,
  lr_warmup_steps: 100,
};

const start = immediate<TrainingFields>({
  operation: 'submit',
  method: 'POST',
  path: '/v1/tailored-gen/models/:model_id/start_training',
  priceMicroUsd: TRAINING_PRICE_MICRO_USD,
  prepare(ask) {
    const { world, tenant, now, input, refuse } = ask;
    const model = findModel(ask, input.model_id);
    if (model instanceof Response) return model;
    const chosen = Object.entries(input).filter(([name]) => name in DEFAULTS);
    if (model.mode !== 'expert' && chosen.length > 0)
      return refuse(400, 'Only an expert model has training parameters.');
    const parameters: TrainingParameters = { ...DEFAULTS, ...Object.fromEntries(chosen) };
    const { checkpoint_interval: interval, total_training_steps: total } = parameters;
    if ('checkpoint_interval' in input && interval > total)
      return refuse(400, 'checkpoint_interval: expected total_training_steps or less.');
    if (model.training) return refuse(409, 'The model is being trained, or was already.');
    if (world.tailored.datasets.get(tenant, model.datasetId)?.status !== 'completed')
      return refuse(412, 'The dataset is not completed.');
    return {
      perform([orderId]) {
        const { outcome } = world.outcomes.take(momentOf(ask));
        const endsAt = now + drawMs(world.chance.next('training'), TRAINING_MS);
        const jobId = orderId!;
        const effect = moneyEffectOf(outcome);
        if (effect) world.agenda.add(endsAt, { type: effect, requestId: jobId });
        const training = { jobId, startedAt: now, endsAt, outcome, parameters, deletedSteps: [] };
        const begun = world.tailored.models.replace({ ...model, training, updatedAt: now });
        return Response.json(modelBody(ask, begun, true));
      },
    };
  },
});

const stop = manage<{ readonly model_id: Id }>(
  'POST',
  '/v1/tailored-gen/models/:model_id/stop_training',
  (ask) => {
    const { world, now, input, refuse } = ask;
    const model = findModel(ask, input.model_id);
    if (model instanceof Response) return model;
    const { training } = model;
    if (!training || training.stoppedAt !== undefined || !isTraining(model, now))
      return refuse(409, 'The model is not being trained.');
    return {
      perform() {
        // What was worked on so far is paid for.
        world.ledger.charge(training.jobId, now);
        world.tailored.models.replace({
          ...model,
          training: { ...training, stoppedAt: now },
          updatedAt: now,
        });
        return Response.json({});
      },
    };
  },
);

export const trainingRoutes: readonly Route[] = [start, stop];
