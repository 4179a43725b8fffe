/** Datasets: the pictures that a model learns from, and the schema that they have in common. */
import { lenient } from '../lenient.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { structuredTextSchema, type StructuredText } from './structured.ts';
import { datasetImage, type DatasetImage } from './tailored-image.ts';
import { tailoredModel, type TailoredModel } from './tailored-model.ts';
import { whenUsed } from './when-used.ts';

const UPLOAD_TYPES = ['basic', 'advanced'] as const;

const DATASET_STATUSES = ['draft', 'completed'] as const;

/** What `tailored.createDataset` takes. */
export interface CreateDatasetInput {
  readonly project_id: TailoredId;
  readonly name: string;
  /** `basic`: up to 200 pictures, one by one; `advanced`: up to 5000, in one ZIP. Default `basic`. */
  readonly upload_type?: (typeof UPLOAD_TYPES)[number] | undefined;
}

/** What `tailored.listProjectDatasets` takes. */
export interface ListProjectDatasetsInput {
  readonly project_id: TailoredId;
  /** With the models that were made of each. Default false. */
  readonly include_models?: boolean | undefined;
  /** With the ids of these models. Default false. */
  readonly include_models_ids?: boolean | undefined;
}

/** What `tailored.deleteDataset` and `tailored.downloadDataset` take. */
export interface DatasetInput {
  readonly dataset_id: TailoredId;
}

/** What `tailored.getDataset` takes. */
export interface GetDatasetInput extends DatasetInput {
  /** How many of its pictures to list, 1 to 200. Default 200. */
  readonly max_images?: number | undefined;
}

/** What `tailored.updateDataset` takes: what is left out stays. */
export interface UpdateDatasetInput extends DatasetInput {
  readonly name?: string | undefined;
  /** Of `tailored.generateVisualSchema`, as it came or changed. Of a draft only. */
  readonly visual_schema?: StructuredText | undefined;
  /** `completed` lets models be trained with it, and ends all changes. It needs 5 pictures or more. */
  readonly status?: (typeof DATASET_STATUSES)[number] | undefined;
}

/** What `tailored.cloneDataset` takes. */
export interface CloneDatasetInput extends DatasetInput {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

export const createDatasetInputSchema = z.strictObject<CreateDatasetInput>({
  project_id: tailoredIdSchema,
  name: z.string(),
  upload_type: z.optional(z.oneOf(UPLOAD_TYPES, { default: 'basic' })),
});

export const listProjectDatasetsInputSchema = z.strictObject<ListProjectDatasetsInput>({
  project_id: tailoredIdSchema,
  include_models: z.optional(z.boolean({ default: false })),
  include_models_ids: z.optional(z.boolean({ default: false })),
});

export const datasetInputSchema = z.strictObject<DatasetInput>({ dataset_id: tailoredIdSchema });

export const getDatasetInputSchema = z.strictObject<GetDatasetInput>({
  dataset_id: tailoredIdSchema,
  max_images: z.optional(z.integerIn({ minimum: 1, maximum: 200, default: 200 })),
});

export const updateDatasetInputSchema = z.strictObject<UpdateDatasetInput>({
  dataset_id: tailoredIdSchema,
  name: z.optional(z.string()),
  visual_schema: z.optional(structuredTextSchema),
  status: z.optional(z.oneOf(DATASET_STATUSES)),
});

export const cloneDatasetInputSchema = z.strictObject<CloneDatasetInput>({
  dataset_id: tailoredIdSchema,
  name: z.optional(z.string()),
  description: z.optional(z.string()),
});

const CAPTION_UPDATES = ['empty', 'in_progress', 'completed'] as const;

/** A dataset, as the service has it. */
export interface Dataset {
  readonly id: TailoredId;
  readonly project_id?: TailoredId | undefined;
  readonly name?: string | undefined;
  /** JSON in text; undefined until one is set. */
  readonly visual_schema?: StructuredText | undefined;
  readonly status?: (typeof DATASET_STATUSES)[number] | (string & {}) | undefined;
  /** Whether all captions are made anew, after `tailored.regenerateCaptions`. */
  readonly captions_update_status?: (typeof CAPTION_UPDATES)[number] | (string & {}) | undefined;
  readonly upload_type?: (typeof UPLOAD_TYPES)[number] | (string & {}) | undefined;
  readonly images_count?: number | undefined;
  /** A date and time, as on the wire. */
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
}

/** A dataset with its pictures, as `tailored.getDataset` and `tailored.cloneDataset` give it. */
export interface DatasetWithImages extends Dataset {
  readonly images?: readonly DatasetImage[] | undefined;
}

/** A dataset with what was made of it, as `tailored.listProjectDatasets` gives it. */
export interface DatasetWithModels extends Dataset {
  /** Of `include_models`. */
  readonly models?: readonly TailoredModel[] | undefined;
  /** Of `include_models_ids`. */
  readonly model_ids?: readonly TailoredId[] | undefined;
}

const dataset = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<Dataset> => ({
  id: tailoredIdSchema,
  project_id: z.optional(tailoredIdSchema),
  name: z.optional(z.string()),
  visual_schema: z.optional(structuredTextSchema),
  status: z.optional(z.openOneOf(DATASET_STATUSES)),
  captions_update_status: z.optional(z.openOneOf(CAPTION_UPDATES)),
  upload_type: z.optional(z.openOneOf(UPLOAD_TYPES)),
  images_count: z.optional(z.number()),
  created_at: z.optional(z.string()),
  updated_at: z.optional(z.string()),
});

export const datasetSchema = z.looseObject<Dataset>(dataset());

export const datasetWithImagesSchema: Schema<DatasetWithImages> = whenUsed(() =>
  lenient(z.looseObject<DatasetWithImages>({ ...dataset(), images: z.optional(z.list(datasetImage())) })),
);

export const datasetsSchema: Schema<readonly Dataset[]> = lenient(z.list(z.looseObject<Dataset>(dataset())));

export const datasetsWithModelsSchema: Schema<readonly DatasetWithModels[]> = whenUsed(() =>
  lenient(
    z.list(
      z.looseObject<DatasetWithModels>({
        ...dataset(),
        models: z.optional(z.list(tailoredModel())),
        model_ids: z.optional(z.list(tailoredIdSchema)),
      }),
    ),
  ),
);

/** Where the files of a dataset can be fetched, by whoever has the links. */
export interface DatasetDownload {
  /** Of the pictures. */
  readonly download_url: string;
  /** Of their captions. */
  readonly captions_url?: string | undefined;
}

export const datasetDownloadSchema = z.looseObject<DatasetDownload>({
  download_url: z.string(),
  captions_url: z.optional(z.string()),
});
