/**
 * What is looked at before Pixazo takes a job on, in this order: key, JSON, fields, links. The limit and the
 * balance come after, in one step with the job itself (`admit`).
 */
import { check } from '@briakit/core/schemas';
import type { JobInput } from '../../world/job-input.ts';
import { findMedia } from '../asked.ts';
import type { Exchange } from '../exchange.ts';
import { inputFromUrl, parseHttpUrl } from '../own-media.ts';
import { isPicture, lookAtVideo, type VideoInput } from '../video-input.ts';
import { readJson } from '../read-json.ts';
import { findUnknownField } from '../unknown-field.ts';
import { KEY_HEADER, refuseKey } from './apim.ts';
import { refuseFields, refuseInput, refuseMissing } from './bodies.ts';
import type { PixazoModel } from './models.ts';

export interface CheckedSubmit {
  readonly token: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly media: ReadonlyMap<string, JobInput>;
  readonly videos: ReadonlyMap<string, VideoInput>;
}

/** The key, or the refusal of a request without a usable one. */
export function checkKey(exchange: Exchange): string | Response {
  const key = exchange.headers.get(KEY_HEADER);
  return key || refuseKey(exchange, key === null ? 'missing' : 'invalid');
}

export async function checkSubmit(exchange: Exchange, model: PixazoModel): Promise<CheckedSubmit | Response> {
  const token = checkKey(exchange);
  if (token instanceof Response) return token;
  const json = await readJson(exchange.request());
  if (json === undefined || json === null || typeof json !== 'object')
    return refuseInput('Invalid request body', 'The request body must be a JSON object.');
  const checked = check(model.bodySchema, json);
  const media = checkMedia(exchange, model, json);
  if ('fault' in checked) {
    const faults = checked.issues.map(({ path: [field] = [], message }) => ({
      field: typeof field === 'string' ? field : '',
      message,
    }));
    const missing = faults.find(({ field }) => field !== '' && !(field in json));
    if (missing) return refuseMissing(missing.field);
    return media instanceof Response ? media : refuseFields(faults);
  }
  if (media instanceof Response) return media;
  const unknown = exchange.settings.validation === 'strict' ? findUnknownField(model.input, json) : undefined;
  if (unknown !== undefined) return refuseFields([{ field: unknown, message: 'unknown field' }]);
  return { token, ...media, body: checked.value as Readonly<Record<string, unknown>> };
}

function checkMedia(
  { world, now }: Exchange,
  model: PixazoModel,
  json: object,
): Pick<CheckedSubmit, 'media' | 'videos'> | Response {
  const media = new Map<string, JobInput>();
  const videos = new Map<string, VideoInput>();
  const refuseMedia = (path: string) =>
    refuseInput(`Invalid ${path}`, `The provided ${path} is malformed or unreachable.`);
  for (const [path, value] of model.media.flatMap((pattern) => findMedia(json, pattern))) {
    const url = parseHttpUrl(String(value));
    const input = url && inputFromUrl(world, url, now());
    if (!input || !isPicture(world, input)) return refuseMedia(path);
    media.set(path, input);
  }
  for (const [path, value] of model.video === undefined ? [] : findMedia(json, model.video)) {
    const url = parseHttpUrl(String(value));
    const input = url && inputFromUrl(world, url, now());
    const video = input && lookAtVideo(world, input);
    if (!video) return refuseMedia(path);
    videos.set(path, video);
  }
  return { media, videos };
}
