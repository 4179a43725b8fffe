/**
 * Floor 6 · client: many inputs, each a job of its own. A place is free again when the reader asks for the next
 * item, and not before: what is not read is not bought.
 */
import type { BriakitError } from '../errors/briakit-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { createIntake } from './batch-intake.ts';
import { outcomeOf, type BatchItem } from './batch-item.ts';
import type { SubmitOptions } from './client.ts';
import { followToEnd, peek } from './follow-to-end.ts';
import type { Job } from './job.ts';

/** How a batch goes: how many at a time, until when, and who is told. All of it may be left out. */
export interface BatchOptions<Input, Result> extends Pick<SubmitOptions, 'webhookUrl' | 'priority'> {
  /**
   * How many inputs are taken and not handed out yet: under way, or waiting for the reader. An integer, 1 or
   * more. Default 8. More than the plan allows per minute brings nothing: the rest waits in line.
   */
  readonly concurrency?: number;
  /**
   * Hands out in the order of the inputs: what is ready early waits, and keeps its place. Default false: as
   * they end.
   */
  readonly ordered?: boolean;
  /**
   * Codes of errors after which nothing more is submitted, because the next would fail the same way. Default
   * `insufficient_balance`, `authentication` and `permission`.
   */
  readonly stopOn?: readonly ErrorCode[];
  /** Ends the batch at once: the loop throws the signal's own reason. See `onAbandoned`. */
  readonly signal?: AbortSignal;
  /**
   * What an input is known by in every run; a journal around the client keeps it, as the label. Default: its
   * index, which is enough where the inputs are the same in each run.
   */
  readonly key?: (input: Input, index: number) => string;
  /**
   * What an earlier run has made of an input, by its key: `true`, and it is skipped; the ref of its job, and
   * that is followed instead of a second one bought; anything else, and it is submitted.
   */
  readonly done?: (key: string) => Known | Promise<Known>;
  /** Given the handle of each job as it starts, for its progress. */
  readonly onJob?: (job: Job<Result>, index: number) => void;
  /**
   * Told of each input that was taken and that the loop will not hand out, because it was left or aborted, or
   * the input came too late: of what had ended, with its result; of what is no longer followed (`job_stopped`),
   * with its `ref`, for a later run. A submit under way cannot be taken back: it is told of without `ref`, and
   * once more when its answer has brought one, which may be after the end. Without it, a journal around the
   * client keeps what had ended, too.
   */
  readonly onAbandoned?: (item: BatchItem<Input, Result>) => void;
}

type Known = boolean | JobRef | undefined;

/** To be read with `for await`, once: leaving the loop ends the batch, and another loop finds nothing to buy. */
export interface Batch<Input, Result> extends AsyncIterable<BatchItem<Input, Result>, void> {
  /**
   * The error, of a code in `stopOn`, after which nothing more was submitted; undefined while there is none.
   * What was under way then is followed to its end and handed out, and no more inputs are taken. Where the client
   * knew already that the wallet is empty, all items are skipped, and the error is here only.
   */
  readonly stoppedBy: BriakitError | undefined;
}

const STOP_ON: readonly ErrorCode[] = ['insufficient_balance', 'authentication', 'permission'];

/**
 * @param start - submits an input, or follows the job of an earlier run, where there is a ref.
 * @throws {RangeError} when `concurrency` is not a positive integer.
 */
export function createBatch<Input, Result>(
  start: (input: Input, key: string, ref: JobRef | undefined) => Job<Result>,
  inputs: Iterable<Input> | AsyncIterable<Input>,
  {
    concurrency = 8,
    ordered = false,
    stopOn = STOP_ON,
    signal,
    key: keyOf = (_, index) => `${index}`,
    done,
    onJob,
    onAbandoned,
  }: BatchOptions<Input, Result>,
): Batch<Input, Result> {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency must be 1, 2, 3 …, got ${concurrency}`);

  type Item = BatchItem<Input, Result>;
  type Entry = Pick<Item, 'index' | 'key' | 'input'>;

  /** From their start until their items are given to somebody. */
  const jobs = new Map<number, Job<Result>>();
  const ready = new Set<Item>();
  let handedOut = 0;
  let stoppedBy: BriakitError | undefined;
  let isOver = false;
  let wake = () => {};

  const mayStart = () => !(stoppedBy || isOver);

  /** Whoever is given an item has taken the result of its job: from now on a journal need not keep it. */
  const give = (item: Item) => {
    jobs.get(item.index)?.getSnapshot();
    jobs.delete(item.index);
    return item;
  };

  // A mistake of the listener's must be seen, and must not cost the others their stop.
  const tell = (item: Item) => onAbandoned && queueMicrotask(() => onAbandoned(give(item)));

  const settle = (item: Item) => {
    if (isOver) return tell(item);
    ready.add(item);
    wake();
  };

  const follow = (job: Job<Result>, entry: Entry) => {
    jobs.set(entry.index, job);
    let last: Item | undefined;
    followToEnd(job, mayStart, (state, isLate) => {
      if ('error' in state && stopOn.includes(state.error.code)) stoppedBy ??= state.error;
      const item: Item = { ...entry, ...outcomeOf(state, !!stoppedBy) };
      // What nobody has read yet is handed out with its ref, and not told of twice.
      if (isLate && !ready.delete(last!)) tell(item);
      else settle(item);
      last = item;
      if (stoppedBy) for (const other of jobs.values()) if (peek(other).phase === 'waiting') other.stop();
    });
  };

  const begin = async (input: Input, index: number) => {
    const entry: Entry = { index, key: keyOf(input, index), input };
    const known = await done?.(entry.key);
    if (known === true || !mayStart())
      return settle({ ...entry, status: 'skipped', reason: known === true ? 'done' : 'stopped' });
    const job = start(input, entry.key, known || undefined);
    follow(job, entry);
    onJob?.(job, index);
  };

  const intake = createIntake(inputs, begin, mayStart, () => wake());

  const end = () => {
    isOver = true;
    ready.forEach(tell);
    ready.clear();
    for (const job of jobs.values()) job.stop();
    wake();
  };

  async function* handOut() {
    signal?.addEventListener('abort', end);
    try {
      for (;;) {
        signal?.throwIfAborted();
        // All that was handed out is back here.
        void intake.fill(handedOut + concurrency);
        const item = [...ready].find(({ index }) => !ordered || index === handedOut);
        if (item) {
          handedOut++;
          ready.delete(item);
          yield give(item);
        } else if (jobs.size > 0 || intake.goesOn()) await new Promise<void>((resolve) => (wake = resolve));
        else return;
      }
    } finally {
      signal?.removeEventListener('abort', end);
      end();
      await intake.close(signal?.aborted);
    }
  }

  const items = handOut();
  return {
    [Symbol.asyncIterator]: () => items,
    get stoppedBy() {
      return stoppedBy;
    },
  };
}
