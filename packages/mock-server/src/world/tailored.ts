/**
 * What tailored models are made of, and how far it is. Nothing here moves by itself: a training, a caption
 * and a bulk upload have their instants from the start, and where they stand is computed from the time.
 */
import type { Outcome } from './outcomes.ts';
import type { JobInput } from './job-input.ts';
import { createTailoredTable, type TailoredRow, type TailoredTable } from './tailored-table.ts';

export interface Tailored {
  readonly projects: TailoredTable<ProjectRow>;
  readonly datasets: TailoredTable<DatasetRow>;
  readonly images: TailoredTable<ImageRow>;
  readonly models: TailoredTable<ModelRow>;
}

/** All instants are epoch milliseconds. */
interface Dated extends TailoredRow {
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ProjectRow extends Dated {
  /** As it was given, under the wire's names. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface DatasetRow extends Dated {
  readonly projectId: number;
  readonly name: string;
  readonly visualSchema?: string | undefined;
  readonly status: 'draft' | 'completed';
  readonly uploadType: 'basic' | 'advanced';
  /** When all captions will have been made anew. */
  readonly captionsReadyAt?: number | undefined;
  readonly bulk?: BulkUpload | undefined;
}

/** Picture by picture, evenly, from its start to its end. */
export interface BulkUpload {
  readonly startedAt: number;
  readonly endsAt: number;
  readonly count: number;
}

export interface ImageRow extends Dated {
  readonly datasetId: number;
  readonly name: string;
  readonly source: JobInput;
  readonly fileId: string;
  readonly thumbnailId: string;
  readonly caption: string;
  readonly captionSource: 'automatic' | 'manual';
  /** Before that there is no caption. */
  readonly captionReadyAt: number;
}

export interface ModelRow extends Dated {
  readonly projectId: number;
  readonly datasetId: number;
  readonly name: string;
  readonly description?: string | undefined;
  readonly mode: 'fully_automated' | 'expert';
  readonly training?: Training | undefined;
}

export interface Training {
  readonly jobId: string;
  readonly startedAt: number;
  /** When it comes to its outcome, unless it is stopped before. */
  readonly endsAt: number;
  readonly outcome: Outcome;
  readonly stoppedAt?: number | undefined;
  readonly parameters: TrainingParameters;
  readonly deletedSteps: readonly number[];
}

export interface TrainingParameters {
  readonly lr_scheduler: string;
  readonly learning_rate: number;
  readonly total_training_steps: number;
  readonly rank: number;
  readonly checkpoint_interval: number;
  readonly lr_warmup_steps: number;
}

/** How long a training that is told to stop takes to do so. */
export const STOPPING_MS = 30_000;
/** How long a caption takes to be made. */
export const CAPTION_MS = 2_000;

export const createTailored = (): Tailored => ({
  projects: createTailoredTable(),
  datasets: createTailoredTable(),
  images: createTailoredTable(),
  models: createTailoredTable(),
});

export type TrainingPhase = 'untrained' | 'training' | 'trained' | 'failed' | 'stopping' | 'stopped';

export function trainingPhaseAt(training: Training | undefined, now: number): TrainingPhase {
  if (!training) return 'untrained';
  const { endsAt, outcome, stoppedAt } = training;
  if (stoppedAt !== undefined) return now < stoppedAt + STOPPING_MS ? 'stopping' : 'stopped';
  if (now < endsAt || outcome === 'stuck') return 'training';
  return outcome === 'completed' || outcome === 'empty' ? 'trained' : 'failed';
}

/** Whether work is being done on a model, or is being ended. */
export const isTraining = ({ training }: ModelRow, now: number): boolean =>
  ['training', 'stopping'].includes(trainingPhaseAt(training, now));

export interface CheckpointAt {
  readonly step: number;
  readonly createdAt: number;
}

/** The checkpoints that there are by now: of a model that is trained by an expert, every so many steps. */
export function checkpointsAt({ mode, training }: ModelRow, now: number): readonly CheckpointAt[] {
  if (mode !== 'expert' || !training) return [];
  const { startedAt, endsAt, stoppedAt = Infinity, parameters, deletedSteps } = training;
  const { total_training_steps: total, checkpoint_interval: interval } = parameters;
  const found: CheckpointAt[] = [];
  for (let step = interval; step <= total; step += interval) {
    const createdAt = startedAt + Math.round(((endsAt - startedAt) * step) / total);
    if (createdAt <= Math.min(now, stoppedAt) && !deletedSteps.includes(step))
      found.push({ step, createdAt });
  }
  return found;
}

/** How many pictures of a bulk upload are in by now. */
export function bulkDoneAt({ startedAt, endsAt, count }: BulkUpload, now: number): number {
  return Math.max(0, Math.min(count, Math.floor((count * (now - startedAt)) / (endsAt - startedAt))));
}
