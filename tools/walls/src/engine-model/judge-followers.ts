/** Judges who asks about a job, or looks at its files: one who follows it, and nobody beside him. */
import { isTerminal } from '@briakit/core';
import { idOf, peek, type Handle, type Process } from './processes.ts';
import type { Watched } from './watch-requests.ts';

const hasEnded = ({ isRead, state }: Handle) => isRead && isTerminal(state);

/** @param of - what is asked for: tabs that share their jobs look at files each for itself. */
export function judgeFollowers(world: Watched, process: Process, requestId: string, of: 'status' | 'file') {
  const { judge, handles, isShared } = world;
  // Of one that nobody reads, its name may not have been written down yet.
  const followers = handles.filter((one) => (one.requestId ?? idOf(peek(one.job))) === requestId);
  const isOwn = ({ process: by }: Handle) => by === process;
  // A tab may take up what it is told of, of which it has seen the end, while another one follows it still.
  const isOpen = followers.some((one) => (isShared || isOwn(one)) && !hasEnded(one));
  judge.hold(
    'quiet-end',
    isOpen || process.resuming > 0 || (isShared && !followers.some(isOwn)),
    () => `${requestId} is asked about after its end`,
  );
  const elsewhere = followers.find(
    ({ process: by, isRead, state }) => by !== process && by.isAlive && isRead && !isTerminal(state),
  );
  judge.hold(
    'lease',
    process.leads ? of === 'file' || process.leads(requestId) : !elsewhere || world.isUnleased(requestId),
    () => `${requestId} is polled by ${process.name} and ${elsewhere?.process.name}`,
  );
}
