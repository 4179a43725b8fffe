import type { FollowedState } from '../job/job-state.ts';
import { readReply } from '../providers/read-reply.ts';
import type { Asker } from '../transport/bucket.ts';
import type { HttpReply } from '../transport/transport.ts';
import type { Engine, JobAtWork } from './engine.ts';

/** Who is told by a webhook asks only to be on the safe side. */
const SAFETY_NET = { minMs: 30_000, firstMs: 30_000, growth: 2, maxMs: 300_000 };

/** A job in the queue of those that are asked about. */
export interface JobFollowing {
  /** Puts it in, where it is not in yet. */
  readonly queue: () => void;
  /** Takes it out, for good. */
  readonly release: () => void;
}

/**
 * Asks how a job stands, whenever its turn comes. The poll exists here, once, for both providers and every hook.
 *
 * @param isTold - by a webhook.
 */
export function followJob(
  { adapter, followed, ...world }: Engine,
  { endpoint, bucket, job, dispatch, tell, signal }: JobAtWork,
  isTold: boolean,
): JobFollowing {
  const { id, typicalMs, probe } = endpoint;
  const { clock } = world;
  const { queue, pump, leave, sendNow } = bucket;
  const stateOf = () => job.getSnapshot() as FollowedState;
  let asker: Asker | undefined;
  let isQueued = false;

  const ask = async () => {
    isQueued = false;
    const { ref, misses } = stateOf();
    const { requestId: jobId, acceptedAt } = ref;
    try {
      if (probe) return tell(await probe(endpoint, { ...world, ref, signal }).finally(leave), acceptedAt);
      const reply = await sendNow(
        { method: 'GET', path: adapter.statusPath(jobId), bucket: adapter.bucketOf(), endpoint: id, jobId },
        { signal },
        misses + 1,
      );
      if (reply) return tell(readReply(adapter.dialect, endpoint, reply, jobId), acceptedAt);
    } catch {
      // No answer is no news. After the end it is the abort, and what is dispatched changes nothing.
    }
    dispatch({ type: 'poll-missed' });
  };
  const add = (standing: Pick<FollowedState, 'polls' | 'misses'>) => {
    isQueued = true;
    queue.add(asker!, standing, clock.now());
    pump();
  };
  const learn = (body: string | undefined) => {
    const { requestId, acceptedAt } = stateOf().ref;
    if (body) {
      const reply = { status: 200, text: body } as HttpReply;
      tell(readReply(adapter.dialect, endpoint, reply, requestId), acceptedAt);
    } else if (isQueued) {
      queue.remove(asker!, clock.now(), false);
      add({ polls: 0, misses: 0 });
    }
  };

  return {
    queue() {
      const state = stateOf();
      const { requestId, acceptedAt } = state.ref;
      const policy = isTold ? SAFETY_NET : adapter.pollPolicy;
      asker ??= { endpoint: id, requestId, typicalMs, acceptedAt, policy, ask };
      followed.set(requestId, { job, learn });
      if (!isQueued) add(state);
    },
    release() {
      if (!asker) return;
      followed.delete(asker.requestId);
      queue.remove(asker, clock.now(), job.getSnapshot().phase !== 'stopped');
      pump();
    },
  };
}
