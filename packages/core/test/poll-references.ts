/** What a pacing is compared with: who spaces polls evenly, and who knows everything. */
import type { Pacing, Polled, PollQueue } from '../src/pacing/pacing.ts';
import { createWindowLog, type WindowLog } from '../src/pacing/window-log.ts';
import { seededRandom } from '../src/primitives/random.ts';
import { drawDurationMs, WINDOW_MS, type Workload } from './poll-workload.ts';
import type { Outcome } from './poll-world.ts';

/** Everybody asks by one shared limiter with even gaps, whoever has waited longest first. */
export const evenlySpaced: Pacing = (limit) => {
  const log = createWindowLog(limit);
  const gapMs = limit.windowMs / limit.limit;
  const line: { job: Polled; dueAt: number }[] = [];
  let nextAt = -Infinity;
  const queue: PollQueue = {
    nextAt: () => (line[0] ? Math.max(line[0].dueAt, nextAt) : Infinity),
    take(now) {
      nextAt = now + gapMs;
      return line.shift()!.job;
    },
    add: (job, { polls }, now) => void line.push({ job, dueAt: polls > 1 ? now + 2_000 : now }),
    remove: () => {},
    estimate: () => ({ progress: 0, etaMs: undefined }),
  };
  return { window: log, queue };
};

/** Who knows when each job ends: submits and asks once each, at the first instant that the limit allows. */
export function oracle(workload: Workload): Pick<Outcome, 'lagsMs' | 'endToEndMs' | 'makespanMs'> {
  const random = seededRandom(workload.seed);
  const told = { limit: workload.perMinute, windowMs: WINDOW_MS };
  const rttMs = 110;
  const windows = new Map<string, WindowLog>();
  const enter = (name: string, at: number) => {
    const window = windows.get(name) ?? createWindowLog(told);
    windows.set(name, window);
    const startAt = Math.max(at, window.earliestAt(at));
    window.sent(startAt);
    window.settled(startAt + rttMs);
    return startAt;
  };
  let cameAt = 0;
  const jobs = Array.from({ length: workload.jobs }, (_, index) => {
    const kind = workload.kinds[index % workload.kinds.length]!;
    const durationMs = drawDurationMs(kind, random);
    const startAt = enter(workload.isShared ? '' : kind.endpoint, cameAt) + rttMs / 2;
    const job = { cameAt, endsAt: startAt + durationMs };
    if (workload.arrivalsPerMinute)
      cameAt += (-Math.log(1 - random()) * WINDOW_MS) / workload.arrivalsPerMinute;
    return job;
  });
  const found = jobs
    .toSorted((one, other) => one.endsAt - other.endsAt)
    .map((job) => ({ ...job, knownAt: enter('', job.endsAt - rttMs / 2) + rttMs }));
  return {
    lagsMs: found.map((job) => job.knownAt - job.endsAt),
    endToEndMs: found.map((job) => job.knownAt - job.cameAt),
    makespanMs: Math.max(...found.map((job) => job.knownAt)),
  };
}
