/**
 * What Bria looks at before it takes a job on, in this order: token, JSON, fields, pictures. The limit and the
 * balance come after, in one step with the job itself (`admit`). Whether the real service has this order is
 * not documented.
 */
import { check } from '@briakit/core/schemas';
import { trainingPhaseAt } from '../../world/tailored.ts';
import type { Webhook } from '../../world/deliveries.ts';
import { findMedia } from '../asked.ts';
import type { Exchange } from '../exchange.ts';
import { readJson } from '../read-json.ts';
import { findUnknownField } from '../unknown-field.ts';
import { tidied } from './as-documented.ts';
import { refuse } from './bodies.ts';
import { checkMedia, type CheckedMedia } from './checks-media.ts';
import type { BriaEndpoint } from './endpoint.ts';
import { accountOfBearer } from './oauth-tokens.ts';
import { findIndecency, findIndecentResult } from './moderation.ts';
import { checkWebhook } from './webhook.ts';

export interface CheckedSubmit extends CheckedMedia {
  /** Why the result will be withheld. */
  readonly withheld: string | undefined;
  readonly token: string;
  readonly sync: boolean;
  readonly webhook: Webhook | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export const readToken = (headers: Pick<Headers, 'get'>): string | null => headers.get('api_token');

/** As the OpenAPI has it for attribution, and for nothing else. */
export function readBearer(headers: Pick<Headers, 'get'>): string | null {
  const token = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  return token === undefined ? null : accountOfBearer(token);
}

export async function checkSubmit(
  exchange: Exchange,
  endpoint: BriaEndpoint,
): Promise<CheckedSubmit | Response> {
  const { headers, settings } = exchange;
  const token = readToken(headers) ?? (endpoint.takesBearer ? readBearer(headers) : null);
  if (!token) return refuseToken(exchange);
  const sent = await readJson(exchange.request());
  if (sent === undefined)
    return refuse(exchange, 400, 'The body must be JSON, and say so in its Content-Type.');
  const isStrict = endpoint.isStrict === true || settings.validation === 'strict';
  const json = isStrict ? sent : tidied(sent, endpoint.tidies);
  const flaw = endpoint.flawOf?.(Object(json) as Readonly<Record<string, unknown>>);
  if (flaw !== undefined) return refuse(exchange, 400, flaw);
  const checked = check(endpoint.bodySchema, json);
  if ('fault' in checked) return refuse(exchange, 422, checked.fault);
  const body = checked.value as Readonly<Record<string, unknown>>;
  const unknown = isStrict ? findUnknownField(endpoint.input, json, COMMON_FIELDS) : undefined;
  if (unknown !== undefined) return refuse(exchange, 422, `unknown field ${unknown}`);
  if (body['sync'] != null && typeof body['sync'] !== 'boolean')
    return refuse(exchange, 422, 'sync: expected boolean');
  const media = checkMedia(exchange, endpoint, body);
  if (media instanceof Response) return media;
  const links = endpoint.pictures.flatMap((pattern) =>
    findMedia(body, pattern).map(([path, link]) => [path, String(link)] as const),
  );
  const indecency = findIndecency(endpoint, body, links);
  if (indecency !== undefined) return refuse(exchange, 422, indecency);
  if (endpoint.isTailored) {
    const refusal = checkModel(exchange, token, body['tailored_model_id']);
    if (refusal) return refusal;
  }
  const webhook = checkWebhook(exchange, body);
  if (webhook instanceof Response) return webhook;
  const withheld = findIndecentResult(endpoint, body, links);
  return { token, webhook, body, withheld, sync: endpoint.canWait && body['sync'] === true, ...media };
}

/** Beside its own fields every endpoint has these: official clients send them without looking. */
const COMMON_FIELDS = ['sync', 'webhook_url'];

/** The documents say which models there are, and not what is answered for one that is not ready. */
function checkModel(exchange: Exchange, token: string, id: unknown): Response | undefined {
  const model = exchange.world.tailored.models.get(token, Number(id));
  if (!model) return refuse(exchange, 404, `tailored_model_id: there is no model ${String(id)}.`);
  const isTrained = trainingPhaseAt(model.training, exchange.now()) === 'trained';
  return isTrained ? undefined : refuse(exchange, 400, `tailored_model_id: the model is not trained.`);
}

export const refuseToken = (exchange: Exchange): Response =>
  refuse(exchange, 401, 'The api_token header is missing or empty.');
