import type { Schema } from '../schema.ts';
import { adLayersInputSchema, adPartsInputSchema, resizeAdInputSchema } from './ads.ts';
import { generateAdsInputSchema, getTemplateInputSchema } from './ads-v1.ts';
import { noInputSchema } from './answer.ts';
import {
  attributionByImageEmbeddingInputSchema,
  attributionByImageInputSchema,
  attributionByVideoEmbeddingInputSchema,
  attributionByVideoInputSchema,
} from './attribution.ts';
import {
  blurBackgroundInputSchema,
  cropForegroundInputSchema,
  eraseForegroundInputSchema,
  replaceBackgroundInputSchema,
} from './background-tools.ts';
import { editInputSchema, structuredInstructionInputSchema } from './edit.ts';
import { generateInputSchema, generateLiteInputSchema } from './generate.ts';
import { eraseInputSchema, genFillInputSchema } from './mask-tools.ts';
import { registerImageInputSchema, removeImageInputSchema } from './onboarding.ts';
import { cutoutInputSchema, integrateInputSchema } from './product.ts';
import { dimensionsInputSchema } from './product-dimensions.ts';
import {
  lifestyleShotByImageInputSchema,
  lifestyleShotByTextInputSchema,
  vehicleShotByTextInputSchema,
} from './product-shot.ts';
import { cutoutV1InputSchema, packshotInputSchema, shadowInputSchema } from './product-v1.ts';
import { removeBackgroundInputSchema } from './remove-background.ts';
import { allMasksInputSchema } from './segment.ts';
import { enhanceInputSchema, expandInputSchema, increaseResolutionInputSchema } from './size-tools.ts';
import { structuredPromptDiffInputSchema, structuredPromptInputSchema } from './structured-prompt.ts';
import { checkpointInputSchema } from './tailored-checkpoint.ts';
import {
  cloneDatasetInputSchema,
  createDatasetInputSchema,
  datasetInputSchema,
  getDatasetInputSchema,
  listProjectDatasetsInputSchema,
  updateDatasetInputSchema,
} from './tailored-dataset.ts';
import {
  bulkUploadInputSchema,
  datasetImageInputSchema,
  datasetImagesInputSchema,
  updateImageInputSchema,
  uploadImageInputSchema,
} from './tailored-image.ts';
import {
  tailoredGenerateInputSchema,
  tailoredStructuredPromptInputSchema,
  tailoredVideoInputSchema,
} from './tailored-inference.ts';
import {
  createModelInputSchema,
  listModelsInputSchema,
  listProjectModelsInputSchema,
  modelInputSchema,
  startTrainingInputSchema,
  updateModelInputSchema,
} from './tailored-model.ts';
import {
  createProjectInputSchema,
  projectInputSchema,
  updateProjectInputSchema,
} from './tailored-project.ts';
import { refineStructuredPromptInputSchema, visualSchemaInputSchema } from './tailored-visual-schema.ts';
import {
  addObjectByTextInputSchema,
  blendInputSchema,
  colorizeInputSchema,
  eraseByTextInputSchema,
  relightInputSchema,
  replaceObjectByTextInputSchema,
  reseasonInputSchema,
  restoreInputSchema,
  restyleInputSchema,
  rewriteTextInputSchema,
  sketchToColoredImageInputSchema,
} from './text-tools.ts';
import {
  harmonizeVehicleInputSchema,
  segmentVehicleInputSchema,
  vehicleEffectInputSchema,
  vehicleReflectionsInputSchema,
  vehicleTiresInputSchema,
} from './vehicle.ts';
import {
  videoEraseInputSchema,
  videoGreenScreenInputSchema,
  videoIncreaseResolutionInputSchema,
  videoRemoveBackgroundInputSchema,
  videoReplaceBackgroundInputSchema,
} from './video.ts';
import {
  videoForegroundMaskInputSchema,
  videoMaskByKeyPointsInputSchema,
  videoMaskByPromptInputSchema,
} from './video-mask.ts';
import { videoUploadInputSchema } from './video-upload.ts';

/** What each endpoint of Bria takes, by its route: `POST /…`. For servers and mocks; `wireBodySchema` makes the body of it. */
export const briaInputs: Readonly<Record<string, Schema<unknown>>> = {
  'GET /v1/ads/brands': noInputSchema,
  'POST /v1/ads/generate': generateAdsInputSchema,
  'GET /v1/ads/templates/{template_id}': getTemplateInputSchema,
  'GET /v1/ads/templates': noInputSchema,
  'GET /v1/datasets/{dataset_id}/download': datasetInputSchema,
  'POST /v1/product/cutout': cutoutV1InputSchema,
  'POST /v1/product/lifestyle_shot_by_image': lifestyleShotByImageInputSchema,
  'POST /v1/product/lifestyle_shot_by_text': lifestyleShotByTextInputSchema,
  'POST /v1/product/packshot': packshotInputSchema,
  'POST /v1/product/shadow': shadowInputSchema,
  'POST /v1/product/vehicle/apply_effect': vehicleEffectInputSchema,
  'POST /v1/product/vehicle/generate_reflections': vehicleReflectionsInputSchema,
  'POST /v1/product/vehicle/harmonize': harmonizeVehicleInputSchema,
  'POST /v1/product/vehicle/refine_tires': vehicleTiresInputSchema,
  'POST /v1/product/vehicle/segment': segmentVehicleInputSchema,
  'POST /v1/product/vehicle/shot_by_text': vehicleShotByTextInputSchema,
  'POST /v1/register': registerImageInputSchema,
  'POST /v1/tailored-gen/datasets/{dataset_id}/clone': cloneDatasetInputSchema,
  'GET /v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload/status': datasetImagesInputSchema,
  'POST /v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload': bulkUploadInputSchema,
  'DELETE /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}': datasetImageInputSchema,
  'GET /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}': datasetImageInputSchema,
  'PUT /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}': updateImageInputSchema,
  'GET /v1/tailored-gen/datasets/{dataset_id}/images': datasetImagesInputSchema,
  'POST /v1/tailored-gen/datasets/{dataset_id}/images': uploadImageInputSchema,
  'PUT /v1/tailored-gen/datasets/{dataset_id}/images': datasetImagesInputSchema,
  'DELETE /v1/tailored-gen/datasets/{dataset_id}': datasetInputSchema,
  'GET /v1/tailored-gen/datasets/{dataset_id}': getDatasetInputSchema,
  'PUT /v1/tailored-gen/datasets/{dataset_id}': updateDatasetInputSchema,
  'GET /v1/tailored-gen/datasets': noInputSchema,
  'POST /v1/tailored-gen/datasets': createDatasetInputSchema,
  'POST /v1/tailored-gen/generate_visual_schema': visualSchemaInputSchema,
  'DELETE /v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}': checkpointInputSchema,
  'GET /v1/tailored-gen/models/{model_id}/checkpoints/{checkpoint_step}': checkpointInputSchema,
  'GET /v1/tailored-gen/models/{model_id}/checkpoints': modelInputSchema,
  'GET /v1/tailored-gen/models/{model_id}/download': modelInputSchema,
  'POST /v1/tailored-gen/models/{model_id}/start_training': startTrainingInputSchema,
  'POST /v1/tailored-gen/models/{model_id}/stop_training': modelInputSchema,
  'DELETE /v1/tailored-gen/models/{model_id}': modelInputSchema,
  'GET /v1/tailored-gen/models/{model_id}': modelInputSchema,
  'PUT /v1/tailored-gen/models/{model_id}': updateModelInputSchema,
  'GET /v1/tailored-gen/models': listModelsInputSchema,
  'POST /v1/tailored-gen/models': createModelInputSchema,
  'GET /v1/tailored-gen/projects/{project_id}/datasets': listProjectDatasetsInputSchema,
  'GET /v1/tailored-gen/projects/{project_id}/models': listProjectModelsInputSchema,
  'DELETE /v1/tailored-gen/projects/{project_id}': projectInputSchema,
  'GET /v1/tailored-gen/projects/{project_id}': projectInputSchema,
  'PUT /v1/tailored-gen/projects/{project_id}': updateProjectInputSchema,
  'GET /v1/tailored-gen/projects': noInputSchema,
  'POST /v1/tailored-gen/projects': createProjectInputSchema,
  'POST /v1/tailored-gen/refine_structured_prompt': refineStructuredPromptInputSchema,
  'POST /v1/{visual_id}/remove_image': removeImageInputSchema,
  'POST /v2/ads/delayer': adLayersInputSchema,
  'POST /v2/ads/extract_objects': adPartsInputSchema,
  'POST /v2/ads/image_to_layers': adLayersInputSchema,
  'POST /v2/ads/image_to_template': adPartsInputSchema,
  'POST /v2/ads/resize': resizeAdInputSchema,
  'POST /v2/image/attribution/by_embedding': attributionByImageEmbeddingInputSchema,
  'POST /v2/image/attribution/by_image': attributionByImageInputSchema,
  'POST /v2/image/edit/add_object_by_text': addObjectByTextInputSchema,
  'POST /v2/image/edit/blend': blendInputSchema,
  'POST /v2/image/edit/blur_background': blurBackgroundInputSchema,
  'POST /v2/image/edit/colorize': colorizeInputSchema,
  'POST /v2/image/edit/crop_foreground': cropForegroundInputSchema,
  'POST /v2/image/edit/enhance': enhanceInputSchema,
  'POST /v2/image/edit/erase_by_text': eraseByTextInputSchema,
  'POST /v2/image/edit/erase_foreground': eraseForegroundInputSchema,
  'POST /v2/image/edit/erase': eraseInputSchema,
  'POST /v2/image/edit/expand': expandInputSchema,
  'POST /v2/image/edit/gen_fill': genFillInputSchema,
  'POST /v2/image/edit/increase_resolution': increaseResolutionInputSchema,
  'POST /v2/image/edit/product/cutout': cutoutInputSchema,
  'POST /v2/image/edit/product/generate/dimensions': dimensionsInputSchema,
  'POST /v2/image/edit/product/integrate': integrateInputSchema,
  'POST /v2/image/edit/relight': relightInputSchema,
  'POST /v2/image/edit/remove_background': removeBackgroundInputSchema,
  'POST /v2/image/edit/replace_background': replaceBackgroundInputSchema,
  'POST /v2/image/edit/replace_object_by_text': replaceObjectByTextInputSchema,
  'POST /v2/image/edit/reseason': reseasonInputSchema,
  'POST /v2/image/edit/restore': restoreInputSchema,
  'POST /v2/image/edit/restyle': restyleInputSchema,
  'POST /v2/image/edit/rewrite_text': rewriteTextInputSchema,
  'POST /v2/image/edit/sketch_to_colored_image': sketchToColoredImageInputSchema,
  'POST /v2/image/edit': editInputSchema,
  'POST /v2/image/generate/lite': generateLiteInputSchema,
  'POST /v2/image/generate/tailored': tailoredGenerateInputSchema,
  'POST /v2/image/generate': generateInputSchema,
  'POST /v2/image/segment/all_masks': allMasksInputSchema,
  'POST /v2/structured_instruction/generate': structuredInstructionInputSchema,
  'POST /v2/structured_prompt/generate/lite': structuredPromptInputSchema,
  'POST /v2/structured_prompt/generate/tailored': tailoredStructuredPromptInputSchema,
  'POST /v2/structured_prompt/generate_from_diff': structuredPromptDiffInputSchema,
  'POST /v2/structured_prompt/generate': structuredPromptInputSchema,
  'POST /v2/video/attribution/by_embedding': attributionByVideoEmbeddingInputSchema,
  'POST /v2/video/attribution/by_video': attributionByVideoInputSchema,
  'POST /v2/video/edit/erase': videoEraseInputSchema,
  'POST /v2/video/edit/green_screen': videoGreenScreenInputSchema,
  'POST /v2/video/edit/increase_resolution': videoIncreaseResolutionInputSchema,
  'POST /v2/video/edit/remove_background': videoRemoveBackgroundInputSchema,
  'POST /v2/video/edit/replace_background': videoReplaceBackgroundInputSchema,
  'POST /v2/video/generate/foreground_mask': videoForegroundMaskInputSchema,
  'POST /v2/video/generate/tailored/image-to-video': tailoredVideoInputSchema,
  'POST /v2/video/segment/mask_by_key_points': videoMaskByKeyPointsInputSchema,
  'POST /v2/video/segment/mask_by_prompt': videoMaskByPromptInputSchema,
  'POST /v2/video/upload': videoUploadInputSchema,
};
