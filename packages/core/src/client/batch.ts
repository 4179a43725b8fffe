/**
 * Floor 6 · client: many inputs, each a job of its own. A place is free again when the reader asks for the next
 * item, and not before: what is not read is not bought.
 */
import type { BriakitError } from '../errors/briakit-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { isTerminal } from '../job/job-state.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import { outcomeOf, type BatchItem } from './batch-item.ts';
import type { SubmitOptions } from './client.ts';
import type { Job } from './job.ts';

/** How a batch goes: how many at a time, until when, and who is told. All of it may be left out. */
export interface BatchOptions<Input, Result> extends Pick<SubmitOptions, 'webhookUrl'> {
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
   * once more when its answer has brought one, which may be after the end.
   */
  readonly onAbandoned?: (item: BatchItem<Input, Result>) => void;
}

type Known = boolean | JobRef | undefined;

/** To be read with `for await`, once: leaving the loop ends the batch, and another loop finds nothing to buy. */
export interface Batch<Input, Result> extends AsyncIterable<BatchItem<Input, Result>, void> {
  /**
   * The error, of a code in `stopOn`, after which nothing more was submitted; undefined while there is none.
   * What was under way then is followed to its end and handed out, and no more inputs are taken.
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

  const source = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  const underWay = new Map<number, Job<Result>>();
  const ready: Item[] = [];
  /** A place is taken before an input is, and free again when the reader has come back from its item. */
  let freePlaces = concurrency;
  let taken = 0;
  let handedOut = 0;
  let isTaking = false;
  let isLookingUp = false;
  let isDrained = false;
  let isOver = false;
  let stoppedBy: BriakitError | undefined;
  let failure: { readonly reason: unknown } | undefined;
  let wake = () => {};

  const mayTake = () => !(isDrained || failure || stoppedBy || isOver);

  // A mistake of the listener's must be seen, and must not cost the others their stop.
  const tell = (item: Item) => queueMicrotask(() => onAbandoned?.(item));

  const settle = (item: Item) => {
    if (isOver) return tell(item);
    ready.push(item);
    if (item.status === 'error' && stopOn.includes(item.error.code)) {
      stoppedBy ??= item.error;
      for (const job of underWay.values()) if (isWaiting(job)) job.stop();
    }
    wake();
  };

  const follow = (job: Job<Result>, entry: Entry) => {
    const look = () => {
      const state = job.getSnapshot();
      // Back in line after the stop, for which it is too late.
      if (stoppedBy && isWaiting(job)) job.stop();
      else if (isTerminal(state)) {
        const item: Item = { ...entry, ...outcomeOf(state) };
        if (underWay.delete(entry.index)) settle(item);
        // The answer to a submit that was under way when its job was stopped.
        else if (item.ref) tell(item);
      }
    };
    underWay.set(entry.index, job);
    job.subscribe(look);
    look();
    onJob?.(job, entry.index);
  };

  const lookUp = async (key: string) => {
    isLookingUp = true;
    try {
      return await done?.(key);
    } finally {
      isLookingUp = false;
    }
  };

  const take = async () => {
    const next = await source.next();
    if (next.done) {
      isDrained = true;
      return;
    }
    const index = taken++;
    const input = next.value;
    const entry = { index, key: keyOf(input, index), input };
    const known = await lookUp(entry.key);
    if (known === true) settle({ ...entry, status: 'skipped', reason: 'done' });
    else if (mayTake()) follow(start(input, entry.key, known || undefined), entry);
    else settle({ ...entry, status: 'skipped', reason: 'stopped' });
  };

  /** Takes inputs, one after another, until no place is free. */
  const fill = async () => {
    if (isTaking) return;
    isTaking = true;
    while (freePlaces > 0 && mayTake()) {
      freePlaces--;
      await take().catch((reason: unknown) => (failure = { reason }));
    }
    isTaking = false;
    wake();
  };

  const nextReady = () => {
    const at = ordered ? ready.findIndex(({ index }) => index === handedOut) : 0;
    return at < 0 ? undefined : ready.splice(at, 1)[0];
  };

  const end = () => {
    isOver = true;
    ready.splice(0).forEach(tell);
    for (const job of underWay.values()) job.stop();
    wake();
  };

  async function* handOut() {
    signal?.addEventListener('abort', end);
    try {
      for (;;) {
        signal?.throwIfAborted();
        void fill();
        const item = nextReady();
        if (item) {
          handedOut++;
          yield item;
          freePlaces++;
        } else if (underWay.size > 0 || isLookingUp || mayTake())
          await new Promise<void>((resolve) => (wake = resolve));
        else break;
      }
      if (failure) throw failure.reason;
    } finally {
      signal?.removeEventListener('abort', end);
      end();
      const closed = isDrained ? undefined : close(source);
      // Like `for await`: what goes wrong in closing is told where nothing else is. A pull or an abort is not
      // to be waited for.
      if (isTaking || failure || signal?.aborted) closed?.catch(() => {});
      else await closed;
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

const isWaiting = (job: Job) => job.getSnapshot().phase === 'waiting';

const close = async (source: Iterator<unknown> | AsyncIterator<unknown>) => source.return?.();
