/** Datasets, and the schema that the pictures of one have in common. */
import { doneSchema, noInputSchema, type Done, type NoInput } from '../../schemas/bria/answer.ts';
import {
  cloneDatasetInputSchema,
  createDatasetInputSchema,
  datasetDownloadSchema,
  datasetInputSchema,
  datasetSchema,
  datasetsSchema,
  datasetsWithModelsSchema,
  datasetWithImagesSchema,
  getDatasetInputSchema,
  listProjectDatasetsInputSchema,
  updateDatasetInputSchema,
  type CloneDatasetInput,
  type CreateDatasetInput,
  type Dataset,
  type DatasetDownload,
  type DatasetInput,
  type DatasetWithImages,
  type DatasetWithModels,
  type GetDatasetInput,
  type ListProjectDatasetsInput,
  type UpdateDatasetInput,
} from '../../schemas/bria/tailored-dataset.ts';
import {
  refinedStructuredPromptSchema,
  refineStructuredPromptInputSchema,
  visualSchemaInputSchema,
  visualSchemaResultSchema,
  type RefinedStructuredPrompt,
  type RefineStructuredPromptInput,
  type VisualSchemaInput,
  type VisualSchemaResult,
} from '../../schemas/bria/tailored-visual-schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { objectsAsText } from './objects-as-text.ts';
import { managed } from './tailored-endpoint.ts';

/** Makes a dataset, a draft. `POST /v1/tailored-gen/datasets`. */
export const createDataset: Endpoint<'bria', CreateDatasetInput, Dataset> = managed(
  'POST',
  '/v1/tailored-gen/datasets',
  createDatasetInputSchema,
  datasetSchema,
);

/** All datasets of the organisation. `GET /v1/tailored-gen/datasets`. */
export const listDatasets: Endpoint<'bria', NoInput, readonly Dataset[]> = managed(
  'GET',
  '/v1/tailored-gen/datasets',
  noInputSchema,
  datasetsSchema,
);

/** All datasets of a project. `GET /v1/tailored-gen/projects/{project_id}/datasets`. */
export const listProjectDatasets: Endpoint<'bria', ListProjectDatasetsInput, readonly DatasetWithModels[]> =
  managed(
    'GET',
    '/v1/tailored-gen/projects/{project_id}/datasets',
    listProjectDatasetsInputSchema,
    datasetsWithModelsSchema,
  );

/** One dataset, with its pictures. `GET /v1/tailored-gen/datasets/{dataset_id}`. */
export const getDataset: Endpoint<'bria', GetDatasetInput, DatasetWithImages> = managed(
  'GET',
  '/v1/tailored-gen/datasets/{dataset_id}',
  getDatasetInputSchema,
  datasetWithImagesSchema,
);

/**
 * Changes a dataset, or completes it, which models wait for. Refused (409) once it is completed.
 * `PUT /v1/tailored-gen/datasets/{dataset_id}`.
 */
export const updateDataset: Endpoint<'bria', UpdateDatasetInput, Dataset> = managed(
  'PUT',
  '/v1/tailored-gen/datasets/{dataset_id}',
  updateDatasetInputSchema,
  datasetSchema,
  { toBody: objectsAsText },
);

/** Deletes a dataset and all its pictures. `DELETE /v1/tailored-gen/datasets/{dataset_id}`. */
export const deleteDataset: Endpoint<'bria', DatasetInput, Done> = managed(
  'DELETE',
  '/v1/tailored-gen/datasets/{dataset_id}',
  datasetInputSchema,
  doneSchema,
);

/**
 * Makes a draft with the same pictures: the way to change a dataset that is completed.
 * `POST /v1/tailored-gen/datasets/{dataset_id}/clone`.
 */
export const cloneDataset: Endpoint<'bria', CloneDatasetInput, DatasetWithImages> = managed(
  'POST',
  '/v1/tailored-gen/datasets/{dataset_id}/clone',
  cloneDatasetInputSchema,
  datasetWithImagesSchema,
);

/** Links to the files of a dataset. `GET /v1/datasets/{dataset_id}/download`. */
export const downloadDataset: Endpoint<'bria', DatasetInput, DatasetDownload> = managed(
  'GET',
  '/v1/datasets/{dataset_id}/download',
  datasetInputSchema,
  datasetDownloadSchema,
);

/**
 * Says what 5 to 10 pictures have in common. Give it to the dataset (`updateDataset`) before its pictures are
 * uploaded: their captions are made with it. `POST /v1/tailored-gen/generate_visual_schema`.
 */
export const generateVisualSchema: Endpoint<'bria', VisualSchemaInput, VisualSchemaResult> = managed(
  'POST',
  '/v1/tailored-gen/generate_visual_schema',
  visualSchemaInputSchema,
  visualSchemaResultSchema,
  { media: { images: [picture] } },
);

/**
 * Changes a visual schema or a caption as told in words, and stores nothing.
 * `POST /v1/tailored-gen/refine_structured_prompt`.
 */
export const refineStructuredPrompt: Endpoint<'bria', RefineStructuredPromptInput, RefinedStructuredPrompt> =
  managed(
    'POST',
    '/v1/tailored-gen/refine_structured_prompt',
    refineStructuredPromptInputSchema,
    refinedStructuredPromptSchema,
    { media: { context_images: [picture] }, toBody: objectsAsText },
  );
