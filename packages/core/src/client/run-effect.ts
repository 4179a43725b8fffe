import type { JobEvent } from '../job/job-state.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { followJob } from './follow-job.ts';
import type { RunEffects } from './job.ts';
import { submitJob, type Order } from './submit-job.ts';

/**
 * Carries out the orders of a job's state machine.
 *
 * @param order - of a job to submit; a job that is resumed has none.
 * @param ended - aborted when the job has ended, to call off what it still has in flight.
 */
export const createRunEffects =
  (engine: Engine, endpoint: Endpoint, order: Order, ended: AbortController): RunEffects =>
  (job, dispatch) => {
    const { adapter, bucketOf, clock, onDrift } = engine;
    const { id, typicalMs, retentionMs, probe } = endpoint;
    // The files of placeholders are not the API's to count.
    const bucket = bucketOf(probe ? '' : adapter.bucketOf());
    const work: JobAtWork = {
      endpoint,
      bucket,
      job,
      dispatch,
      signal: ended.signal,
      tell({ jobId, fact, drift }, acceptedAt) {
        if (drift) onDrift(id, drift);
        const ref: JobRef | undefined =
          jobId === undefined ? jobId : { provider: adapter.id, endpoint: id, requestId: jobId, acceptedAt };
        if (retentionMs && 'result' in fact)
          fact = { ...fact, result: { ...(fact.result as object), expiresAt: acceptedAt + retentionMs } };
        const estimate = bucket.queue.estimate({ endpoint: id, typicalMs }, clock.now() - acceptedAt);
        dispatch({ ...estimate, ...fact, ref } as JobEvent<never>);
      },
    };
    const following = followJob(engine, work, !!order.webhookUrl);

    return (effect) => {
      if (effect === 'send-submit') void submitJob(engine, work, order);
      else if (effect === 'schedule-poll') following.queue();
      else {
        following.release();
        ended.abort();
      }
    };
  };
