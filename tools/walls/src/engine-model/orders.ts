/** What the processes of a world are told to do: to submit, to buy in batches, and to take up what is pending. */
import type { Clock, ProviderId } from '@briakit/core';
import type { JournaledJob } from '@briakit/core/journal';
import {
  readBatch,
  recall,
  type BatchReading,
  type BatchRun,
  type Surroundings as Batching,
} from './batches.ts';
import type { How } from './hold-job.ts';
import type { Judge } from './judge.ts';
import type { Call, Handle, Process } from './processes.ts';
import { plantReflex, type Reflex } from './reflexes.ts';
import type { WorldChoice } from './schedule.ts';
import type { SharedJournal } from './shared-journal.ts';
import { TARGETS, type Target } from './targets.ts';
import type { RequestWatch } from './watch-requests.ts';

export interface Order extends Pick<Call, 'target' | 'priority' | 'webhook'> {
  /** Which of the processes submits, counted around. */
  readonly tab: number;
  readonly reflex: Reflex | undefined;
}

export interface Orders {
  readonly submit: (order: Order) => void;
  readonly batches: readonly BatchRun[];
  readonly batch: (target: Target, tab: number, reading: BatchReading) => void;
  /** As after a crash, or a stop: what is known to be bought is not bought again. */
  readonly playAgain: (batch: number, tab: number) => void;
  /** Begins to take up what is pending; `resuming` says when that is over. */
  readonly resume: (process: Process, isTyped: boolean) => Promise<void>;
}

interface Surroundings {
  readonly choice: WorldChoice;
  readonly judge: Judge;
  readonly calls: Map<string, Call>;
  readonly handles: readonly Handle[];
  readonly journal: SharedJournal;
  readonly requests: RequestWatch;
  readonly surroundings: Clock;
  /** A process of that provider, counted around. */
  readonly nth: (provider: ProviderId, tab: number) => Process;
  readonly hold: (job: JournaledJob, process: Process, call: Call | undefined, how: How) => Handle;
}

/** Every so-manieth call nobody reads before the end. */
const UNREAD = 5;
const MOST_CALLS = 18;

export function createOrders(world: Surroundings): Orders {
  const { choice, judge, calls, handles, journal, requests, surroundings, nth, hold } = world;
  const batches: BatchRun[] = [];

  const newCall: Batching['newCall'] = ({ target, process, priority, webhook }, again) => {
    if (again === undefined && calls.size >= MOST_CALLS) return undefined;
    const words = again ?? `call-${calls.size}`;
    const abort = new AbortController();
    const call: Call = { words, target, process, priority, webhook, abort, posts: [], handle: undefined };
    calls.set(words, call);
    return call;
  };

  const submit = (order: Order) => {
    const { target, priority, tab, reflex } = order;
    const { provider, endpoint, inputOf } = target;
    const process = nth(provider, tab);
    // What is answered with links takes none.
    const webhook = order.webhook && choice.isTold && !target.files;
    const call = newCall({ target, process, priority, webhook });
    if (!call) return;
    const job = process.client.submit(endpoint, inputOf(call.words), {
      signal: call.abort.signal,
      priority,
      ...(webhook && { webhookUrl: `https://app.test/${provider}` }),
    });
    const handle = hold(job, process, call, calls.size % UNREAD === 0 ? 'unread' : 'read');
    requests.wallets.asked(process, call);
    const another = () => submit({ ...order, reflex: undefined });
    if (reflex) plantReflex({ judge, requests, submit: another }, handle, reflex);
  };
  const begin = (target: Target, tab: number, reading: BatchReading): BatchRun => {
    const process = nth(target.provider, tab);
    const run: BatchRun = {
      process,
      target,
      reading,
      known: new Map(),
      taken: new Map(),
      isOver: false,
      isPlayedAgain: false,
    };
    batches.push(run);
    return run;
  };
  const batching: Batching = {
    judge,
    journal,
    calls,
    wait: (ms) => new Promise((resolve) => void surroundings.setTimer(resolve, ms)),
    newCall,
    hold(job, process, call) {
      const known = handles.find((one) => one.job === job);
      const handle = known ?? hold(job, process, call, 'batched');
      if (call) requests.wallets.asked(process, call);
      return handle;
    },
  };

  return {
    batches,
    submit,
    batch(target, tab, how) {
      const reading = { ...how, webhook: how.webhook && choice.isTold && !target.files };
      void readBatch(batching, begin(target, tab, reading));
    },
    playAgain(at, tab) {
      const before = batches[at % batches.length];
      // Whoever plays it again while it is played buys twice.
      if (!before || before.isPlayedAgain || (before.process.isAlive && !before.isOver)) return;
      const run = begin(before.target, tab, before.reading);
      before.isPlayedAgain = true;
      void recall(batching, before, run.process).then(
        (known) => readBatch(batching, Object.assign(run, { known })),
        // What the journal has is not known: it is played another time.
        () => {
          before.isPlayedAgain = false;
          run.isOver = true;
        },
      );
    },
    async resume(process, isTyped) {
      const own = TARGETS.filter(({ provider }) => provider === process.provider);
      const { resumePending } = process.client;
      process.resuming++;
      try {
        const jobs = await (isTyped
          ? resumePending({ endpoints: own.map(({ endpoint }) => endpoint) })
          : resumePending());
        for (const job of jobs)
          if (!handles.some((one) => one.job === job)) hold(job, process, undefined, 'read');
      } catch {
        // A journal that cannot be read is asked again at the end.
      }
      process.resuming--;
    },
  };
}
