import { statusAt } from '../../world/jobs.ts';
import { tenantOf } from '../../world/world.ts';
import { answerJson, type Answer, type Exchange } from '../exchange.ts';
import { refuseRate, statusBody } from './bodies.ts';
import { readToken, refuseToken } from './checks.ts';
import { PER_MINUTE } from './endpoints.ts';

export const STATUS_PATH = '/v2/status/:requestId';

/** How a job stands. Somebody else's job looks like one that never was. */
export function respondStatus(exchange: Exchange): Answer {
  const { headers, params, world, settings } = exchange;
  const token = readToken(headers);
  if (!token) return refuseToken(exchange);
  const now = exchange.now();
  const tenant = tenantOf(world, token, now);
  if (settings.countStatusCalls) {
    const place = world.limiter.take(`${token} GET ${STATUS_PATH}`, PER_MINUTE[tenant.plan], now);
    if (!place.admitted) return refuseRate(exchange, place.retryAfterMs, now);
  }
  const request_id = params['requestId'] ?? '';
  const job = world.jobs.get(request_id);
  if (job?.provider === 'bria' && job.tenant === token)
    return statusBody(exchange, job, statusAt(job.plan, now));
  return settings.unknownJob === 404
    ? answerJson({ status: 'NOT_FOUND' }, 404)
    : answerJson({ request_id, status: 'UNKNOWN' });
}
