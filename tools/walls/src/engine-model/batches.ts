/** Batches, and who reads them: to the end, slowly, or only for a while. Some are played again, as after a crash. */
import type { BatchItem, JobRef } from '@briakit/core';
import type { JournaledJob } from '@briakit/core/journal';
import type { Judge } from './judge.ts';
import type { Call, Handle, Post, Process } from './processes.ts';
import type { SharedJournal } from './shared-journal.ts';
import type { Target } from './targets.ts';

/** How a batch is bought and read. */
export interface BatchReading {
  readonly count: number;
  readonly concurrency: number;
  readonly ordered: boolean;
  readonly priority: number;
  readonly webhook: boolean;
  /** The reader takes so long over each item. */
  readonly readMs: number;
  /** After so many items the loop is left. */
  readonly leaveAfter: number | undefined;
}

export interface BatchRun {
  readonly process: Process;
  readonly target: Target;
  readonly reading: BatchReading;
  /** What was known of its inputs when it began, by their words; empty where it is played for the first time. */
  known: ReadonlyMap<string, Known>;
  /** The inputs that it took, by their words. */
  readonly taken: Map<string, TakenInput>;
  isOver: boolean;
  /** What was told of its inputs may not be so any more. */
  isPlayedAgain: boolean;
}

interface TakenInput {
  item: BatchItem<unknown, unknown> | undefined;
  readonly abandoned: BatchItem<unknown, unknown>[];
  handle: Handle | undefined;
}

/** All that was told of it, the last one last. */
export const tellingsOf = (input: TakenInput | undefined) => [
  ...(input?.item ? [input.item] : []),
  ...(input?.abandoned ?? []),
];

export interface Surroundings {
  readonly judge: Judge;
  readonly journal: SharedJournal;
  readonly calls: ReadonlyMap<string, Call>;
  readonly wait: (ms: number) => Promise<void>;
  /** Undefined where there were enough. With words, those of an earlier call that has made nothing. */
  readonly newCall: (
    order: Pick<Call, 'target' | 'priority' | 'webhook' | 'process'>,
    words?: string,
  ) => Call | undefined;
  readonly hold: (job: JournaledJob, process: Process, call: Call | undefined) => Handle;
}

/** What is known of an input: nothing was bought, it is done with, or its job can be followed. */
type Known = false | true | JobRef;

export async function readBatch(world: Surroundings, run: BatchRun): Promise<void> {
  const { judge, journal, calls, wait, newCall, hold } = world;
  const { process, target, reading, taken, known } = run;
  const { count, concurrency, ordered, priority, webhook, readMs, leaveAfter } = reading;
  const callOf = new Map<unknown, string>();
  let back = 0;

  function* inputs() {
    const earlier = [...known.keys()];
    for (let index = 0; index < (earlier.length || count); index++) {
      const again = earlier[index];
      const isNew = again === undefined || known.get(again) === false;
      const call = isNew ? newCall({ target, priority, webhook, process }, again) : calls.get(again);
      if (!call) return;
      taken.set(call.words, { item: undefined, abandoned: [], handle: undefined });
      judge.hold(
        'one-item',
        taken.size - back <= concurrency,
        () => `${taken.size} inputs are taken, and ${back} were read, with ${concurrency} at a time`,
      );
      const input = target.inputOf(call.words);
      callOf.set(input, call.words);
      yield input;
    }
  }

  const batch = process.client.batch(target.endpoint, inputs(), {
    concurrency,
    ordered,
    priority,
    ...(webhook && { webhookUrl: `https://app.test/${process.provider}` }),
    key: (input) => callOf.get(input)!,
    done: (key) => {
      const so = known.get(key);
      if (typeof so === 'object') {
        // It is followed whoever else follows it, and asked about before we have its handle.
        journal.unleased.add(`${so.provider}:${so.requestId}`);
        process.resuming++;
        setImmediate(() => process.resuming--);
      }
      return so || undefined;
    },
    onJob(job, index) {
      const words = [...taken.keys()][index]!;
      const call = typeof known.get(words) === 'object' ? undefined : calls.get(words);
      taken.get(words)!.handle = hold(job as JournaledJob, process, call);
    },
    onAbandoned(item) {
      if (!process.isAlive) return;
      const input = taken.get(item.key)!;
      const [before, ...more] = tellingsOf(input);
      // The answer to a submit that was stopped under way may bring a ref.
      const isLate = !!before && !before.ref && more.length === 0 && !!item.ref;
      judge.hold('one-item', !before || isLate, () => `${item.key} is abandoned again`);
      input.abandoned.push(item);
    },
  });

  let given = 0;
  for await (const item of batch) {
    // It has given its result to nobody: what it writes now is not written.
    if (!process.isAlive) return;
    const input = taken.get(item.key)!;
    judge.hold(
      'one-item',
      !input.item && input.abandoned.length === 0 && (!ordered || item.index === given),
      () => `${item.key} is handed out again, or out of order`,
    );
    input.item = item;
    given++;
    if (given === leaveAfter) break;
    if (readMs > 0) await wait(readMs);
    back = given;
  }
  run.isOver = true;
}

/** What an app can know of its inputs when it plays a batch again: from what it was told, and from the journal. */
export async function recall(
  { calls }: Surroundings,
  { taken, known, process: before }: BatchRun,
  process: Process,
): Promise<ReadonlyMap<string, Known>> {
  const pending = new Map((await process.client.pending()).map(({ label, ref }) => [label, ref]));
  const recalled = (words: string): Known => {
    const told = tellingsOf(taken.get(words)).at(-1);
    const ref = pending.get(words) ?? (told?.status === 'ok' ? undefined : told?.ref);
    if (ref?.requestId) return ref;
    if (told?.status === 'error') return !isUnbought(told.error);
    if (told?.status === 'ok') return true;
    const earlier = known.get(words);
    if (earlier !== undefined || told) return earlier ?? false;
    // Whether a submit has landed that its process did not live to see, nobody knows.
    const isOpen = ({ outcome }: Post) => outcome !== 'refused' && outcome !== 'unsent';
    return before.isAlive || !!calls.get(words)?.posts.some(isOpen);
  };
  return new Map([...new Set([...known.keys(), ...taken.keys()])].map((words) => [words, recalled(words)]));
}

const isUnbought = ({ submission }: { readonly submission: string }) =>
  submission === 'not-sent' || submission === 'rejected';
