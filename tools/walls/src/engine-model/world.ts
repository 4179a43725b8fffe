/** One world of the model: a mock, the network to it, and the processes that use it, all on one timeline. */
import { adaptivePacing, steadyPacing, type ProviderId } from '@briakit/core';
import type { JournaledJob } from '@briakit/core/journal';
import { seededRandom } from '@briakit/core/testing';
import { createMock, type Mock } from '@briakit/mock-server';
import { holdJob, type How } from './hold-job.ts';
import { createJudge, type Judge } from './judge.ts';
import { judgeDelivered } from './judge-delivered.ts';
import { createNetwork, type Network } from './network.ts';
import { createOrders, type Orders } from './orders.ts';
import { createOrigin } from './origin.ts';
import type { Call, Handle, Process } from './processes.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import type { WorldChoice } from './schedule.ts';
import { createSharedJournal, type SharedJournal } from './shared-journal.ts';
import { PIXAZO_LIMIT, startProcess, TOKEN } from './start-process.ts';
import { createStorage, type Storage } from './storage.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import type { LookWatch } from './watch-looks.ts';
import { watchRequests, type RequestWatch } from './watch-requests.ts';

export interface World extends Orders {
  readonly choice: WorldChoice;
  readonly judge: Judge;
  readonly now: () => number;
  readonly timeline: Timeline;
  readonly mock: Mock;
  readonly network: Network;
  readonly storage: Storage;
  readonly journal: SharedJournal;
  readonly requests: RequestWatch;
  readonly looks: LookWatch;
  readonly receiver: Receiver;
  readonly calls: ReadonlyMap<string, Call>;
  readonly handles: readonly Handle[];
  /** Those that have not ended, of one provider or of both. */
  readonly alive: (provider?: ProviderId) => readonly Process[];
  readonly start: (provider: ProviderId) => Process;
  /** Locks among tabs that somebody has or wants. */
  readonly locksInUse: () => number;
  readonly kill: (process: Process) => void;
  /** Sets the clocks of all processes. */
  readonly setClock: (byMs: number) => void;
  /** By how much they were set back, all in all. */
  readonly setBackMs: () => number;
  /** Lets everything happen that can happen now, and judges it. */
  readonly settle: () => Promise<void>;
}

const START_AT = Date.UTC(2026, 0, 1);
const PER_MINUTE = { free: 10, starter: 60, pro: 1000 } as const;
/** Timers of one process within a second. */
const MOST_TIMERS = 250;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createWorld(choice: WorldChoice): World {
  const random = seededRandom(choice.seed);
  const judge = createJudge();
  const processes: Process[] = [];
  const calls = new Map<string, Call>();
  const handles: Handle[] = [];
  let skewMs = 0;
  let setBackMs = 0;

  const settle = async () => {
    await turn();
    if (choice.isTold) {
      await mock.control.settle();
      await turn();
      judgeDelivered(judge, handles, receiver);
    }
    requests.wallets.settled();
    for (const { name, clock } of processes)
      judge.hold('no-hot-loop', clock.firedLately <= MOST_TIMERS, () => `${name} fires timer after timer`);
    judge.verdict();
  };
  const timeline = createTimeline(START_AT, settle);
  const { now } = timeline;
  const surroundings = timeline.device();
  const journal = createSharedJournal(surroundings);
  const mock = createMock({
    clock: timeline.device(),
    seed: choice.seed,
    plan: choice.plan,
    balanceUsd: choice.balanceUsd,
    latency: { runningMs: choice.runningMs },
    rateLimit: { countStatusCalls: choice.statusCounts, window: choice.window },
    deliver: (request) => receiver.receive(request),
  });
  const storage = createStorage(now);
  const network = createNetwork(timeline, mock, storage, () => Math.floor(random() * choice.networkMs));
  const requests = watchRequests({
    judge,
    now,
    calls,
    handles,
    limitOf: (bucket) => (bucket === 'key' ? PIXAZO_LIMIT : PER_MINUTE[choice.plan]),
    statusCounts: choice.statusCounts,
    pacing: choice.pacing,
    maxConcurrency: choice.maxConcurrency,
    isPage: choice.isPage,
    isShared: choice.isShared,
    isUnleased: (requestId) => [...journal.unleased].some((key) => key.endsWith(`:${requestId}`)),
  });
  const { looks } = requests;
  const alive = (provider?: ProviderId) =>
    processes.filter((one) => one.isAlive && (provider ?? one.provider) === one.provider);
  const receiver = createReceiver(TOKEN, { judge, mock, requests, alive, calls, handles });
  // One for each provider and all lives: what was learned is handed on, as its documentation has it.
  const pacings = { bria: adaptivePacing(), pixazo: adaptivePacing() };
  const ends = new Map<Process, () => void>();
  const origins = { bria: createOrigin(), pixazo: createOrigin() };

  const start = (provider: ProviderId): Process => {
    const name = `process-${processes.length + 1}`;
    const store = journal.openFor(name);
    const tab = choice.isShared ? origins[provider].openTab() : undefined;
    const process = startProcess(name, provider, {
      choice,
      judge,
      clock: timeline.device(() => skewMs),
      surroundings,
      random,
      pacing: choice.pacing === 'adaptive' ? pacings[provider] : steadyPacing,
      network,
      storage,
      requests,
      journal: store,
      tab,
    });
    processes.push(process);
    ends.set(process, () => {
      store.end();
      tab?.close();
    });
    if (tab) process.client.jobs.subscribe(() => queueMicrotask(() => holdShared(process)));
    return process;
  };

  const hold = (job: JournaledJob, process: Process, call: Call | undefined, how: How): Handle => {
    const handle = holdJob({ judge, mock, now, looks, storage }, job, process, call, how);
    if (call) call.handle = handle;
    handles.push(handle);
    return handle;
  };
  const nth = (provider: ProviderId, tab: number) => {
    while (alive(provider).length < (choice.isShared ? 2 : 1)) start(provider);
    const tabs = alive(provider);
    return tabs[tab % tabs.length]!;
  };
  /** What another tab has submitted is there by itself. */
  const holdShared = (process: Process) => {
    if (!process.isAlive) return;
    for (const job of process.client.jobs.getSnapshot() as readonly JournaledJob[])
      if (!handles.some((one) => one.job === job)) hold(job, process, undefined, 'read');
  };
  const orders = createOrders({ choice, judge, calls, handles, journal, requests, surroundings, nth, hold });

  return {
    choice,
    judge,
    now,
    timeline,
    mock,
    network,
    storage,
    journal,
    requests,
    looks,
    receiver,
    calls,
    handles,
    alive,
    start,
    locksInUse: () => origins.bria.locksInUse() + origins.pixazo.locksInUse(),
    kill(process) {
      process.isAlive = false;
      process.clock.stop();
      ends.get(process)?.();
    },
    ...orders,
    setClock(byMs) {
      skewMs += byMs;
      setBackMs += Math.max(0, -byMs);
      requests.clockWasSet(byMs);
    },
    setBackMs: () => setBackMs,
    settle,
  };
}
