/** Links to files of the mock's that are no result of a job, and what is behind them. */
import type { JobInput } from '../world/job-input.ts';
import { fileStateAt } from '../world/placeholders.ts';
import { videoIdOf } from '../world/uploads.ts';
import type { World } from '../world/world.ts';
import { matchPath } from './match-path.ts';

export const FILE_PATH = '/__mock/files/:fileId/output.png';
/** Where the forms of uploads are posted to, and under which their files are. */
export const STORAGE_PATH = '/__mock/storage';
export const STORED_PATH = `${STORAGE_PATH}/:key`;
/** What is downloaded of tailored models: `secret` is the tenant's. */
export const MODEL_PATH = '/__mock/models/:modelId/:secret/model.safetensors';
export const DATASET_PATH = '/__mock/datasets/:datasetId/:secret/:name';

export const fileUrl = (origin: string, fileId: string): string =>
  origin + FILE_PATH.replace(':fileId', fileId);
export const modelFileUrl = (origin: string, modelId: number, secret: string): string =>
  origin + MODEL_PATH.replace(':modelId', String(modelId)).replace(':secret', secret);
export const datasetFileUrl = (origin: string, datasetId: number, secret: string, name: string): string =>
  origin +
  DATASET_PATH.replace(':datasetId', String(datasetId)).replace(':secret', secret).replace(':name', name);

/**
 * What a link to one of these files means as an input.
 *
 * @returns null for a link that has nothing behind it, undefined for one that leads elsewhere.
 */
export function inputFromFile(world: World, { pathname }: URL, now: number): JobInput | null | undefined {
  const fileId = matchPath(FILE_PATH, pathname)?.['fileId'];
  if (fileId !== undefined) {
    const file = world.files.get(fileId);
    return file && fileStateAt(file, now) === 'ready' ? { kind: 'file', fileId } : null;
  }
  const key = matchPath(STORED_PATH, pathname)?.['key'];
  if (key === undefined) return undefined;
  const grant = world.uploads.get(key);
  const isThere = grant && now < grant.fileExpiresAt && world.pictures.get(videoIdOf(key));
  return isThere ? { kind: 'stored', pictureId: videoIdOf(key) } : null;
}
