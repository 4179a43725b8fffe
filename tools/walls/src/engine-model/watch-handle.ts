/** Judges everything that a handle on a job shows. */
import { isTerminal, type JobState } from '@briakit/core';
import type { JournaledJob } from '@briakit/core/journal';
import type { Mock } from '@briakit/mock-server';
import type { Judge } from './judge.ts';
import { judgeFiles } from './judge-files.ts';
import { wordsIn } from './targets.ts';
import { errorOf, idOf, isInLine, peek, refOf, type Handle, type Settling } from './processes.ts';
import type { Storage } from './storage.ts';
import type { LookWatch } from './watch-looks.ts';

const RANK = {
  waiting: 0,
  submitting: 0,
  queued: 1,
  running: 2,
  succeeded: 3,
  failed: 3,
  stopped: 3,
} as const;

export interface HandleWorld {
  readonly judge: Judge;
  readonly mock: Mock;
  readonly now: () => number;
  readonly looks: LookWatch;
  readonly storage: Storage;
}

/** Reads each change as it is told, and judges it. */
export function watchHandle(world: HandleWorld, handle: Handle): void {
  handle.job.subscribe(() => {
    const before = handle.state;
    look(world, handle);
    world.judge.hold(
      'monotone',
      // A batch listens, too, and may have stopped it meanwhile: both changes are told.
      handle.state !== before || handle.isBatched,
      () => `A listener is told of nothing: ${before.phase}`,
    );
  });
  if (isTerminal(handle.state)) return;
  // What its batch hands out is not ours to take.
  if (handle.isBatched) return;
  follow(handle, 'result', handle.job.result());
  follow(handle, 'accepted', handle.job.accepted());
  follow(handle, 'iterator', readAll(world.judge, handle.job));
}

/** Reads the state as it is now. */
export function look(world: HandleWorld, handle: Handle): void {
  const { judge, mock, now, looks } = world;
  const { state: before, job } = handle;
  const after = handle.isBatched ? peek(job) : job.getSnapshot();
  handle.state = after;
  handle.requestId ??= idOf(after);
  if (isInLine(after) && !isInLine(before)) handle.inLineSince = now();
  if (isInLine(before) && !isInLine(after)) handle.leftLineAt = now();
  const told = () =>
    `${handle.call?.words ?? idOf(after)}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
  judge.hold('monotone', mayFollow(before, after), told);
  const links = looks.linksOf(handle.requestId ?? '');
  if (!links) judgeTruth(judge, mock, now(), handle);
  // When one that nobody reads has come to its end, nobody knows.
  else if (handle.isRead && !isTerminal(before))
    judgeFiles(world, handle, links, looks.of(handle.process, links.name));
}

function mayFollow(before: JobState, after: JobState): boolean {
  if (isTerminal(before))
    return (
      before === after ||
      (before.phase === 'stopped' && after.phase === 'stopped' && !before.ref && !!after.ref)
    );
  if (RANK[after.phase] < RANK[before.phase]) return false;
  if (refOf(before) && refOf(after)?.requestId !== refOf(before)?.requestId) return false;
  if (!('progress' in after)) return true;
  const { progress, polls, etaMs = 0, etaP90Ms = 0 } = after;
  const least = 'progress' in before ? before : { progress: 0, polls: 0 };
  return progress >= least.progress && progress < 1 && polls >= least.polls && etaMs >= 0 && etaP90Ms >= 0;
}

/** What is told of a job's end is what the provider's books say. */
function judgeTruth(judge: Judge, mock: Mock, now: number, { call, state }: Handle): void {
  if (state.phase !== 'succeeded' || call?.target.free) return;
  const { ref, result } = state;
  // An answer that is the result comes without a name.
  const job = ref.requestId
    ? mock.state.jobs.get(ref.requestId)
    : mock.state.jobs.find().findLast(({ files }) => wordsIn(JSON.stringify(files)) === call?.words);
  const isMade = job?.outcome === 'completed' && JSON.stringify(result).includes(job.requestId);
  // Whoever follows a job by its ref alone is given what came.
  const isEmpty = job?.outcome === 'empty' && !JSON.stringify(result).includes('http');
  const isOver = (job?.plan.at(-1)?.at ?? Infinity) <= now;
  judge.hold(
    'true-outcome',
    (isMade || isEmpty) && isOver,
    () => `${call?.words ?? ref.requestId} (${job?.outcome}) has succeeded: ${JSON.stringify(result)}`,
  );
}

/** Remembers what comes of a promise. */
export function follow(
  handle: Handle,
  of: Settling['of'],
  promise: Promise<unknown>,
  signal?: AbortSignal,
): Settling {
  const settling: Settling = { of, signal, outcome: undefined };
  handle.promises.push(settling);
  promise.then(
    (value) => (settling.outcome = { value }),
    (error: unknown) => (settling.outcome = { error }),
  );
  return settling;
}

/** To the end, which comes once. */
async function readAll(judge: Judge, job: JournaledJob): Promise<JobState | undefined> {
  let last: JobState | undefined;
  for await (const state of job) {
    judge.hold('monotone', !last || !isTerminal(last), () => `The iterator goes on after ${last?.phase}`);
    last = state;
  }
  return last;
}

/** Whether what was promised is what has come: the state says the same to everybody. */
export function judgePromises(judge: Judge, { promises, state, call }: Handle): void {
  for (const { of, signal, outcome } of promises) {
    const name = () => `${of} of ${call?.words ?? idOf(state)} (${state.phase}): ${JSON.stringify(outcome)}`;
    judge.hold('no-loss', !isTerminal(state) || outcome !== undefined, name);
    if (!outcome || !isTerminal(state) || signal) continue;
    if (of === 'iterator')
      judge.hold('no-loss', 'value' in outcome && isTerminal(outcome.value as JobState), name);
    else if (of === 'result') {
      const isSame =
        'value' in outcome
          ? 'result' in state && state.result === outcome.value
          : errorOf(state) === outcome.error;
      judge.hold('no-loss', isSame, name);
    }
  }
}
