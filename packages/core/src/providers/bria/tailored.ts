/**
 * The namespace `tailored`: models of your own, from their project to the pictures they make, with inputs and
 * results. In order: `createProject`, `createDataset`, `generateVisualSchema` and `updateDataset` with it,
 * `uploadImage` 5 times or more, `updateDataset` with `status: 'completed'`, `createModel`, `startTraining`
 * and, hours later, `generate`.
 *
 * @module
 *
 * @see https://docs.bria.ai/tailored-generation
 */

/* Projects */
export {
  createProject,
  deleteProject,
  getProject,
  listProjects,
  updateProject,
} from './tailored-projects.ts';
export type {
  CreateProjectInput,
  Project,
  ProjectInput,
  UpdateProjectInput,
} from '../../schemas/bria/tailored-project.ts';

/* Datasets */
export {
  cloneDataset,
  createDataset,
  deleteDataset,
  downloadDataset,
  generateVisualSchema,
  getDataset,
  listDatasets,
  listProjectDatasets,
  refineStructuredPrompt,
  updateDataset,
} from './tailored-datasets.ts';
export type {
  CloneDatasetInput,
  CreateDatasetInput,
  Dataset,
  DatasetDownload,
  DatasetInput,
  DatasetWithImages,
  DatasetWithModels,
  GetDatasetInput,
  ListProjectDatasetsInput,
  UpdateDatasetInput,
} from '../../schemas/bria/tailored-dataset.ts';
export type {
  RefinedStructuredPrompt,
  RefineStructuredPromptInput,
  VisualSchemaInput,
  VisualSchemaResult,
} from '../../schemas/bria/tailored-visual-schema.ts';

/* Their pictures */
export {
  bulkUpload,
  deleteImage,
  getBulkUpload,
  getImage,
  listImages,
  regenerateCaptions,
  updateImage,
  uploadImage,
} from './tailored-images.ts';
export type {
  BulkUpload,
  BulkUploadInput,
  DatasetImage,
  DatasetImageInput,
  DatasetImagesInput,
  FailedImage,
  UpdateImageInput,
  UploadImageInput,
} from '../../schemas/bria/tailored-image.ts';

/* Models */
export {
  createModel,
  deleteCheckpoint,
  deleteModel,
  downloadModel,
  getCheckpoint,
  getModel,
  listCheckpoints,
  listModels,
  listProjectModels,
  startTraining,
  stopTraining,
  updateModel,
} from './tailored-models.ts';
export type {
  CreateModelInput,
  ListModelsInput,
  ListProjectModelsInput,
  ModelDownload,
  ModelInput,
  StartTrainingInput,
  TailoredModel,
  TrainingParameters,
  UpdateModelInput,
} from '../../schemas/bria/tailored-model.ts';
export type { Checkpoint, CheckpointInput, Checkpoints } from '../../schemas/bria/tailored-checkpoint.ts';

/* What they make */
export { generate, generateStructuredPrompt, generateVideo } from './tailored-inference.ts';
export type {
  StructuredImageResult,
  StructuredPromptResult,
  TailoredGenerateInput as GenerateInput,
  TailoredStructuredPromptInput as GenerateStructuredPromptInput,
  TailoredVideoInput as GenerateVideoInput,
  VideoResult,
} from './tailored-inference.ts';

/* Common to many */
export type { TailoredId } from '../../schemas/bria/provider-id.ts';
export type { Done, NoInput } from '../../schemas/bria/answer.ts';
