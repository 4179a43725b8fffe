import { BriakitError, type Submission } from '../errors/briakit-error.ts';
import { InputError } from '../errors/input-error.ts';
import type { FollowedState, JobEvent } from '../job/job-state.ts';
import { pollDelayMs } from '../pacing/poll-delay.ts';
import { estimateProgress } from '../pacing/progress.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Random } from '../primitives/random.ts';
import { sleep } from '../primitives/sleep.ts';
import type { ProviderAdapter } from '../providers/adapter.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import { prepareBody } from '../providers/prepare-body.ts';
import { readReply, type Reading } from '../providers/read-reply.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { MediaFetch } from '../transport/fetch-media.ts';
import type { Transport } from '../transport/transport.ts';
import type { RunEffect } from './job.ts';

/** What is asked for. */
export interface Order {
  readonly input?: unknown;
  readonly webhookUrl?: string | undefined;
}

/** What the jobs of one client share. */
export interface Engine {
  readonly adapter: ProviderAdapter;
  readonly transport: Transport;
  /** Without the credential, for files. */
  readonly fetch: MediaFetch;
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly onDrift: (endpoint: string, drift: string) => void;
}

/**
 * Carries out the orders of the state machine: the one place that knows both what happened and how long to
 * wait. The poll loop exists here, once, for both providers and every hook.
 *
 * @param order - of a job to submit; a job that is resumed has none.
 * @param signal - aborts when the job has ended.
 */
export function createRunEffect<Result>(
  engine: Engine,
  endpoint: Endpoint,
  { input, webhookUrl }: Order,
  signal: AbortSignal,
): RunEffect<Result> {
  const { adapter, transport, clock, random, onDrift } = engine;
  return (effect, state, dispatch) => {
    const tell = ({ jobId, fact, drift }: Reading, acceptedAt: number) => {
      if (drift) onDrift(endpoint.id, drift);
      const { id, typicalMs, retentionMs } = endpoint;
      const ref: JobRef | undefined =
        jobId === undefined ? jobId : { provider: adapter.id, endpoint: id, requestId: jobId, acceptedAt };
      if (retentionMs && 'result' in fact)
        fact = { ...fact, result: { ...(fact.result as object), expiresAt: acceptedAt + retentionMs } };
      dispatch({
        ...estimateProgress(clock.now() - acceptedAt, typicalMs),
        ...fact,
        ref,
      } as JobEvent<Result>);
    };

    let submission: Submission = 'not-sent';
    const submit = async () => {
      const { path, id, toRequest } = endpoint;
      const hook = webhookUrl ? adapter.webhook(webhookUrl) : {};
      if (webhookUrl && endpoint.webhook === false)
        throw new InputError('It takes no `webhookUrl`.', { endpoint: id });
      const body = { ...(await prepareBody(endpoint, input, { host: adapter.host, signal })), ...hook.body };
      const reply = await transport(
        {
          ...(toRequest?.(endpoint, body) ?? { method: 'POST', path, body: JSON.stringify(body) }),
          headers: hook.headers,
          bucket: adapter.bucketOf(id),
          endpoint: id,
        },
        {
          signal,
          onHeld: (waitReason, untilAt) => dispatch({ type: 'submit-held', waitReason, untilAt }),
          onSent() {
            submission = 'unknown';
            dispatch({ type: 'submit-started' });
          },
        },
      );
      tell(readReply(adapter.dialect, endpoint, reply), reply.receivedAt);
    };

    const poll = async ({ ref, polls, misses }: FollowedState) => {
      const { requestId: jobId } = ref;
      await sleep(clock, pollDelayMs(polls, misses, adapter.pollPolicy, random), signal);
      if (endpoint.probe)
        return tell(await endpoint.probe(endpoint, { ...engine, ref, signal }), ref.acceptedAt);
      const reply = await transport(
        {
          method: 'GET',
          path: adapter.statusPath(jobId),
          bucket: adapter.bucketOf(),
          endpoint: endpoint.id,
          jobId,
        },
        { signal },
      );
      tell(readReply(adapter.dialect, endpoint, reply, jobId), ref.acceptedAt);
    };

    // After the end both fail with the abort, and what they dispatch then changes nothing. What is thrown and is
    // not ours comes from what we were given: a host, a schema, a layer.
    if (effect === 'send-submit')
      submit().catch((cause: unknown) => {
        const context = { submission, endpoint: endpoint.id, cause };
        const error = BriakitError.is(cause) ? cause : new InputError('The input was refused.', context);
        dispatch({ type: 'job-failed', error });
      });
    else if ('polls' in state) poll(state).catch(() => dispatch({ type: 'poll-missed' }));
  };
}
