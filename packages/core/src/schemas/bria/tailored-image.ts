/** The pictures of a dataset, each with the caption that a model learns it by. */
import { lenient } from '../lenient.ts';
import { mediaInputSchema, type MediaInput } from '../media-input.ts';
import { atLeastOne, must } from '../rules.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { contentModeration, type ContentModeration } from './content-moderation.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { structuredTextSchema, type StructuredText } from './structured.ts';
import { whenUsed } from './when-used.ts';

/** What `tailored.listImages`, `tailored.regenerateCaptions` and `tailored.getBulkUpload` take. */
export interface DatasetImagesInput {
  readonly dataset_id: TailoredId;
}

/** What `tailored.getImage` and `tailored.deleteImage` take. */
export interface DatasetImageInput extends DatasetImagesInput {
  readonly image_id: TailoredId;
}

/** What `tailored.uploadImage` takes: `file` or `image_url`. */
export interface UploadImageInput extends DatasetImagesInput, ContentModeration {
  /** The picture itself: JPEG, PNG or WebP, 12 MB at most; sent as base64. */
  readonly file?: MediaInput | undefined;
  /** The public URL of the picture. */
  readonly image_url?: MediaInput | undefined;
  readonly image_name?: string | undefined;
  /** Enlarge a picture of 256×256 to 1024×1024 pixels; false refuses it (412). Default true. */
  readonly increase_resolution?: boolean | undefined;
}

/** What `tailored.bulkUpload` takes. */
export interface BulkUploadInput extends DatasetImagesInput, ContentModeration {
  /**
   * The public URL of a ZIP: 5 GB and 5000 pictures at most, each of 1024×1024 pixels or more. Not marked as
   * required in the OpenAPI of 2026-08.
   */
  readonly zip_url?: MediaInput | undefined;
}

/** What `tailored.updateImage` takes: a caption, or that a new one is made. */
export interface UpdateImageInput extends DatasetImageInput {
  /** A structured prompt, as text in JSON or as the object itself. `caption_source` is `manual` then. */
  readonly caption?: StructuredText | undefined;
  /** Have the caption made anew. `caption_source` is `automatic` then. Default false. */
  readonly regenerate_caption?: boolean | undefined;
}

export const datasetImagesInputSchema = z.strictObject<DatasetImagesInput>({ dataset_id: tailoredIdSchema });

export const datasetImageInputSchema = z.strictObject<DatasetImageInput>({
  dataset_id: tailoredIdSchema,
  image_id: tailoredIdSchema,
});

export const uploadImageInputSchema = whenUsed(() =>
  z.strictObject<UploadImageInput>(
    {
      dataset_id: tailoredIdSchema,
      file: z.optional(mediaInputSchema),
      image_url: z.optional(mediaInputSchema),
      image_name: z.optional(z.string()),
      increase_resolution: z.optional(z.boolean({ default: true })),
      ...contentModeration(),
    },
    atLeastOne('file', 'image_url'),
  ),
);

export const bulkUploadInputSchema = whenUsed(() =>
  z.strictObject<BulkUploadInput>({
    dataset_id: tailoredIdSchema,
    zip_url: z.optional(mediaInputSchema),
    ...contentModeration(),
  }),
);

export const updateImageInputSchema = z.strictObject<UpdateImageInput>(
  {
    dataset_id: tailoredIdSchema,
    image_id: tailoredIdSchema,
    caption: z.optional(structuredTextSchema),
    regenerate_caption: z.optional(z.boolean({ default: false })),
  },
  must(
    'no caption with regenerate_caption true',
    ({ caption, regenerate_caption: isAnew }) => caption === undefined || !isAnew,
  ),
);

const CAPTION_SOURCES = ['automatic', 'manual'] as const;

/** A picture of a dataset, as the service has it. */
export interface DatasetImage {
  readonly id: TailoredId;
  readonly dataset_id?: TailoredId | undefined;
  /** A structured prompt, JSON in text; undefined until it is made. */
  readonly caption?: StructuredText | undefined;
  readonly caption_source?: (typeof CAPTION_SOURCES)[number] | (string & {}) | undefined;
  readonly image_name?: string | undefined;
  readonly image_url?: string | undefined;
  readonly thumbnail_url?: string | undefined;
  /** A date and time, as on the wire. */
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
}

export const datasetImage = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.looseObject<DatasetImage>({
    id: tailoredIdSchema,
    dataset_id: z.optional(tailoredIdSchema),
    caption: z.optional(structuredTextSchema),
    caption_source: z.optional(z.openOneOf(CAPTION_SOURCES)),
    image_name: z.optional(z.string()),
    image_url: z.optional(z.string()),
    thumbnail_url: z.optional(z.string()),
    created_at: z.optional(z.string()),
    updated_at: z.optional(z.string()),
  });

export const datasetImageSchema: Schema<DatasetImage> = datasetImage();

export const datasetImagesSchema: Schema<readonly DatasetImage[]> = lenient(z.list(datasetImage()));

const BULK_UPLOAD_STATUSES = ['pending', 'processing', 'completed', 'failed'] as const;

/** Where a bulk upload stands. */
export interface BulkUpload {
  readonly status: (typeof BULK_UPLOAD_STATUSES)[number] | (string & {});
  /** 0 to 100. */
  readonly progress_percentage?: number | undefined;
  /** How many pictures are dealt with: `done` and `failed` together. */
  readonly total_processed?: number | undefined;
  readonly done?: number | undefined;
  readonly failed?: number | undefined;
  readonly failed_images?: readonly FailedImage[] | undefined;
}

/** A file that a bulk upload failed with, and why. */
export interface FailedImage {
  readonly filename?: string | undefined;
  readonly error_code?: number | undefined;
  readonly error_message?: string | undefined;
}

export const bulkUploadSchema: Schema<BulkUpload> = lenient(
  z.looseObject<BulkUpload>({
    status: z.openOneOf(BULK_UPLOAD_STATUSES),
    progress_percentage: z.optional(z.number()),
    total_processed: z.optional(z.number()),
    done: z.optional(z.number()),
    failed: z.optional(z.number()),
    failed_images: z.optional(
      z.list(
        z.looseObject<FailedImage>({
          filename: z.optional(z.string()),
          error_code: z.optional(z.number()),
          error_message: z.optional(z.string()),
        }),
      ),
    ),
  }),
);
