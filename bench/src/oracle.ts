/**
 * Whoever knows the future: submits each job and asks about it once, both at the first instant that the provider's
 * limit allows. Nobody can be faster with submits in the order in which they are asked for.
 */
import type { Kind } from './durations.ts';
import { ONE_WAY_MS, WINDOW_MS } from './provider.ts';
import type { JobEnd, TrialRecord } from './trial.ts';
import type { Workload } from './workloads.ts';

/** @returns what a trial would record of it, were the limiter a sliding log and the network always the same. */
export function runOracle({ cell, jobs }: Workload): TrialRecord {
  const doors = new Map<Kind, Door>();
  const ended = jobs.map(({ kind, releasedMs, durationMs }, index) => {
    const door = doors.get(kind) ?? createDoor(cell.perMinute);
    doors.set(kind, door);
    return { index, releasedMs, endedMs: door(releasedMs + ONE_WAY_MS) + durationMs };
  });

  const statusDoor = createDoor(cell.perMinute);
  const ends = ended
    .toSorted((a, b) => a.endedMs - b.endedMs)
    .map(({ index, releasedMs, endedMs }): JobEnd => {
      const noticedMs = statusDoor(endedMs) + ONE_WAY_MS;
      return { index, lagMs: noticedMs - endedMs, endToEndMs: noticedMs - releasedMs };
    });
  return {
    ends,
    lost: 0,
    traffic: { submits: jobs.length, statuses: jobs.length, refusedSubmits: 0, refusedStatuses: 0 },
    makespanMs: Math.max(...ends.map(({ index, endToEndMs }) => jobs[index]!.releasedMs + endToEndMs)),
  };
}

/** When a request that wants to pass at `wantedMs` does, asked in the order of wanting. */
type Door = (wantedMs: number) => number;

function createDoor(limit: number): Door {
  const passedMs: number[] = [];
  return (wantedMs) => {
    const atMs = Math.max(wantedMs, (passedMs[passedMs.length - limit] ?? -Infinity) + WINDOW_MS);
    passedMs.push(atMs);
    return atMs;
  };
}
