import { estimateProgress, isTerminal, type Job, type JobState } from '@briakit/core';

const BAR_WIDTH = 24;
const REDRAW_MS = 100;

/**
 * Shows a job's life until it ends: on a terminal as one line that moves, elsewhere as a line for each
 * change.
 *
 * @param typicalMs - how long such jobs take, to move the bar between two answers.
 */
export async function showPhases(job: Job, title: string, typicalMs: number): Promise<void> {
  const { stdout } = process;
  const startedAt = Date.now();
  const line = () => {
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(5);
    return `${title}  ${seconds} s  ${describe(job.getSnapshot(), typicalMs)}`;
  };
  const redraw = () => stdout.write(`\r\x1b[K${line()}`);
  const timer = stdout.isTTY ? setInterval(redraw, REDRAW_MS) : undefined;
  try {
    for await (const state of job) {
      if (!stdout.isTTY) stdout.write(`${line()}\n`);
      else if (isTerminal(state)) redraw();
    }
  } finally {
    clearInterval(timer);
    if (stdout.isTTY) stdout.write('\n');
  }
}

function describe(state: JobState, typicalMs: number): string {
  const { progress, etaMs } = progressOf(state, typicalMs);
  const filled = Math.round(progress * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const percent = `${Math.round(progress * 100)} %`.padStart(5);
  const isRunning = state.phase === 'queued' || state.phase === 'running';
  const left = etaMs === undefined ? 'longer than usual' : `about ${Math.ceil(etaMs / 1000)} s left`;
  return `${bar} ${percent}  ${state.phase}${isRunning ? `, ${left}` : ''}`;
}

function progressOf(
  state: JobState,
  typicalMs: number,
): { readonly progress: number; readonly etaMs?: number | undefined } {
  if (state.phase === 'succeeded') return { progress: 1 };
  if (state.phase !== 'queued' && state.phase !== 'running') return { progress: 0 };
  return estimateProgress(Date.now() - state.ref.acceptedAt, typicalMs);
}
