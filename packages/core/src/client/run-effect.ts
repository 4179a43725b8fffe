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
import { readReply, type Reading } from '../providers/read-reply.ts';
import type { MediaInput } from '../schemas/media-input.ts';
import { check } from '../schemas/schema.ts';
import type { Transport } from '../transport/transport.ts';
import type { RunEffect } from './job.ts';

/** What the jobs of one client share. */
export interface Engine {
  readonly adapter: ProviderAdapter;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly onDrift: (endpoint: string, drift: string) => void;
}

/**
 * Carries out the orders of the state machine: the one place that knows both what happened and how long to
 * wait. The poll loop exists here, once, for both providers and every hook.
 *
 * @param input - of a job to submit; a job that is resumed has none.
 * @param signal - aborts when the job has ended.
 */
export function createRunEffect<Result>(
  { adapter, transport, clock, random, onDrift }: Engine,
  endpoint: Endpoint,
  input: unknown,
  signal: AbortSignal,
): RunEffect<Result> {
  return (effect, state, dispatch) => {
    const tell = ({ jobId, fact, drift }: Reading, acceptedAt: number) => {
      if (drift) onDrift(endpoint.id, drift);
      const ref = jobId && { provider: adapter.id, endpoint: endpoint.id, requestId: jobId, acceptedAt };
      const estimate = estimateProgress(clock.now() - acceptedAt, endpoint.typicalMs);
      dispatch({ ...estimate, ...fact, ref } as JobEvent<Result>);
    };

    let submission: Submission = 'not-sent';
    const submit = async () => {
      const body = JSON.stringify(await prepareBody(adapter, endpoint, input, signal));
      const reply = await transport(
        {
          method: 'POST',
          path: endpoint.path,
          body,
          bucket: adapter.bucketOf(endpoint.id),
          endpoint: endpoint.id,
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
        const error = BriakitError.is(cause)
          ? cause
          : new InputError('The input could not be used.', context);
        dispatch({ type: 'job-failed', error });
      });
    else if ('polls' in state) poll(state).catch(() => dispatch({ type: 'poll-missed' }));
  };
}

/** Everything that can be wrong with the input is found here, before a credit is spent. */
async function prepareBody(
  adapter: ProviderAdapter,
  { id, input: schema, media, toBody }: Endpoint,
  input: unknown,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const outcome = check(schema, input);
  if ('fault' in outcome) throw new InputError(`${outcome.fault}.`, { endpoint: id });
  const body = { ...(outcome.value as Record<string, unknown>) };
  for (const field of media)
    if (body[field] !== undefined)
      body[field] = await adapter.prepareMedia(body[field] as MediaInput, signal);
  return toBody ? toBody(body) : body;
}
