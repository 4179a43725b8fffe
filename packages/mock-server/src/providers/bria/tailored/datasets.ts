/** Datasets, and the schema that the pictures of one have in common. */
import { CAPTION_MS, isTraining, type DatasetRow, type ImageRow } from '../../../world/tailored.ts';
import type { World } from '../../../world/world.ts';
import type { Route } from '../../exchange.ts';
import { datasetFileUrl } from '../../own-files.ts';
import { isUnreachable, parseHttpUrl } from '../../own-media.ts';
import type { Ask } from '../v1/immediate.ts';
import { imageBody, imagesOf } from './images.ts';
import { answer, done, findDataset, findProject, isoDate, manage, secretOf, type Id } from './manage.ts';
import { modelBody } from './models.ts';
import { refine, visualSchemaOf } from './structured-text.ts';

interface DatasetFields {
  readonly dataset_id: Id;
}
interface CreateFields {
  readonly project_id: Id;
  readonly name: string;
  readonly upload_type?: DatasetRow['uploadType'];
}
interface ListFields {
  readonly project_id: Id;
  readonly include_models?: boolean;
  readonly include_models_ids?: boolean;
}
interface UpdateFields extends DatasetFields {
  readonly name?: string;
  readonly visual_schema?: string | object;
  readonly status?: DatasetRow['status'];
}
interface RefineFields extends DatasetFields {
  readonly structured_prompt: string | object;
  readonly instruction: string;
}

/** Fewer pictures teach a model nothing. */
const LEAST_IMAGES = 5;

const DATASETS_PATH = '/v1/tailored-gen/datasets';
const DATASET_PATH = `${DATASETS_PATH}/:dataset_id`;

export const datasetRoutes: readonly Route[] = [
  manage<CreateFields>('POST', DATASETS_PATH, (ask) => {
    const { world, tenant, now, input } = ask;
    const project = findProject(ask, input.project_id);
    if (project instanceof Response) return project;
    const { name, upload_type: uploadType = 'basic' } = input;
    const fresh = { tenant, projectId: project.id, name, uploadType, status: 'draft' } as const;
    return answer(() => {
      const dates = { createdAt: now, updatedAt: now };
      return datasetBody(
        ask,
        world.tailored.datasets.add((id) => ({ id, ...fresh, ...dates })),
      );
    }, 201);
  }),
  manage('GET', DATASETS_PATH, (ask) =>
    answer(() => ask.world.tailored.datasets.all(ask.tenant).map((dataset) => datasetBody(ask, dataset))),
  ),
  manage<ListFields>('GET', '/v1/tailored-gen/projects/:project_id/datasets', (ask) => {
    const { world, tenant, input } = ask;
    const project = findProject(ask, input.project_id);
    if (project instanceof Response) return project;
    const { datasets, models } = world.tailored;
    return answer(() =>
      datasets
        .all(tenant, ({ projectId }) => projectId === project.id)
        .map((dataset) => {
          const own = models.all(tenant, ({ datasetId }) => datasetId === dataset.id);
          return {
            ...datasetBody(ask, dataset),
            ...(input.include_models && { models: own.map((model) => modelBody(ask, model)) }),
            ...(input.include_models_ids && { model_ids: own.map(({ id }) => id) }),
          };
        }),
    );
  }),
  manage<DatasetFields & { readonly max_images?: number }>('GET', DATASET_PATH, (ask) => {
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    return answer(() => datasetWithImages(ask, dataset, ask.input.max_images));
  }),
  manage<UpdateFields>('PUT', DATASET_PATH, (ask) => {
    const { world, now, input, refuse } = ask;
    const dataset = findDataset(ask, input.dataset_id);
    if (dataset instanceof Response) return dataset;
    if (dataset.status === 'completed') return refuse(409, 'The dataset is completed.');
    const { name = dataset.name, status = dataset.status, visual_schema: schema } = input;
    if (status === 'completed' && imagesOf(ask, dataset).length < LEAST_IMAGES)
      return refuse(400, `A dataset is completed with ${LEAST_IMAGES} images or more.`);
    const visualSchema = schema === undefined ? dataset.visualSchema : textOf(schema);
    return answer(() => {
      const changed = { ...dataset, name, status, visualSchema, updatedAt: now };
      return datasetBody(ask, world.tailored.datasets.replace(changed));
    });
  }),
  manage<DatasetFields>('DELETE', DATASET_PATH, (ask) => {
    const { world, tenant, now, refuse } = ask;
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { datasets, images, models } = world.tailored;
    if (models.all(tenant, ({ datasetId }) => datasetId === dataset.id).some((m) => isTraining(m, now)))
      return refuse(409, 'A model is being trained with this dataset.');
    return done(() => {
      for (const { id } of allImagesOf(world, tenant, dataset)) images.remove(id);
      datasets.remove(dataset.id);
    });
  }),
  manage<DatasetFields & { readonly name?: string }>('POST', `${DATASET_PATH}/clone`, (ask) => {
    const { world, tenant, now, input } = ask;
    const dataset = findDataset(ask, input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { datasets, images } = world.tailored;
    return answer(() => {
      const dates = { createdAt: now, updatedAt: now };
      const { name = `${dataset.name} (copy)` } = input;
      const shown = imagesOf(ask, dataset);
      const { bulk: _, ...rest } = dataset;
      const clone = datasets.add((id) => ({ ...rest, id, name, status: 'draft', ...dates }));
      for (const image of shown)
        images.add((id) => ({ ...image, id, tenant, datasetId: clone.id, ...dates }));
      return datasetWithImages(ask, clone);
    }, 201);
  }),
  // All captions are made anew.
  manage<DatasetFields>('PUT', `${DATASET_PATH}/images`, (ask) => {
    const { world, now } = ask;
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    const { datasets, images } = world.tailored;
    return answer(() => {
      const shown = imagesOf(ask, dataset);
      const readyAt = now + CAPTION_MS * Math.max(1, shown.length);
      const captionSource = 'automatic';
      for (const image of shown)
        images.replace({ ...image, captionSource, captionReadyAt: readyAt, updatedAt: now });
      return datasetBody(ask, datasets.replace({ ...dataset, captionsReadyAt: readyAt, updatedAt: now }));
    }, 202);
  }),
  manage<DatasetFields>('GET', '/v1/datasets/:dataset_id/download', (ask) => {
    const { exchange, tenant, refuse } = ask;
    const dataset = findDataset(ask, ask.input.dataset_id);
    if (dataset instanceof Response) return dataset;
    if (dataset.status !== 'completed') return refuse(409, 'The dataset is not completed.');
    const link = (name: string) => datasetFileUrl(exchange.mediaOrigin, dataset.id, secretOf(tenant), name);
    return answer(() => ({ download_url: link('images.zip'), captions_url: link('captions.json') }));
  }),
  manage<{ readonly images: readonly string[] }>(
    'POST',
    '/v1/tailored-gen/generate_visual_schema',
    ({ input: { images }, refuse }) => {
      const lost = images.map(parseHttpUrl).findIndex((url) => url && isUnreachable(url));
      if (lost !== -1) return refuse(422, `images.${lost}: could not be downloaded.`);
      return answer(() => ({ visual_schema: visualSchemaOf(images.join(' ')) }));
    },
  ),
  manage<RefineFields>('POST', '/v1/tailored-gen/refine_structured_prompt', (ask) => {
    const { dataset_id: id, structured_prompt: prompt, instruction } = ask.input;
    const dataset = findDataset(ask, id);
    if (dataset instanceof Response) return dataset;
    return answer(() => ({ structured_prompt: refine(textOf(prompt), instruction) }));
  }),
];

const textOf = (structured: string | object) =>
  typeof structured === 'string' ? structured : JSON.stringify(structured);

const allImagesOf = (world: World, tenant: string, { id }: DatasetRow): readonly ImageRow[] =>
  world.tailored.images.all(tenant, ({ datasetId }) => datasetId === id);

function datasetBody(ask: Ask<unknown>, dataset: DatasetRow) {
  const { id, projectId, name, visualSchema, status, captionsReadyAt, uploadType } = dataset;
  const captions =
    captionsReadyAt === undefined ? 'empty' : ask.now < captionsReadyAt ? 'in_progress' : 'completed';
  return {
    id,
    project_id: projectId,
    name,
    visual_schema: visualSchema ?? null,
    status,
    captions_update_status: captions,
    upload_type: uploadType,
    images_count: imagesOf(ask, dataset).length,
    created_at: isoDate(dataset.createdAt),
    updated_at: isoDate(dataset.updatedAt),
  };
}

const datasetWithImages = (ask: Ask<unknown>, dataset: DatasetRow, most = 200) => ({
  ...datasetBody(ask, dataset),
  images: imagesOf(ask, dataset)
    .slice(0, most)
    .map((image) => imageBody(ask, image)),
});
