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
  let isUrgent = false;

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
  const add = () => {
    isQueued = true;
    queue.add(asker!, isUrgent ? { polls: 0, misses: 0 } : stateOf(), clock.now());
    isUrgent = false;
    pump();
  };
  const learn = (body: string | undefined) => {
    const { requestId, acceptedAt } = asker!;
    if (body) {
      const reply = { status: 200, text: body } as HttpReply;
      tell(readReply(adapter.dialect, endpoint, reply, requestId), acceptedAt);
    } else {
      // A question that is under way may have been answered before this came.
      isUrgent = true;
      if (isQueued) {
        queue.remove(asker!, clock.now(), false);
        add();
      }
    }
  };

  return {
    queue() {
      const policy = isTold ? SAFETY_NET : adapter.pollPolicy;
      asker ??= { ...stateOf().ref, endpoint: id, typicalMs, policy, ask };
      followed.set(asker.requestId, { job, learn });
      if (!isQueued) add();
    },
    release() {
      if (!asker) return;
      followed.delete(asker.requestId);
      queue.remove(asker, clock.now(), job.getSnapshot().phase !== 'stopped');
      pump();
    },
  };
}
