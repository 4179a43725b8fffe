import type { Pacing, Polled } from './pacing.ts';
import { pollDelayMs } from './poll-delay.ts';
import { estimateProgress } from './progress.ts';
import { createWindowLog } from './window-log.ts';

/**
 * The pacing of every client that is given no other: small, and without a memory. As many requests as the limit
 * allows, each job in its provider's rhythm, and first whoever has been due for longest.
 */
export const steadyPacing: Pacing = (limit) => {
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
    window: createWindowLog(limit),
    queue: {
      nextAt: () => first()[1],
      take() {
        const job = first()[0]!;
        drop(job);
        return job;
      },
      add(job, { polls, misses }, now) {
        const delayMs = pollDelayMs(polls, misses, job.policy);
        const line = lines.get(delayMs) ?? new Map<Polled, number>();
        lines.set(delayMs, line.set(job, now + delayMs));
      },
      remove: drop,
      estimate: ({ typicalMs }, ageMs) => estimateProgress(ageMs, typicalMs),
    },
  };
};
