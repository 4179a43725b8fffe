/** Nobody is forgotten: each job is asked about when its turn comes, and each submit leaves. */
import { isTerminal, type ProviderId } from '@briakit/core';
import { isInLine, type Handle } from './processes.ts';
import type { World } from './world.ts';

/** How long jobs wait for their next poll, as the providers' policies have it. Webhooks spare most polls. */
const POLLS = {
  bria: { firstMs: 1_000, growth: 1.5, maxMs: 5_000 },
  pixazo: { firstMs: 5_000, growth: 1.2, maxMs: 10_000 },
  told: { firstMs: 30_000, growth: 2, maxMs: 300_000 },
} as const satisfies Record<ProviderId | 'told', unknown>;

/** A window or two until there is room, a pause, and a request that hangs. */
const LAG_MS = 240_000;
/** Adaptive pacing asks after so many of the longest waits, at the latest. */
const MOST_WAITS = 16;
/** After a storm of refusals it may believe that one request per minute is allowed, be it a submit's or a question's. */
const SLOWEST_MS = 120_000;

/** @param since - from when on nothing has gone wrong any more. */
export function judgeHoldUps(world: World, since: number): void {
  const { judge, now, handles, requests } = world;
  for (const handle of handles) {
    if (!handle.process.isAlive || !handle.isRead || isTerminal(handle.state)) continue;
    const { state, call, requestId } = handle;
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
  return Math.max(...all.map((one) => ownWaitMs(world, one)));
}

function ownWaitMs({ choice }: World, { state, call, process }: Handle): number {
  if (!('polls' in state)) return 0;
  const { firstMs, growth, maxMs } = POLLS[call?.webhook ? 'told' : process.provider];
  if (choice.pacing === 'adaptive') return MOST_WAITS * maxMs;
  const { polls, misses } = state;
  const lateness = 2 ** Math.min(4, Math.floor(polls / 32));
  return lateness * Math.min(maxMs, firstMs * growth ** (polls - 1) * 2 ** misses);
}
