/** The pictures of a dataset, and their captions. */
import { doneSchema, type Done } from '../../schemas/bria/answer.ts';
import { datasetSchema, type Dataset } from '../../schemas/bria/tailored-dataset.ts';
import {
  bulkUploadInputSchema,
  bulkUploadSchema,
  datasetImageInputSchema,
  datasetImageSchema,
  datasetImagesInputSchema,
  datasetImagesSchema,
  updateImageInputSchema,
  uploadImageInputSchema,
  type BulkUpload,
  type BulkUploadInput,
  type DatasetImage,
  type DatasetImageInput,
  type DatasetImagesInput,
  type UpdateImageInput,
  type UploadImageInput,
} from '../../schemas/bria/tailored-image.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly, pictureBytes } from '../media.ts';
import { objectsAsText } from './objects-as-text.ts';
import { managed } from './tailored-endpoint.ts';

/**
 * Puts a picture into a `basic` dataset, a draft. `POST /v1/tailored-gen/datasets/{dataset_id}/images`.
 *
 * The OpenAPI calls `file` binary, within JSON; it goes as base64, as other clients in public send it.
 */
export const uploadImage: Endpoint<'bria', UploadImageInput, DatasetImage> = managed(
  'POST',
  '/v1/tailored-gen/datasets/{dataset_id}/images',
  uploadImageInputSchema,
  datasetImageSchema,
  { media: { file: pictureBytes, image_url: linkOnly } },
);

/** All pictures of a dataset. `GET /v1/tailored-gen/datasets/{dataset_id}/images`. */
export const listImages: Endpoint<'bria', DatasetImagesInput, readonly DatasetImage[]> = managed(
  'GET',
  '/v1/tailored-gen/datasets/{dataset_id}/images',
  datasetImagesInputSchema,
  datasetImagesSchema,
);

/**
 * Has all captions of a dataset made anew, as after a change of its schema. That takes a while:
 * `captions_update_status` of `getDataset` is `completed` when it is done.
 * `PUT /v1/tailored-gen/datasets/{dataset_id}/images`.
 */
export const regenerateCaptions: Endpoint<'bria', DatasetImagesInput, Dataset> = managed(
  'PUT',
  '/v1/tailored-gen/datasets/{dataset_id}/images',
  datasetImagesInputSchema,
  datasetSchema,
);

/**
 * Fills an `advanced` dataset from a ZIP, once: refused where the dataset has pictures, or had a bulk upload.
 * That takes a while: `getBulkUpload` says how far it is.
 * `POST /v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload`.
 */
export const bulkUpload: Endpoint<'bria', BulkUploadInput, Done> = managed(
  'POST',
  '/v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload',
  bulkUploadInputSchema,
  doneSchema,
  { media: { zip_url: linkOnly } },
);

/** Where a bulk upload stands. `GET /v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload/status`. */
export const getBulkUpload: Endpoint<'bria', DatasetImagesInput, BulkUpload> = managed(
  'GET',
  '/v1/tailored-gen/datasets/{dataset_id}/images/bulk-upload/status',
  datasetImagesInputSchema,
  bulkUploadSchema,
);

/** One picture. `GET /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}`. */
export const getImage: Endpoint<'bria', DatasetImageInput, DatasetImage> = managed(
  'GET',
  '/v1/tailored-gen/datasets/{dataset_id}/images/{image_id}',
  datasetImageInputSchema,
  datasetImageSchema,
);

/**
 * Changes the caption of a picture. Refused (409) once the dataset is completed.
 * `PUT /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}`.
 */
export const updateImage: Endpoint<'bria', UpdateImageInput, DatasetImage> = managed(
  'PUT',
  '/v1/tailored-gen/datasets/{dataset_id}/images/{image_id}',
  updateImageInputSchema,
  datasetImageSchema,
  { toBody: objectsAsText },
);

/**
 * Takes a picture out of a dataset. Refused (409) once the dataset is completed.
 * `DELETE /v1/tailored-gen/datasets/{dataset_id}/images/{image_id}`.
 */
export const deleteImage: Endpoint<'bria', DatasetImageInput, Done> = managed(
  'DELETE',
  '/v1/tailored-gen/datasets/{dataset_id}/images/{image_id}',
  datasetImageInputSchema,
  doneSchema,
);
