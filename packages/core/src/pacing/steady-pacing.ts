import type { Pacing, Polled } from './pacing.ts';
import { pollDelayMs } from './poll-delay.ts';
import { estimateProgress } from './progress.ts';
import { createWindowLog } from './window-log.ts';

/**
 * The pacing of every client that is given no other: small, and without a memory. As many requests as the limit
 * allows, each job in its provider's rhythm, and first whoever has been due for longest. Where there are more jobs than
 * the limit allows questions, each waits longer, so that they are spread over the window and not spent at its beginning.
 */
export const steadyPacing: Pacing = (rate) => {
  const { limit, windowMs } = rate;
  /** By the length of their wait: in each line the jobs stand in the order in which they fall due. */
  const lines = new Map<number, Map<Polled, number>>();
  const first = () => {
    let earliest: readonly [Polled | undefined, number] = [undefined, Infinity];
    for (const [head = earliest] of lines.values()) if (head[1] < earliest[1]) earliest = head;
    return earliest;
  };
  const drop = (job: Polled) => {
    for (const line of lines.values()) line.delete(job);
  };

  return {
    window: createWindowLog(rate),
    queue: {
      nextAt: () => first()[1],
      take() {
        const job = first()[0]!;
        drop(job);
        return job;
      },
      add(job, { polls, misses }, now) {
        let jobs = 1;
        for (const line of lines.values()) jobs += line.size;
        // Half of the time in which the limit allows to ask about everybody; in steps, so that there are few lines.
        const crowdedMs = (windowMs / limit / 2) * 2 ** Math.ceil(Math.log2(jobs));
        const delayMs = polls && Math.max(pollDelayMs(polls, misses, job.policy), crowdedMs);
        const dueAt = now + delayMs;
        lines.set(delayMs, (lines.get(delayMs) ?? new Map<Polled, number>()).set(job, dueAt));
        return dueAt;
      },
      remove: drop,
      estimate: ({ typicalMs }, ageMs) => estimateProgress(ageMs, typicalMs),
    },
  };
};
