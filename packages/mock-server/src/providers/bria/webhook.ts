/**
 * What Bria sends to the `webhook_url` of a job: the answer that a status request would get, signed with the
 * token, in five attempts over 45 minutes. How these are spread is not documented; that they are five, is.
 */
import { ageOf, type Delivery, type Webhook } from '../../world/deliveries.ts';
import { statusAt, type JobRecord } from '../../world/jobs.ts';
import type { Exchange, Message } from '../exchange.ts';
import { parseHttpUrl } from '../own-media.ts';
import { refuse, statusBody } from './bodies.ts';
import { sign } from './signature.ts';

const MINUTE_MS = 60_000;
const RETRY_GAPS_MS = [MINUTE_MS, 4 * MINUTE_MS, 12 * MINUTE_MS, 28 * MINUTE_MS];

/** The webhook that a body asks for, if it does, or the refusal of one that cannot be. */
export function checkWebhook(exchange: Exchange, body: object): Webhook | Response | undefined {
  const { webhook_url: url } = body as Readonly<Record<string, unknown>>;
  if (url === undefined || url === null) return undefined;
  if (typeof url !== 'string' || !parseHttpUrl(url))
    return refuse(exchange, 422, 'webhook_url: expected a public URL.');
  return { url, mediaOrigin: exchange.mediaOrigin, retryGapsMs: RETRY_GAPS_MS };
}

/** Signed anew for each attempt, with the time of it. */
export async function buildMessage(delivery: Delivery, job: JobRecord, at: number): Promise<Message> {
  const { fault, occurredAt, requestId: id, tenant } = delivery;
  const body = JSON.stringify(statusBody(delivery, job, statusAt(job.plan, occurredAt)).body);
  const timestamp = String(Math.floor((at - ageOf(delivery)) / 1000));
  const token = fault?.kind === 'forge' ? `not-${tenant}` : tenant;
  return {
    body,
    headers: {
      'Bria-Webhook-Id': id,
      'Bria-Webhook-Timestamp': timestamp,
      'Bria-Webhook-Signature': await sign(token, { id, timestamp, body }),
    },
  };
}
