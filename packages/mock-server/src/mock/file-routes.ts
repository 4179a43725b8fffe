/** Files that answers name beside the results of jobs, and what is downloaded of tailored models. */
import { secretOf } from '../providers/bria/tailored/manage.ts';
import type { Exchange } from '../providers/exchange.ts';
import { matchPath } from '../providers/match-path.ts';
import { DATASET_PATH, FILE_PATH, MODEL_PATH } from '../providers/own-files.ts';
import { fileStateAt } from '../world/placeholders.ts';
import { trainingPhaseAt, type ImageRow } from '../world/tailored.ts';
import type { MediaRoute } from './media-routes.ts';
import { explain, send, withoutToken } from './public-answer.ts';
import type { Renderer } from './renderer.ts';
import { buildZip } from './zip.ts';

const ROUTES: readonly (readonly [path: string, respond: MediaRoute['respond']])[] = [
  [FILE_PATH, sendFile],
  [MODEL_PATH, sendModel],
  [DATASET_PATH, sendDataset],
];

export function findFileRoute(method: string, pathname: string): MediaRoute | undefined {
  if (method !== 'GET') return undefined;
  for (const [path, respond] of ROUTES) {
    const params = matchPath(path, pathname);
    if (params) return { operation: 'media', params, respond: withoutToken(respond) };
  }
  return undefined;
}

async function sendFile({ world, params, now }: Exchange, renderer: Renderer): Promise<Response> {
  const file = world.files.get(params['fileId'] ?? '');
  const state = file && fileStateAt(file, now());
  if (!file || state === 'pending') return explain(404, 'There is no file at this address yet.');
  if (state === 'expired') return explain(403, 'The file is no longer kept.');
  if (state === 'empty') return send(new Uint8Array(), 'image/png');
  try {
    const picture = await renderer.renderPlaceholder(file);
    return picture
      ? send(picture.bytes, picture.contentType)
      : explain(404, 'What the file was made of is no longer kept.');
  } catch (error) {
    // Only the header was looked at before.
    return explain(
      500,
      `The picture cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The tenant that a link was given to. */
const tenantOfLink = ({ world, params }: Exchange) =>
  world.tenants.all().find(({ token }) => secretOf(token) === params['secret'])?.token ?? '';

/** The smallest file of its format: one weight, and whose it is. */
async function sendModel(exchange: Exchange): Promise<Response> {
  const { world, params, now } = exchange;
  const model = world.tailored.models.get(tenantOfLink(exchange), Number(params['modelId']));
  if (!model || trainingPhaseAt(model.training, now()) !== 'trained')
    return explain(404, 'There is no model at this address.');
  const weight = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  const header = new TextEncoder().encode(
    JSON.stringify({ __metadata__: { name: model.name, dataset: String(model.datasetId) }, weight }),
  );
  const bytes = new Uint8Array(8 + header.length + 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  view.setFloat32(8 + header.length, model.id, true);
  return send(bytes, 'application/octet-stream');
}

async function sendDataset(exchange: Exchange, renderer: Renderer): Promise<Response> {
  const { world, params } = exchange;
  const tenant = tenantOfLink(exchange);
  const dataset = world.tailored.datasets.get(tenant, Number(params['datasetId']));
  if (dataset?.status !== 'completed') return explain(404, 'There is no dataset at this address.');
  const images = world.tailored.images.all(tenant, ({ datasetId }) => datasetId === dataset.id);
  switch (params['name']) {
    case 'captions.json':
      return send(captionsOf(images), 'application/json');
    case 'images.zip': {
      const files = [];
      for (const { name, fileId } of images) {
        const file = world.files.get(fileId);
        const picture = file && (await renderer.renderPlaceholder(file));
        if (picture) files.push({ name, bytes: picture.bytes });
      }
      return send(buildZip(files), 'application/zip');
    }
    default:
      return explain(404, 'There is no such file of this dataset.');
  }
}

const captionsOf = (images: readonly ImageRow[]) =>
  new TextEncoder().encode(
    JSON.stringify(Object.fromEntries(images.map(({ name, caption }) => [name, caption]))),
  );
