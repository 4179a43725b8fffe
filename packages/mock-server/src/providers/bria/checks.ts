/**
 * What Bria looks at before it takes a job on, in this order: token, JSON, fields, picture. The limit and the
 * balance come after, in one step with the job itself (`admit`). Whether the real service has this order is
 * not documented.
 */
import { check } from '@briakit/core/schemas';
import type { JobInput } from '../../world/jobs.ts';
import type { StoredPicture } from '../../world/picture-store.ts';
import type { Exchange } from '../exchange.ts';
import { inputFromUrl, parseHttpUrl } from '../own-media.ts';
import { decodeBase64, MAX_PICTURE_BYTES, parsePicture } from '../parse-picture.ts';
import { readJson } from '../read-json.ts';
import { refuse } from './bodies.ts';
import type { BriaEndpoint } from './endpoints.ts';

export interface CheckedSubmit {
  readonly token: string;
  readonly sync: boolean;
  readonly picture: CheckedPicture;
}

/** A picture that is there already, or one that came with the request and has yet to be kept. */
export type CheckedPicture = JobInput | SentPicture;
interface SentPicture {
  readonly kind: 'sent';
  readonly stored: StoredPicture;
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
  const body = check(endpoint.bodySchema, json);
  if ('fault' in body) return refuse(exchange, 422, body.fault);
  const picture = checkPicture(exchange, body.value.image);
  if (picture instanceof Response) return picture;
  return { token, sync: body.value.sync ?? false, picture };
}

export const refuseToken = (exchange: Exchange): Response =>
  refuse(exchange, 401, 'The api_token header is missing or empty.');

function checkPicture(exchange: Exchange, image: string): CheckedPicture | Response {
  const url = parseHttpUrl(image);
  if (url) {
    const input = inputFromUrl(exchange.world, url, exchange.now());
    return input ?? refuse(exchange, 404, 'image: there is no picture at this URL.');
  }
  if (image === '' || /^data:/i.test(image))
    return refuse(exchange, 422, 'image: expected a public URL, or base64 without the data: prefix.');
  // Base64 makes four characters of three bytes; what is far too long is not worth decoding.
  if (image.length > MAX_PICTURE_BYTES * 1.5) return refuseWeight(exchange);
  const bytes = decodeBase64(image);
  if (!bytes) return refuse(exchange, 422, 'image: neither a URL nor base64.');
  const picture = parsePicture(bytes);
  if (picture === 'too-large') return refuseWeight(exchange);
  if (picture === 'not-a-picture') return refuse(exchange, 415, 'image: expected a JPEG, a PNG or a WebP.');
  return { kind: 'sent', stored: picture };
}

const refuseWeight = (exchange: Exchange) => refuse(exchange, 413, 'image: over 12 MB.');
