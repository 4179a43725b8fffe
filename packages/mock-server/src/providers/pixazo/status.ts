import { tenantOf } from '../../world/world.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { refuseRate, refuseUnknownJob, statusBody } from './bodies.ts';
import { checkKey } from './checks.ts';
import { limitKeyOf, PER_MINUTE } from './models.ts';

export const STATUS_PATH = '/v2/requests/status/:requestId';

/** How a job stands. Somebody else's job looks like one that never was. */
export function respondStatus(exchange: Exchange): Answer {
  const { params, world } = exchange;
  const token = checkKey(exchange);
  if (token instanceof Response) return token;
  const now = exchange.now();
  tenantOf(world, token, now);
  const place = world.limiter.take(limitKeyOf(token), PER_MINUTE, now);
  if (!place.admitted) return refuseRate(exchange, place.retryAfterMs, now);
  const job = world.jobs.get(params['requestId'] ?? '');
  if (job?.provider !== 'pixazo' || job.tenant !== token) return refuseUnknownJob();
  return statusBody(exchange, job, now);
}
