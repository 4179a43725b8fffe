/**
 * What Pixazo sends to the `X-Webhook-URL` of a submit: the record that a status request would get, unsigned.
 * It says nothing of retries; here there are none, so a client that relies on callbacks alone is found out.
 */
import type { Range } from '../../world/chance.ts';
import { ageOf, type Delivery, type Webhook } from '../../world/deliveries.ts';
import type { JobRecord } from '../../world/jobs.ts';
import type { Exchange, Message } from '../exchange.ts';
import { statusBody } from './bodies.ts';

/** In the mode `sync`: as often as the queue itself looks after a job, which is every 15 s at last. */
const UPDATE_GAP_MS: Range = [1_000, 15_000];

/** The callbacks that a submit asks for, if it does, or the refusal of an address that is not HTTPS. */
export function checkCallback({ headers, mediaOrigin, settings }: Exchange): Webhook | Response | undefined {
  const url = headers.get('X-Webhook-URL');
  if (url === null) return undefined;
  const protocol = URL.parse(url)?.protocol;
  if (protocol !== 'https:' && !(settings.webhookAllowHttp && protocol === 'http:'))
    return Response.json({ error: 'Invalid webhook URL' }, { status: 400 });
  const isSync = headers.get('X-Webhook-Mode')?.toLowerCase() === 'sync';
  return { url, mediaOrigin, retryGapsMs: [], ...(isSync && { updateGapMs: UPDATE_GAP_MS }) };
}

export async function buildMessage(delivery: Delivery, job: JobRecord): Promise<Message> {
  const { fault, occurredAt } = delivery;
  const said = fault?.kind === 'forge' ? { ...job, requestId: anotherId(job.requestId) } : job;
  return { body: JSON.stringify(statusBody(delivery, said, occurredAt - ageOf(delivery)).body), headers: {} };
}

/** Of the same form, and nobody's. */
const anotherId = (requestId: string) => requestId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
