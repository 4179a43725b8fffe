import type { JournaledJob } from '@briakit/core/journal';
import type { Call, Handle, Process } from './processes.ts';
import { follow, look, watchHandle, type HandleWorld } from './watch-handle.ts';

/** Who reads a job: we do, nobody does before the end, or we look on while a batch does. */
export type How = 'read' | 'unread' | 'batched';

/** Holds a job, and watches it from now on. */
export function holdJob(
  world: HandleWorld,
  job: JournaledJob,
  process: Process,
  call: Call | undefined,
  how: How,
): Handle {
  const handle: Handle = {
    job,
    process,
    call,
    isRead: how !== 'unread',
    isBatched: how === 'batched',
    since: world.now(),
    state: how === 'read' ? job.getSnapshot() : { phase: 'submitting' },
    requestId: undefined,
    inLineSince: 0,
    leftLineAt: 0,
    promises: [],
  };
  if (handle.isRead) {
    look(world, handle);
    watchHandle(world, handle);
  } else
    void follow(
      handle,
      'accepted',
      job.accepted().then(({ requestId }) => (handle.requestId = requestId)),
    );
  return handle;
}
