/**
 * What one would write with a queue and a limiter from the shelf: all status requests share one limiter, leave
 * evenly spaced, and ask about the job that has waited longest. What ours has to beat.
 */
import { createPacedSubmits, pauseMsAfter } from './paced-submits.ts';
import { createPacer } from './pacer.ts';
import type { Strategy } from './trial.ts';

/** Nobody is asked about again sooner. */
const SHORTEST_GAP_MS = 2_000;

export const evenlySpaced: Strategy = {
  name: 'evenly spaced fallback',
  runsOn: 'callbacks',
  start(trial) {
    const { provider, time, workload, noticed } = trial;
    const pacer = createPacer(time, workload.cell.perMinute, true);
    // Each joins the queue when its gap is over: whoever was asked about first is in front again.
    const follow = (index: number) => void time.setTimer(() => ask(index, 0), SHORTEST_GAP_MS);
    const ask = (index: number, refusals: number) =>
      pacer.enter((onAnswered) =>
        provider.poll(index, ({ isRefused, retryAfterS, isOver }) => {
          if (isRefused) pacer.pauseUntil(time.now() + pauseMsAfter(refusals, retryAfterS));
          onAnswered();
          if (isOver) noticed(index);
          else if (isRefused) ask(index, refusals + 1);
          else follow(index);
        }),
      );
    return createPacedSubmits(trial, follow);
  },
};
