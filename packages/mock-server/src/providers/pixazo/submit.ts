import { admit } from '../../world/admit.ts';
import { assertNever } from '../../world/assert-never.ts';
import { tenantOf } from '../../world/world.ts';
import type { Exchange } from '../exchange.ts';
import { accepted, refuseBalance, refuseRate } from './bodies.ts';
import { checkSubmit } from './checks.ts';
import { limitKeyOf, PER_MINUTE, type PixazoModel } from './models.ts';
import { buildRequestId } from './request-id.ts';

export const respondSubmit =
  (model: PixazoModel) =>
  async (exchange: Exchange): Promise<Response> => {
    const checked = await checkSubmit(exchange, model);
    if (checked instanceof Response) return checked;

    // From here to the answer there is no `await`: what is decided here holds.
    const { world, settings } = exchange;
    const { token, input } = checked;
    const now = exchange.now();
    tenantOf(world, token, now);
    const admittance = admit(
      world,
      {
        requestId: buildRequestId(model.id, now, world.chance.next('pixazo-job')),
        provider: 'pixazo',
        endpoint: model.id,
        tenant: token,
        priceMicroUsd: model.priceMicroUsd,
        limit: { key: limitKeyOf(token), perMinute: PER_MINUTE },
        queuedMs: settings.queuedMs ?? model.queuedMs,
        runningMs: settings.runningMs ?? model.runningMs,
        input,
      },
      now,
    );
    switch (admittance.kind) {
      case 'rate-limited':
        return refuseRate(exchange, admittance.retryAfterMs, now);
      case 'insufficient-balance':
        return refuseBalance(exchange);
      case 'admitted':
        return accepted(exchange, admittance.job);
      default:
        return assertNever(admittance);
    }
  };
