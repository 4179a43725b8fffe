/** The pictures of a dataset, and their captions. */
import { sniffPicture } from '../../../media/sniff-picture.ts';
import { hashText } from '../../../world/chance.ts';
import type { JobInput } from '../../../world/job-input.ts';
import { bulkDoneAt, CAPTION_MS, type DatasetRow, type ImageRow } from '../../../world/tailored.ts';
import type { Route } from '../../exchange.ts';
import { fileUrl } from '../../own-files.ts';
import { isUnreachable, parseHttpUrl } from '../../own-media.ts';
import type { Ask } from '../v1/immediate.ts';
import { issueFile } from '../v1/issue-file.ts';
import { findPicture, type PictureFields } from '../v1/picture-source.ts';
import { answer, done, findDataset, isoDate, manage, type Id } from './manage.ts';
import { captionOf } from './structured-text.ts';

interface ImagesFields {
  readonly dataset_id: Id;
}
interface ImageFields extends ImagesFields {
  readonly image_id: Id;
}
interface UploadFields extends ImagesFields, PictureFields {
  readonly image_name?: string;
  readonly increase_resolution?: boolean;
}
interface UpdateFields extends ImageFields {
  readonly caption?: string | object;
  readonly regenerate_caption?: boolean;
}

/** A side of this many pixels is needed, and one of this many can be enlarged to it. */
const SIDE = 1024;
const ENLARGED_SIDE = 256;
/** How long a picture of a bulk upload takes. */
const BULK_IMAGE_MS = 1_000;

const IMAGES_PATH = '/v1/tailored-gen/datasets/:dataset_id/images';
const IMAGE_PATH = `${IMAGES_PATH}/:image_id`;

export const imageRoutes: readonly Route[] = [
  manage<UploadFields>('POST', IMAGES_PATH, (ask) => {
    const { now, input, refuse } = ask;
    const dataset = findDataset(ask, input.dataset_id);
    if (dataset instanceof Response) return dataset;
    if (dataset.status === 'completed') return refuse(409, 'The dataset is completed.');
    if (dataset.uploadType !== 'basic') return refuse(400, 'An advanced dataset is filled by a bulk upload.');
    const names = imagesOf(ask, dataset).map(({ name }) => name);
    if (input.image_name !== undefined && names.includes(input.image_name))
      return refuse(409, 'There is an image of this name in the dataset.');
    const picture = findPicture(ask);
    if (picture instanceof Response) return picture;
    const size = picture.stored && sniffPicture(picture.stored.bytes);
    const shortest = size ? Math.min(size.width, size.height) : SIDE;
    if (shortest < (input.increase_resolution === false ? SIDE : ENLARGED_SIDE))
      return refuse(412, 'The image is too small.');
    return answer(() => {
      const name = input.image_name ?? `image-${names.length + 1}.png`;
      return imageBody(ask, addImage(ask, dataset, name, picture.keep(), now));
    }, 201);
  }),
  manage<ImagesFields>('GET', IMAGES_PATH, (ask) => {
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    return answer(() => imagesOf(ask, dataset).map((image) => imageBody(ask, image)));
  }),
  manage<ImagesFields & { readonly zip_url?: string }>('POST', `${IMAGES_PATH}/bulk-upload`, (ask) => {
    const { world, tenant, now, input, refuse } = ask;
    const dataset = findDataset(ask, input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { datasets, images } = world.tailored;
    if (dataset.uploadType !== 'advanced') return refuse(400, 'Only an advanced dataset takes a ZIP.');
    if (dataset.bulk || images.all(tenant, ({ datasetId }) => datasetId === dataset.id).length > 0)
      return refuse(400, 'The dataset has images already.');
    const url = parseHttpUrl(input.zip_url ?? '');
    if (!url) return refuse(400, 'zip_url: expected a public URL.');
    if (isUnreachable(url)) return refuse(400, 'zip_url: could not be downloaded.');
    return answer(() => {
      // The mock fetches nothing: the link decides what is in the ZIP.
      const hash = hashText(`${world.options.seed}/${url.href}`);
      const count = 10 + (hash % 31);
      for (let index = 0; index < count; index++) {
        const source: JobInput = { kind: 'generated', seed: hash + index };
        addImage(ask, dataset, `image-${index + 1}.png`, source, now + (index + 1) * BULK_IMAGE_MS);
      }
      const bulk = { startedAt: now, endsAt: now + count * BULK_IMAGE_MS, count };
      datasets.replace({ ...dataset, bulk, updatedAt: now });
      return {};
    }, 202);
  }),
  manage<ImagesFields>('GET', `${IMAGES_PATH}/bulk-upload/status`, (ask) => {
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { bulk } = dataset;
    if (!bulk) return ask.refuse(400, 'The dataset has had no bulk upload.');
    return answer(() => {
      const dealtWith = bulkDoneAt(bulk, ask.now);
      const progress = Math.floor((100 * dealtWith) / bulk.count);
      return {
        status: dealtWith === bulk.count ? 'completed' : dealtWith === 0 ? 'pending' : 'processing',
        progress_percentage: progress,
        total_processed: dealtWith,
        done: dealtWith,
        failed: 0,
        failed_images: [],
      };
    });
  }),
  manage<ImageFields>('GET', IMAGE_PATH, (ask) => {
    const found = findImage(ask);
    return found instanceof Response ? found : answer(() => imageBody(ask, found.image));
  }),
  manage<UpdateFields>('PUT', IMAGE_PATH, (ask) => {
    const { world, now, input, refuse } = ask;
    const found = findImage(ask);
    if (found instanceof Response) return found;
    if (found.dataset.status === 'completed') return refuse(409, 'The dataset is completed.');
    const { caption, regenerate_caption: anew } = input;
    const written = caption !== undefined && {
      caption: typeof caption === 'string' ? caption : JSON.stringify(caption),
      captionSource: 'manual' as const,
      captionReadyAt: now,
    };
    const made = anew && {
      caption: captionOf(found.image.fileId),
      captionSource: 'automatic' as const,
      captionReadyAt: now + CAPTION_MS,
    };
    return answer(() => {
      const changed = { ...found.image, ...written, ...made, updatedAt: now };
      return imageBody(ask, world.tailored.images.replace(changed));
    });
  }),
  manage<ImageFields>('DELETE', IMAGE_PATH, (ask) => {
    const found = findImage(ask);
    if (found instanceof Response) return found;
    if (found.dataset.status === 'completed') return ask.refuse(409, 'The dataset is completed.');
    return done(() => ask.world.tailored.images.remove(found.image.id));
  }),
];

/** The pictures that are there by now: those of a bulk upload come one by one. */
export function imagesOf({ world, tenant, now }: Ask<unknown>, { id }: DatasetRow): readonly ImageRow[] {
  return world.tailored.images.all(
    tenant,
    ({ datasetId, createdAt }) => datasetId === id && createdAt <= now,
  );
}

function findImage(
  ask: Ask<ImageFields>,
): { readonly dataset: DatasetRow; readonly image: ImageRow } | Response {
  const { dataset_id: datasetId, image_id: imageId } = ask.input;
  const dataset = findDataset(ask, datasetId);
  if (dataset instanceof Response) return dataset;
  const image = imagesOf(ask, dataset).find(({ id }) => id === Number(imageId));
  return image ? { dataset, image } : ask.refuse(404, `There is no image ${imageId} in this dataset.`);
}

function addImage(
  ask: Ask<unknown>,
  { id: datasetId }: DatasetRow,
  name: string,
  source: JobInput,
  createdAt: number,
): ImageRow {
  const file = { readyAt: createdAt, isEmpty: false };
  const { fileId } = issueFile(ask, { ...file, recipe: { kind: 'original', source } });
  const { fileId: thumbnailId } = issueFile(ask, { ...file, recipe: { kind: 'thumbnail', source } });
  return ask.world.tailored.images.add((id) => ({
    id,
    tenant: ask.tenant,
    datasetId,
    name,
    source,
    fileId,
    thumbnailId,
    caption: captionOf(fileId),
    captionSource: 'automatic',
    captionReadyAt: createdAt + CAPTION_MS,
    createdAt,
    updatedAt: createdAt,
  }));
}

export function imageBody({ exchange, now }: Ask<unknown>, image: ImageRow) {
  return {
    id: image.id,
    dataset_id: image.datasetId,
    caption: now < image.captionReadyAt ? null : image.caption,
    caption_source: image.captionSource,
    image_name: image.name,
    image_url: fileUrl(exchange.mediaOrigin, image.fileId),
    thumbnail_url: fileUrl(exchange.mediaOrigin, image.thumbnailId),
    created_at: isoDate(image.createdAt),
    updated_at: isoDate(image.updatedAt),
  };
}
