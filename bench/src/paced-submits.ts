import type { Kind } from './durations.ts';
import { createPacer, type Pacer } from './pacer.ts';
import type { Trial } from './trial.ts';

/** Each refusal in a row without a `Retry-After` doubles the pause, from this. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Submits as fast as the limit of each endpoint allows, and again after a refusal; `then` when accepted. */
export function createPacedSubmits({ provider, time, workload }: Trial, then: (index: number) => void) {
  const pacers = new Map<Kind, Pacer>();
  const submit = (index: number, refusals = 0): void => {
    const { kind } = workload.jobs[index]!;
    const pacer = pacers.get(kind) ?? createPacer(time, workload.cell.perMinute, false);
    pacers.set(kind, pacer);
    pacer.enter((onAnswered) =>
      provider.submit(index, ({ isRefused, retryAfterS }) => {
        if (isRefused) pacer.pauseUntil(time.now() + pauseMsAfter(refusals, retryAfterS));
        onAnswered();
        if (isRefused) submit(index, refusals + 1);
        else then(index);
      }),
    );
  };
  return (index: number) => submit(index);
}

export const pauseMsAfter = (refusals: number, retryAfterS: number | undefined): number =>
  retryAfterS === undefined
    ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** refusals)
    : retryAfterS * 1000 + 50;
