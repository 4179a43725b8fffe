/** One world of the model: a mock, the network to it, and the processes that use it, all on one timeline. */
import { adaptivePacing, createClient, maxConcurrency, steadyPacing, type ProviderId } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { withJournal, type JournaledJob } from '@briakit/core/journal';
import { pixazo } from '@briakit/core/pixazo';
import { seededRandom } from '@briakit/core/testing';
import { createMock, type Mock } from '@briakit/mock-server';
import { createJudge, type Judge } from './judge.ts';
import { createNetwork, type Network } from './network.ts';
import type { Call, Handle, Process } from './processes.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import type { WorldChoice } from './schedule.ts';
import { createSharedJournal, type SharedJournal } from './shared-journal.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { TARGETS } from './targets.ts';
import { follow, look, watchHandle } from './watch-handle.ts';
import { watchRequests, type RequestWatch } from './watch-requests.ts';

export interface World {
  readonly judge: Judge;
  readonly now: () => number;
  readonly timeline: Timeline;
  readonly mock: Mock;
  readonly network: Network;
  readonly journal: SharedJournal;
  readonly requests: RequestWatch;
  readonly calls: ReadonlyMap<string, Call>;
  readonly handles: readonly Handle[];
  /** Those that have not ended, of one provider or of both. */
  readonly alive: (provider?: ProviderId) => readonly Process[];
  readonly start: (provider: ProviderId) => Process;
  readonly kill: (process: Process) => void;
  readonly submit: (order: Pick<Call, 'target' | 'priority' | 'webhook'>) => void;
  readonly resume: (process: Process, isTyped: boolean) => Promise<void>;
  readonly forge: Receiver['forge'];
  /** Sets the clocks of all processes. */
  readonly setClock: (byMs: number) => void;
  /** Lets everything happen that can happen now, and judges it. */
  readonly settle: () => Promise<void>;
}

export const TOKEN = 'the-account-of-the-model';
const START_AT = Date.UTC(2026, 0, 1);
const PIXAZO_LIMIT = 60;
const PER_MINUTE = { free: 10, starter: 60, pro: 1000 } as const;
/** Timers of one process within a second. */
const MOST_TIMERS = 250;
/** Every so-manieth call nobody reads before the end. */
const UNREAD = 5;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createWorld(choice: WorldChoice): World {
  const random = seededRandom(choice.seed);
  const judge = createJudge();
  const processes: Process[] = [];
  const calls = new Map<string, Call>();
  const handles: Handle[] = [];
  const journal = createSharedJournal();
  let skewMs = 0;

  const settle = async () => {
    await turn();
    if (choice.isTold) {
      await mock.control.settle();
      await turn();
    }
    for (const { name, clock } of processes)
      judge.hold('no-hot-loop', clock.firedLately <= MOST_TIMERS, () => `${name} fires timer after timer`);
    judge.verdict();
  };
  const timeline = createTimeline(START_AT, settle);
  const { now } = timeline;
  const mock = createMock({
    clock: timeline.device(),
    seed: choice.seed,
    plan: choice.plan,
    balanceUsd: choice.balanceUsd,
    latency: { runningMs: choice.runningMs },
    rateLimit: { countStatusCalls: choice.statusCounts, window: choice.window },
    deliver: (request) => receiver.receive(request),
  });
  const network = createNetwork(timeline, mock, () => Math.floor(random() * choice.networkMs));
  const requests = watchRequests({
    judge,
    now,
    calls,
    handles,
    limitOf: (bucket) => (bucket === 'key' ? PIXAZO_LIMIT : PER_MINUTE[choice.plan]),
    statusCounts: choice.statusCounts,
    maxConcurrency: choice.maxConcurrency,
  });
  const alive = (provider?: ProviderId) =>
    processes.filter((one) => one.isAlive && (provider ?? one.provider) === one.provider);
  const receiver = createReceiver(TOKEN, { judge, mock, requests, alive });
  // One for each provider and all lives: what was learned is handed on, as its documentation has it.
  const pacings = { bria: adaptivePacing(), pixazo: adaptivePacing() };

  const start = (provider: ProviderId): Process => {
    const name = `process-${processes.length + 1}`;
    const clock = timeline.device(() => skewMs);
    const signals = new Set<AbortSignal>();
    const store = journal.openFor(name);
    const options = {
      clock,
      random,
      fetch: network.fetchFor({
        isAlive: () => process.isAlive,
        onLeave: (sent) => requests.left(process, sent),
        onArrive: (sent) => requests.arrived(process, sent),
        onAnswer: (sent, answer) => requests.answered(process, sent, answer),
      }),
      pacing: choice.pacing === 'adaptive' ? pacings[provider] : steadyPacing,
      layers: [
        (next: Parameters<ReturnType<typeof maxConcurrency>>[0]): typeof next =>
          (request, exchange) => {
            if (exchange.signal) signals.add(exchange.signal);
            return next(request, exchange);
          },
      ],
      submitLayers: choice.maxConcurrency ? [maxConcurrency(choice.maxConcurrency)] : [],
    };
    const { plan, statusCounts } = choice;
    const client =
      provider === 'bria'
        ? withJournal(
            createClient({ provider: bria({ apiToken: TOKEN, plan, statusCounts }), ...options }),
            store,
          )
        : withJournal(
            createClient({
              provider: pixazo({ subscriptionKey: TOKEN, requestsPerMinute: PIXAZO_LIMIT }),
              ...options,
            }),
            store,
          );
    const process: Process = {
      name,
      provider,
      client: client as unknown as Process['client'],
      clock,
      signals,
      isAlive: true,
      isResuming: false,
      emptySince: undefined,
      probes: 0,
    };
    processes.push(process);
    ends.set(process, store.end);
    return process;
  };
  const ends = new Map<Process, () => void>();

  const hold = (job: JournaledJob, process: Process, call: Call | undefined, isRead: boolean): Handle => {
    const state = isRead ? job.getSnapshot() : ({ phase: 'submitting' } as const);
    const handle: Handle = {
      job,
      process,
      call,
      isRead,
      state,
      requestId: undefined,
      inLineSince: 0,
      leftLineAt: 0,
      promises: [],
    };
    handles.push(handle);
    if (isRead) {
      look({ judge, mock, now }, handle);
      watchHandle({ judge, mock, now }, handle);
    } else
      void follow(
        handle,
        'accepted',
        job.accepted().then(({ requestId }) => (handle.requestId = requestId)),
      );
    return handle;
  };

  return {
    judge,
    now,
    timeline,
    mock,
    network,
    journal,
    requests,
    calls,
    handles,
    alive,
    start,
    kill(process) {
      process.isAlive = false;
      process.clock.stop();
      ends.get(process)?.();
    },
    submit({ target, priority, webhook }) {
      const { provider, endpoint, inputOf } = target;
      const process = alive(provider).at(-1) ?? start(provider);
      const words = `call-${calls.size}`;
      const abort = new AbortController();
      const call: Call = { words, target, process, priority, webhook, abort, posts: [], handle: undefined };
      calls.set(words, call);
      const job = process.client.submit(endpoint, inputOf(words), {
        signal: abort.signal,
        priority,
        ...(webhook && choice.isTold && { webhookUrl: `https://app.test/${provider}` }),
      });
      call.handle = hold(job, process, call, calls.size % UNREAD !== 0);
    },
    async resume(process, isTyped) {
      const endpoints = TARGETS.filter(({ provider }) => provider === process.provider).map(
        ({ endpoint }) => endpoint,
      );
      process.isResuming = true;
      const jobs = await (isTyped
        ? process.client.resumePending({ endpoints })
        : process.client.resumePending());
      for (const job of jobs)
        if (!handles.some((one) => one.job === job)) hold(job, process, undefined, true);
      process.isResuming = false;
    },
    forge: receiver.forge,
    setClock: (byMs) => void (skewMs += byMs),
    settle,
  };
}
