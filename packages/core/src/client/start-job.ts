import type { submitted } from '../job/transition.ts';
import type { Listened } from '../primitives/listeners.ts';
import type { Endpoint } from '../providers/endpoint.ts';
import { carryOut } from './carry-out.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { createJob } from './job.ts';
import type { Order } from './submit-job.ts';

/** Most jobs have no listener for most of their life. */
const NOBODY: Listened['listeners'] = [];
/** Who is told by a webhook asks only to be on the safe side. */
const SAFETY_NET = { minMs: 30_000, firstMs: 30_000, growth: 2, maxMs: 300_000 };

/** Sets a job going: one to submit, or one that is taken up again. */
export function startJob(
  engine: Engine,
  endpoint: Endpoint,
  [state, effects]: typeof submitted,
  order: Order = {},
): JobAtWork {
  const { adapter, bucketOf } = engine;
  // With all that it will ever have: what is added later is kept apart, and costs more.
  const work = {
    endpoint,
    job: undefined,
    // The files of placeholders are not the API's to count.
    bucket: bucketOf(endpoint.probe ? '' : adapter.bucketOf()),
    policy: order.webhookUrl ? SAFETY_NET : adapter.pollPolicy,
    state,
    listeners: NOBODY,
    submission: 'not-sent',
    ref: undefined,
    isQueued: false,
    isUrgent: false,
    flight: undefined,
  } as unknown as JobAtWork;
  work.job = createJob(engine, work);
  for (const effect of effects) carryOut(engine, work, effect, order);
  return work;
}
