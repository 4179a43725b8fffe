import type { Reading } from '../providers/read-reply.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { dispatch } from './job.ts';

/** Tells a job what a reply says of it, and what can be said of its progress. */
export function tell(
  engine: Engine,
  work: JobAtWork,
  { jobId, fact, drift }: Reading,
  acceptedAt: number,
): void {
  const { adapter, clock, onDrift } = engine;
  const { endpoint, bucket } = work;
  const { id, retentionMs } = endpoint;
  if (drift) onDrift(id, drift);
  const ref: JobRef | undefined =
    jobId === undefined ? jobId : { provider: adapter.id, endpoint: id, requestId: jobId, acceptedAt };
  if (retentionMs && 'result' in fact)
    fact = { ...fact, result: { ...(fact.result as object), expiresAt: acceptedAt + retentionMs } };
  const estimate = bucket.queue.estimate(endpoint, clock.now() - acceptedAt);
  dispatch(engine, work, { ...estimate, ...fact, ref });
}
