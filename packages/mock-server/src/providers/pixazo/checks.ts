/**
 * What is looked at before Pixazo takes a job on, in this order: key, JSON, the link to the picture. The limit
 * and the balance come after, in one step with the job itself (`admit`).
 */
import { check } from '@briakit/core/schemas';
import type { JobInput } from '../../world/jobs.ts';
import type { Exchange } from '../exchange.ts';
import { inputFromUrl, parseHttpUrl } from '../own-media.ts';
import { readJson } from '../read-json.ts';
import { KEY_HEADER, refuseKey } from './apim.ts';
import { refuseInput } from './bodies.ts';
import type { PixazoModel } from './models.ts';

export interface CheckedSubmit {
  readonly token: string;
  readonly input: JobInput;
}

/** The key, or the refusal of a request without a usable one. */
export function checkKey(exchange: Exchange): string | Response {
  const key = exchange.request.headers.get(KEY_HEADER);
  return key || refuseKey(exchange, key === null ? 'missing' : 'invalid');
}

export async function checkSubmit(exchange: Exchange, model: PixazoModel): Promise<CheckedSubmit | Response> {
  const token = checkKey(exchange);
  if (token instanceof Response) return token;
  const json = await readJson(exchange.request);
  if (json === undefined || json === null || typeof json !== 'object')
    return refuseInput('Invalid request body', 'The request body must be a JSON object.');
  if (!('image_url' in json))
    return Response.json({ error: 'Missing required field: image_url', status: 400 }, { status: 400 });
  const body = check(model.bodySchema, json);
  const url = 'value' in body ? parseHttpUrl(body.value.image_url) : undefined;
  const input = url && inputFromUrl(exchange.world, url, exchange.now());
  if (!input) return refuseInput('Invalid image_url', 'The provided image_url is malformed or unreachable.');
  return { token, input };
}
