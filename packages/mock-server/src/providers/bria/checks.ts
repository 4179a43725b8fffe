/**
 * What Bria looks at before it takes a job on, in this order: token, JSON, fields, pictures. The limit and the
 * balance come after, in one step with the job itself (`admit`). Whether the real service has this order is
 * not documented.
 */
import { check } from '@briakit/core/schemas';
import type { Webhook } from '../../world/deliveries.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../read-json.ts';
import { refuse } from './bodies.ts';
import { checkMedia, type CheckedMedia } from './checks-media.ts';
import type { BriaEndpoint } from './endpoint.ts';
import { checkWebhook } from './webhook.ts';

export interface CheckedSubmit extends CheckedMedia {
  readonly token: string;
  readonly sync: boolean;
  readonly webhook: Webhook | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export const readToken = (headers: Headers): string | null => headers.get('api_token');

export async function checkSubmit(
  exchange: Exchange,
  endpoint: BriaEndpoint,
): Promise<CheckedSubmit | Response> {
  const token = readToken(exchange.request.headers);
  if (!token) return refuseToken(exchange);
  const json = await readJson(exchange.request);
  if (json === undefined)
    return refuse(exchange, 400, 'The body must be JSON, and say so in its Content-Type.');
  const flaw = endpoint.flawOf?.(Object(json) as Readonly<Record<string, unknown>>);
  if (flaw !== undefined) return refuse(exchange, 400, flaw);
  const checked = check(endpoint.bodySchema, json);
  if ('fault' in checked) return refuse(exchange, 422, checked.fault);
  const body = checked.value as Readonly<Record<string, unknown>>;
  if (body['sync'] !== undefined && typeof body['sync'] !== 'boolean')
    return refuse(exchange, 422, 'sync: expected boolean');
  const media = checkMedia(exchange, endpoint, body);
  if (media instanceof Response) return media;
  const webhook = checkWebhook(exchange, body);
  if (webhook instanceof Response) return webhook;
  return { token, webhook, body, sync: endpoint.canWait && body['sync'] === true, ...media };
}

export const refuseToken = (exchange: Exchange): Response =>
  refuse(exchange, 401, 'The api_token header is missing or empty.');
