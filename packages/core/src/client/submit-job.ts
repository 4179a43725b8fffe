import { BriakitError } from '../errors/briakit-error.ts';
import { InputError } from '../errors/input-error.ts';
import { InsufficientBalanceError } from '../errors/insufficient-balance-error.ts';
import { refuse } from '../providers/media.ts';
import { prepareBody } from '../providers/prepare-body.ts';
import { readReply } from '../providers/read-reply.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { dispatch, onceEnded } from './job.ts';
import { tell } from './tell.ts';

/** What is asked for; a job that is resumed asks for nothing. */
export interface Order {
  readonly input?: unknown;
  readonly webhookUrl?: string | undefined;
  readonly priority?: number | undefined;
}

/** Checks the input, waits for a place, and sends it: once, or more often where that cannot buy twice. */
export async function submitJob(
  engine: Engine,
  work: JobAtWork,
  { input, webhookUrl, priority }: Order,
): Promise<void> {
  const { adapter, send, wallet, early } = engine;
  const { endpoint } = work;
  const { id, path, mode, method, toRequest, typicalMs, webhook } = endpoint;
  const { signal } = (work.flight = new AbortController());
  const fail = (error: BriakitError) => dispatch(engine, work, { type: 'job-failed', error });
  /** Another submit was refused for want of money: this one is not sent. */
  const callOff = (cause: BriakitError) => {
    if (work.submission === 'not-sent') fail(new InsufficientBalanceError({ endpoint: id, cause }));
  };
  try {
    const hook =
      webhookUrl === undefined
        ? {}
        : webhook === false
          ? refuse('It takes none.', { field: 'webhookUrl', endpoint: id })
          : adapter.webhook(webhookUrl, id);
    const body = { ...(await prepareBody(endpoint, input, { host: adapter.host, signal })), ...hook.body };
    signal.throwIfAborted();
    // What has a method of its own makes no picture: nearly all of it is free, and goes with an empty wallet, too.
    if (!method) wallet.enter(callOff);
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
        onEnded: (ended) => onceEnded(work, ended),
        onHeld(waitReason, untilAt) {
          // Not any more: what was refused with a 429 is as if it had never left.
          if (work.submission !== 'not-sent') {
            work.submission = 'not-sent';
            wallet.recheck(callOff);
          }
          dispatch(engine, work, { type: 'submit-held', waitReason, untilAt });
        },
        onSent() {
          dispatch(engine, work, { type: 'submit-started' });
          work.submission = 'unknown';
        },
      },
    );
    const reading = readReply(adapter.dialect, endpoint, reply);
    if (!method) wallet.note(reading.fact);
    work.flight = undefined;
    tell(engine, work, reading, reply.receivedAt);
  } catch (cause) {
    // After the end it is the abort, and what is dispatched changes nothing.
    const error = BriakitError.is(cause)
      ? cause
      : // Not ours: it comes from what we were given, a host, a schema, a layer.
        new InputError('The input was refused.', { submission: work.submission, endpoint: id, cause });
    fail(error);
  } finally {
    wallet.underWay.delete(callOff);
    if (!wallet.underWay.size) early.clear();
  }
}
