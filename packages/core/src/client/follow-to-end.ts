/** Floor 6 · client: a batch follows each of its jobs to the end, and takes nothing from it. */
import { isTerminal, type JobState, type TerminalState } from '../job/job-state.ts';
import type { Job } from './job.ts';

/** The state, for one who only looks: the result is the reader's to take. */
export const peek = <Result>(job: Job<Result>): JobState<Result> => (job.peek ?? job.getSnapshot)();

/**
 * @param mayWait - whether it may stand in line; if not, it is stopped as soon as it does.
 * @param onEnd - told of its end; once more, `isLate`, when the answer to a submit that was under way when the job
 * was stopped has brought its ref.
 */
export function followToEnd<Result>(
  job: Job<Result>,
  mayWait: () => boolean,
  onEnd: (state: TerminalState<Result>, isLate: boolean) => void,
) {
  let end: JobState | undefined;
  const look = () => {
    const state = peek(job);
    if (state.phase === 'waiting' && !mayWait()) job.stop();
    else if (isTerminal(state) && state !== end) {
      onEnd(state, !!end);
      end = state;
    }
  };
  job.subscribe(look);
  look();
}
