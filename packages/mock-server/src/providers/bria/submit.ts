import { admit } from '../../world/admit.ts';
import { assertNever } from '../../world/assert-never.ts';
import { drawHex, drawSeed } from '../../world/chance.ts';
import { statusAt } from '../../world/jobs.ts';
import { runDue, tenantOf } from '../../world/world.ts';
import { balanceStatusOf, type Answer, type Exchange } from '../exchange.ts';
import { accepted, refuse, refuseRate, syncBody } from './bodies.ts';
import { checkSubmit } from './checks.ts';
import type { BriaEndpoint } from './endpoint.ts';
import { PER_MINUTE } from './endpoints.ts';
import { findIpWarning } from './ip-signal.ts';

const NO_TIME = [0, 0] as const;

/** Takes a job on (202), or with `sync` answers with its outcome (200): at once, since the mock holds nobody. */
export const respondSubmit =
  (endpoint: BriaEndpoint) =>
  async (exchange: Exchange): Promise<Answer> => {
    const checked = await checkSubmit(exchange, endpoint);
    if (checked instanceof Response) return checked;

    // From here to the answer there is no `await`: what is decided here holds.
    const { world, settings } = exchange;
    const { token, sync, webhook, body, media, videos, pixels, sent, withheld } = checked;
    const now = exchange.now();
    const { plan } = tenantOf(world, token, now);
    const requestId = drawHex(world.chance.next('bria-job'), 32);
    const seed = seedOf(body) ?? drawSeed(world.chance.next('bria-seed'));
    const perMinute = Math.min(PER_MINUTE[plan], endpoint.perMinute ?? Infinity);
    const admittance = admit(
      world,
      {
        requestId,
        provider: 'bria',
        endpoint: endpoint.name,
        path: endpoint.path,
        tenant: token,
        priceMicroUsd: endpoint.priceMicroUsd,
        limit: { key: `${token} POST ${endpoint.path}`, perMinute },
        queuedMs: sync ? NO_TIME : (settings.queuedMs ?? endpoint.queuedMs),
        runningMs: sync ? NO_TIME : (settings.runningMs ?? endpoint.runningMs),
        work: endpoint.work({ body, media, pixels, videos, seed, sync }),
        warning: findIpWarning({ body }),
        withheld,
      },
      now,
    );
    switch (admittance.kind) {
      case 'rate-limited':
        return refuseRate(exchange, admittance.retryAfterMs, now);
      case 'insufficient-balance':
        return refuse(
          exchange,
          balanceStatusOf(settings.insufficientBalance),
          'The balance is insufficient for this request.',
        );
      case 'admitted': {
        const { job } = admittance;
        for (const [pictureId, picture] of sent) world.pictures.put(pictureId, picture);
        if (webhook && !sync) world.outbox.owe(job, webhook);
        if (!sync) return accepted(exchange, job);
        runDue(world, now);
        return syncBody(exchange, job, statusAt(job.plan, now));
      }
      default:
        return assertNever(admittance);
    }
  };

/** One that was sent, in either of its forms; one that is too large to be a number of ours is as good as any. */
function seedOf({ seed }: Readonly<Record<string, unknown>>): number | undefined {
  const number = Number(seed);
  return seed !== undefined && Number.isSafeInteger(number) ? number : undefined;
}
