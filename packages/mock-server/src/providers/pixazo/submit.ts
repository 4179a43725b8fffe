import { admit } from '../../world/admit.ts';
import { assertNever } from '../../world/assert-never.ts';
import { drawSeed } from '../../world/chance.ts';
import { tenantOf } from '../../world/world.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { accepted, refuseBalance, refuseRate } from './bodies.ts';
import { checkCallback } from './callbacks.ts';
import { checkSubmit, type CheckedSubmit } from './checks.ts';
import { limitKeyOf, PER_MINUTE, type PixazoModel } from './models.ts';
import { buildRequestId } from './request-id.ts';

export const respondSubmit =
  (model: PixazoModel) =>
  async (exchange: Exchange): Promise<Answer> => {
    const checked = await checkSubmit(exchange, model);
    if (checked instanceof Response) return checked;
    const webhook = checkCallback(exchange);
    if (webhook instanceof Response) return webhook;

    // From here to the answer there is no `await`: what is decided here holds.
    const { world, settings } = exchange;
    const { token, body, media, videos } = checked;
    const now = exchange.now();
    tenantOf(world, token, now);
    const random = world.chance.next('pixazo-seed');
    const seed = typeof body['seed'] === 'number' ? body['seed'] : drawSeed(random);
    const priceMicroUsd = model.priceMicroUsd * secondsOf(model, videos);
    const admittance = admit(
      world,
      {
        requestId: buildRequestId(model.id, now, world.chance.next('pixazo-job')),
        provider: 'pixazo',
        endpoint: model.id,
        path: model.path,
        tenant: token,
        priceMicroUsd,
        limit: { key: limitKeyOf(token), perMinute: PER_MINUTE },
        queuedMs: settings.queuedMs ?? model.queuedMs,
        runningMs: settings.runningMs ?? model.runningMs,
        work: model.work({ body, media, videos, seed, sync: false }),
      },
      now,
    );
    switch (admittance.kind) {
      case 'rate-limited':
        return refuseRate(exchange, admittance.retryAfterMs, now);
      case 'insufficient-balance':
        return refuseBalance(exchange, priceMicroUsd);
      case 'admitted':
        if (webhook) world.outbox.owe(admittance.job, webhook);
        return accepted(exchange, admittance.job);
      default:
        return assertNever(admittance);
    }
  };

/** A video that nobody looked at is as long as what is made of it. */
const UNKNOWN_VIDEO_S = 2;

/** What is paid for by the second. */
function secondsOf({ video = '' }: PixazoModel, videos: CheckedSubmit['videos']): number {
  const { durationMs } = videos.get(video)?.facts ?? {};
  if (!videos.has(video)) return 1;
  return durationMs === undefined ? UNKNOWN_VIDEO_S : Math.max(1, Math.ceil(durationMs / 1000));
}
