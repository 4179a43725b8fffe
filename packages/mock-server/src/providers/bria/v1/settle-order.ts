/** What becomes of an order of version 1, and of its money. */
import { moneyEffectOf } from '../../../world/admit.ts';
import { assertNever } from '../../../world/assert-never.ts';
import { fileFate, type Recipe } from '../../../world/placeholders.ts';
import { momentOf, type Ask } from './immediate.ts';
import { issueFile, readyAtOf } from './issue-file.ts';

const MODERATED = 'The visual did not pass content moderation.';

/** Of an order whose result is in the answer. Its outcome is an HTTP status, as of a submit with `sync`. */
export function answerOrder(ask: Ask<unknown>, orderId: string | undefined, make: () => object): Response {
  const { world, now, refuse } = ask;
  const { outcome, message } = world.outcomes.take(momentOf(ask));
  const effect = moneyEffectOf(outcome);
  if (effect && orderId !== undefined) world.ledger[effect](orderId, now);
  switch (outcome) {
    case 'completed':
      return Response.json(make());
    case 'empty':
      return Response.json({});
    case 'failed':
      return refuse(422, message ?? MODERATED);
    case 'error':
    case 'unknown':
      return refuse(500, message ?? 'Something unexpected happened.');
    case 'stuck':
      // The gateway's patience ends before the work does, and the gateway has no words of Bria's.
      return Response.json({ message: 'Endpoint request timed out' }, { status: 504 });
    default:
      return assertNever(outcome);
  }
}

/**
 * Of one file that is named in the answer and made later, each with an outcome of its own: what is withheld
 * is an empty file.
 *
 * @param lifeMs - from the answer until the file is gone. Default: it stays.
 * @param atOnce - it is waited for: the file is there with the answer.
 * @param lacksInput - what it is made of cannot be fetched: it fails, whatever was decided for it.
 * @returns its link, or why there is none: only what is waited for is known to be withheld.
 */
export function orderFile(
  ask: Ask<unknown>,
  orderId: string,
  recipe: Recipe,
  {
    lifeMs,
    atOnce,
    lacksInput,
  }: { readonly lifeMs?: number; readonly atOnce: boolean; readonly lacksInput?: boolean },
): { readonly url: string } | { readonly withheld: string } {
  const { world, now } = ask;
  const decided = world.outcomes.take(momentOf(ask));
  const { outcome, message = MODERATED } = lacksInput ? { outcome: 'failed' as const } : decided;
  const readyAt = atOnce ? now : readyAtOf(ask);
  const effect = moneyEffectOf(outcome);
  if (effect && atOnce) world.ledger[effect](orderId, now);
  else if (effect) world.agenda.add(readyAt, { type: effect, requestId: orderId });
  const fate = fileFate(outcome, readyAt);
  if (atOnce && fate.isEmpty) return { withheld: message };
  return issueFile(ask, { ...fate, recipe, ...(lifeMs !== undefined && { expiresAt: now + lifeMs }) });
}
