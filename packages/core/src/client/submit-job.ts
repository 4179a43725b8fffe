import { BriakitError, type Submission } from '../errors/briakit-error.ts';
import { InputError } from '../errors/input-error.ts';
import { InsufficientBalanceError } from '../errors/insufficient-balance-error.ts';
import { refuse } from '../providers/media.ts';
import { prepareBody } from '../providers/prepare-body.ts';
import { readReply } from '../providers/read-reply.ts';
import type { Engine, JobAtWork } from './engine.ts';

/** What is asked for; a job that is resumed asks for nothing. */
export interface Order {
  readonly input?: unknown;
  readonly webhookUrl?: string | undefined;
  readonly priority?: number | undefined;
}

/** Checks the input, waits for a place, and sends it: once, or more often where that cannot buy twice. */
export async function submitJob(
  { adapter, send, wallet }: Engine,
  { endpoint, dispatch, tell, signal }: JobAtWork,
  { input, webhookUrl, priority }: Order,
): Promise<void> {
  const { id, path, mode, method, toRequest, typicalMs, webhook } = endpoint;
  let submission: Submission = 'not-sent';
  /** Another submit was refused for want of money: this one is not sent. */
  const callOff = (cause: BriakitError) => {
    if (submission === 'not-sent')
      dispatch({ type: 'job-failed', error: new InsufficientBalanceError({ endpoint: id, cause }) });
  };
  try {
    // What is not a POST makes nothing, and is not billed.
    if (!method) wallet.enter(callOff);
    signal.throwIfAborted();
    const hook =
      webhookUrl === undefined
        ? {}
        : webhook === false
          ? refuse('It takes none.', { field: 'webhookUrl', endpoint: id })
          : adapter.webhook(webhookUrl, id);
    const body = { ...(await prepareBody(endpoint, input, { host: adapter.host, signal })), ...hook.body };
    const reply = await send(
      {
        ...(toRequest?.(endpoint, body) ?? { method: 'POST', path, body: JSON.stringify(body) }),
        headers: hook.headers,
        bucket: adapter.bucketOf(id),
        endpoint: id,
        workMs: mode === 'immediate' || body['sync'] ? 10 * typicalMs : 0,
      },
      {
        signal,
        priority,
        onHeld(waitReason, untilAt) {
          // Not any more: what was refused with a 429 is as if it had never left.
          submission = 'not-sent';
          dispatch({ type: 'submit-held', waitReason, untilAt });
        },
        onSent() {
          submission = 'unknown';
          dispatch({ type: 'submit-started' });
        },
      },
    );
    const reading = readReply(adapter.dialect, endpoint, reply);
    if (!method) wallet.note(reading.fact);
    tell(reading, reply.receivedAt);
  } catch (cause) {
    // After the end it is the abort, and what is dispatched changes nothing.
    const error = BriakitError.is(cause)
      ? cause
      : // Not ours: it comes from what we were given, a host, a schema, a layer.
        new InputError('The input was refused.', { submission, endpoint: id, cause });
    dispatch({ type: 'job-failed', error });
  } finally {
    wallet.underWay.delete(callOff);
  }
}
