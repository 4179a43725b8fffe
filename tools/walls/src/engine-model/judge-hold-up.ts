/** Nobody is forgotten: each job is asked about when its turn comes, and each submit leaves. */
import { isTerminal } from '@briakit/core';
import { isInLine, type Handle } from './processes.ts';
import { waitOf } from './rhythm.ts';
import type { World } from './world.ts';

/** A window or two until there is room, a pause, and a request that hangs. */
const LAG_MS = 240_000;
/** After a storm of refusals it may believe that one request per minute is allowed, be it a submit's or a question's. */
const SLOWEST_MS = 120_000;

/** @param since - from when on nothing has gone wrong any more. */
export function judgeHoldUps(world: World, since: number): void {
  const { judge, now, handles, requests } = world;
  for (const handle of handles) {
    if (!handle.process.isAlive || !handle.isRead || isTerminal(handle.state)) continue;
    const { state, call, requestId } = handle;
    // Looks at files wait for nobody: they are judged at each step.
    if (requestId && requests.looks.linksOf(requestId)) continue;
    const isFollowed = 'polls' in state;
    if (!isFollowed && !isInLine(state)) continue;
    const lastAt = Math.max(since, requestId ? requests.askedLastAt(requestId) : handle.inLineSince);
    const mayWaitMs = lagMs(world, handle) + (isFollowed ? longestWaitMs(world, handle) : 0);
    judge.hold(
      'no-hold-up',
      now() - lastAt <= mayWaitMs,
      () => `${call?.words ?? requestId} is held up for ${now() - lastAt} ms: ${JSON.stringify(state)}`,
    );
  }
}

function lagMs({ choice, handles }: World, { process }: Handle): number {
  const own = handles.filter((one) => one.process === process).length;
  return LAG_MS + (choice.pacing === 'adaptive' ? own * SLOWEST_MS : 0);
}

function longestWaitMs(world: World, handle: Handle): number {
  // Of tabs that share it, one asks, and as often as suits itself.
  const all = world.choice.isShared
    ? world.handles.filter(({ requestId, process }) => requestId === handle.requestId && process.isAlive)
    : [handle];
  return Math.max(...all.map((one) => waitOf(world.choice.pacing, one, one.state).mostMs));
}
