import {
  isTerminal,
  type Batches,
  type BriakitError,
  type Client,
  type Job,
  type Operation,
  type ProviderId,
} from '@briakit/core';
import { rowOf, type BatchRow, type RowItem } from './batch-row.ts';
import { peek } from './job-source.ts';
import type { Box } from './use-latest.ts';

/** How many rows stand how. */
export type BatchCounts = Readonly<Record<BatchRow<never, never>['status'] | 'total', number>>;

/** How a batch stands. */
export interface BatchState<Input, Result> {
  /** One for each input, in their order. */
  readonly rows: readonly BatchRow<Input, Result>[];
  readonly counts: BatchCounts;
  /** Share of the whole, in hundredths: what has ended counts as done, whatever came of it. */
  readonly progress: number;
  readonly isRunning: boolean;
  /** After which error nothing more was submitted: an empty wallet, a refused token. */
  readonly stoppedBy: BriakitError | undefined;
}

/** How a batch is run. */
export interface BatchRunOptions<Input> {
  /** How many at a time: an integer, 1 or more. Default 8. */
  readonly concurrency?: number;
  /** What an input is known by, each by another; a journal keeps it as the label. Default: its index. */
  readonly key?: ((input: Input, index: number) => string) | undefined;
}

/** What can be done. Each keeps its identity. */
export interface BatchActions<Input> {
  /**
   * Submits a job for each input, a few at a time, and shows them in place of an earlier batch. While one is running
   * nothing happens.
   *
   * @throws {RangeError} when `concurrency` is not a positive integer.
   */
  readonly start: (inputs: Iterable<Input>) => void;
  /**
   * Submits nothing more, and stops following what is under way, which may be charged all the same.
   * `retryFailed` follows that again.
   */
  readonly stop: () => void;
  /**
   * Submits again what failed or was skipped, where that cannot buy twice, and follows again what exists and has not
   * failed: see `noRetry` of each row. Takes the wallet to be topped up, where it was empty. While the batch is
   * running nothing happens.
   */
  readonly retryFailed: () => void;
  /** Stops, and shows nothing. */
  readonly reset: () => void;
}

interface Latest<Input, Result> {
  readonly client: Client & Batches<ProviderId>;
  readonly operation: Operation<Input, Result>;
  readonly options: BatchRunOptions<Input>;
}

export const NO_BATCH: BatchState<never, never> = {
  rows: [],
  counts: { waiting: 0, running: 0, ok: 0, error: 0, skipped: 0, total: 0 },
  progress: 0,
  isRunning: false,
  stoppedBy: undefined,
};

/**
 * A batch that is shown: core runs it, here it is counted.
 *
 * @param show - told of each state.
 */
export function createBatchRun<Input, Result>(
  latest: Box<Latest<Input, Result>>,
  show: (state: BatchState<Input, Result>) => void,
): BatchActions<Input> {
  type Row = BatchRow<Input, Result>;
  let state: BatchState<Input, Result> = NO_BATCH;
  /** Of the batch that is shown. */
  let current = new AbortController();

  const change = (next: Partial<BatchState<Input, Result>>) => {
    const { rows } = { ...state, ...next };
    const counts = { ...NO_BATCH.counts, total: rows.length };
    let done = 0;
    for (const row of rows) {
      counts[row.status]++;
      done += doneOf(row);
    }
    const progress = Math.floor((100 * done) / (rows.length || 1)) / 100;
    if (next !== MOVED || progress !== state.progress)
      show((state = { ...state, ...next, counts, progress }));
  };

  const run = (rows: readonly Row[], todo: readonly Row[]) => {
    const { client, operation, options } = latest.current;
    const own = new AbortController();
    /** Unless another batch is shown by now. */
    const put = (place: number, item: RowItem<Input, Result>, job?: Job<Result>) => {
      const { index } = todo[place]!;
      if (current === own) change({ rows: state.rows.with(index, rowOf(state.rows[index]!, item, job)) });
    };
    /** The place that core asks about: for its key, and then for what is done, where keys might be the same. */
    let asked: number;
    const batch = client.batch(
      operation,
      todo.map(({ input }) => input),
      {
        ...options,
        signal: own.signal,
        key: (_, place) => todo[(asked = place)]!.key,
        done: () => todo[asked]!.ref,
        onJob(job, place) {
          put(place, RUNNING, job);
          const end = job.subscribe(() => (isTerminal(peek(job)) ? end() : change(MOVED)));
        },
        onAbandoned: (item) => put(item.index, item),
      },
    );
    const drain = async () => {
      try {
        for await (const item of batch) put(item.index, item);
      } catch (error) {
        if (!own.signal.aborted) throw error;
      } finally {
        // What was not taken any more, because the batch was stopped: by us, or by an error that all would meet.
        const ended = state.rows.map((row) => (row.status === 'waiting' ? rowOf(row, SKIPPED) : row));
        if (current === own) change({ rows: ended, isRunning: false, stoppedBy: batch.stoppedBy });
      }
    };
    current = own;
    change({ rows, isRunning: true, stoppedBy: undefined });
    void drain();
  };

  const stop = () => current.abort();
  return {
    start(inputs) {
      if (state.isRunning) return;
      const { key = (_: Input, index: number) => `${index}` } = latest.current.options;
      const rows = Array.from(inputs, (input, index) =>
        rowOf<Input, Result>({ index, key: key(input, index), input }, WAITING),
      );
      run(rows, rows);
    },
    stop,
    retryFailed() {
      const todo = state.rows.filter(isTodo);
      if (state.isRunning || !todo.length) return;
      if (state.stoppedBy?.code === 'insufficient_balance') latest.current.client.balance.reopen();
      run(
        state.rows.map((row) => (isTodo(row) ? rowOf(row, WAITING) : row)),
        todo,
      );
    },
    reset() {
      stop();
      current = new AbortController();
      show((state = NO_BATCH));
    },
  };
}

/** Nothing but the progress of a job. */
const MOVED = {};
const WAITING = { status: 'waiting' } as const;
const RUNNING = { status: 'running' } as const;
const SKIPPED = { status: 'skipped' } as const;

const isTodo = ({ status, noRetry }: BatchRow<unknown, unknown>) =>
  status === 'skipped' || (status === 'error' && !noRetry);

/** From 0 to 1. */
function doneOf({ status, job }: BatchRow<unknown, unknown>): number {
  if (status !== 'running') return Number(status !== 'waiting');
  const now = peek(job!);
  return 'progress' in now ? now.progress : Number(isTerminal(now));
}
