/** Floor 6 · client: asks how jobs stand. The poll exists here, once, for both providers and every hook. */
import type { FollowedState } from '../job/job-state.ts';
import { readReply, type Reading } from '../providers/read-reply.ts';
import type { HttpReply } from '../transport/transport.ts';
import type { Delivered, Engine, JobAtWork } from './engine.ts';
import { dispatch, onceEnded } from './job.ts';
import { tell } from './tell.ts';

/** Has it asked about when its turn comes. */
export function follow(engine: Engine, work: JobAtWork): void {
  const { followed, early } = engine;
  const { ref } = work.state as FollowedState;
  const { requestId } = ref;
  work.ref = ref;
  followed.set(requestId, work);
  if (!work.isQueued && !work.flight) enqueue(engine, work);
  const body = early.get(requestId);
  if (early.delete(requestId)) learn(engine, work, body);
}

/** Has it no longer asked about, for good. */
export function release({ followed, time }: Engine, work: JobAtWork): void {
  const { bucket, ref, state, flight } = work;
  flight?.abort();
  if (!ref) return;
  // Another one may have been resumed under its name.
  if (followed.get(ref.requestId) === work) followed.delete(ref.requestId);
  // What else ends it says nothing of how long such jobs take.
  bucket.queue.remove(work, time(), 'result' in state);
  bucket.pump();
}

/** Asks, in a place of the bucket that is taken already. */
export async function ask(engine: Engine, work: JobAtWork): Promise<void> {
  const { adapter } = engine;
  const { endpoint, bucket, ref } = work;
  const { requestId: jobId, acceptedAt } = ref;
  const { signal } = (work.flight = new AbortController());
  work.isQueued = false;
  let reading: Reading | undefined;
  try {
    if (endpoint.probe)
      reading = await endpoint.probe(endpoint, { ...engine, ref, signal }).finally(bucket.leave);
    else {
      const reply = await bucket.sendNow(
        {
          method: 'GET',
          path: adapter.statusPath(jobId),
          bucket: adapter.bucketOf(),
          endpoint: endpoint.id,
          jobId,
        },
        { signal, onEnded: (ended) => onceEnded(work, ended) },
      );
      reading = reply && readReply(adapter.dialect, endpoint, reply, jobId);
    }
  } catch {
    // No answer is no news. After the end it is the abort, and what is dispatched changes nothing.
  }
  work.flight = undefined;
  if (reading) tell(engine, work, reading, acceptedAt);
  else dispatch(engine, work, { type: 'poll-missed' });
}

/** Takes what a webhook brought, for a job that is followed or whose submit is under way. */
export function deliver(engine: Engine, { requestId, body }: Delivered): boolean {
  const { adapter, followed, early, wallet } = engine;
  const known = followed.get(requestId);
  // Anybody can send what nobody signs.
  const believed = adapter.isSigned ? body : undefined;
  if (known) learn(engine, known, believed);
  else if (wallet.underWay.size) {
    if (early.size > MOST_EARLY) early.clear();
    early.set(requestId, believed || early.get(requestId));
  }
  return !!known;
}

/** A busy server is told of the jobs of others, too. */
const MOST_EARLY = 100;

/** Takes what came by another way than a poll: the body of an answer, or without one a reason to ask now. */
function learn(engine: Engine, work: JobAtWork, body: string | undefined): void {
  const { requestId, acceptedAt } = work.ref;
  // Of a job whose answer is links nobody but its files has anything to say.
  if (body && !work.endpoint.probe) {
    const reply = { status: 200, text: body } as HttpReply;
    tell(engine, work, readReply(engine.adapter.dialect, work.endpoint, reply, requestId), acceptedAt);
  } else {
    // A question that is under way may have been answered before this came.
    work.isUrgent = true;
    if (work.isQueued) enqueue(engine, work);
  }
}

function enqueue({ clock, time }: Engine, work: JobAtWork): void {
  const { bucket, ref, isUrgent, state } = work;
  const { queue, pump } = bucket;
  const now = time();
  // Only who is not known yet is asked about at once.
  if (isUrgent) queue.remove(work, now, false);
  const standing = isUrgent ? { polls: 0, misses: 0 } : (state as FollowedState);
  // Not below zero: the clock may have been set back.
  queue.add(work, standing, now, Math.max(0, clock.now() - ref.acceptedAt));
  work.isQueued = true;
  work.isUrgent = false;
  pump();
}
