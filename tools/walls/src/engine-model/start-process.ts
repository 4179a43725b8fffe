/** Starts a process: a client of one provider, with all that is wrapped around it. */
import {
  createClient,
  maxConcurrency,
  pageAware,
  withBatches,
  withJobs,
  type Client,
  type Clock,
  type Fetch,
  type Layer,
  type Pacing,
  type ProviderId,
} from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { shareWithTabs, withJournal, type Journal, type TabParts } from '@briakit/core/journal';
import { pixazo } from '@briakit/core/pixazo';
import { lookFetchFor } from './look-fetch.ts';
import type { Judge } from './judge.ts';
import type { Network } from './network.ts';
import type { Tab } from './origin.ts';
import type { Process } from './processes.ts';
import type { WorldChoice } from './schedule.ts';
import { createScriptedPage } from './scripted-page.ts';
import { isFileLink, type Storage } from './storage.ts';
import { TARGETS, wordsIn } from './targets.ts';
import type { DeviceClock } from './timeline.ts';
import type { RequestWatch } from './watch-requests.ts';

interface Surroundings {
  readonly choice: WorldChoice;
  readonly judge: Judge;
  readonly clock: DeviceClock;
  /** Of what is not the engine's own. */
  readonly surroundings: Clock;
  readonly random: () => number;
  readonly pacing: Pacing;
  readonly network: Network;
  readonly storage: Storage;
  readonly requests: RequestWatch;
  readonly journal: Journal;
  /** Where tabs share their jobs. */
  readonly tab: Tab | undefined;
}

export const TOKEN = 'the-account-of-the-model';
export const PIXAZO_LIMIT = 60;

export function startProcess(name: string, provider: ProviderId, world: Surroundings): Process {
  const { choice, judge, clock, surroundings, random, pacing, network, storage, requests, journal, tab } =
    world;
  const signals = new Set<AbortSignal>();
  const page = createScriptedPage();
  const isOurs: Layer = (next) => async (request, exchange) => {
    if (exchange.signal) signals.add(exchange.signal);
    requests.passed(process, wordsIn(request.body ?? request.path), request.jobId);
    // As one does that fetches a token: it knows nothing of signals.
    if (choice.layerMs)
      await new Promise<void>((resolve) => void surroundings.setTimer(resolve, choice.layerMs));
    return next(request, exchange);
  };
  const isAlive = () => process.isAlive && !judge.isBroken();
  const ask = network.fetchFor({
    isAlive,
    onLeave: (sent) => requests.left(process, sent),
    onArrive: (sent) => requests.arrived(process, sent),
    onAnswer: (sent, answer) => requests.answered(process, sent, answer),
  });
  const lookAt = lookFetchFor(network, storage, {
    isAlive,
    onLook: (link, init) => requests.looks.left(process, link, init),
    onLookAnswered: requests.looks.answered,
    onLookEnded: requests.looks.ended,
  });
  const options = {
    clock,
    random,
    // As the platform's, it is for both.
    fetch: ((url, init) => (isFileLink(url) ? lookAt(url, init as never) : ask(url, init))) as Fetch,
    pacing: choice.isPage ? pageAware(pacing, page) : pacing,
    submitLayers: choice.maxConcurrency ? [maxConcurrency(choice.maxConcurrency)] : [],
  };
  const { plan, statusCounts } = choice;
  const open = ({ layer, journal: share }: TabParts) => {
    const own = { ...options, layers: [isOurs, layer] };
    const client =
      provider === 'bria'
        ? createClient({ provider: bria({ apiToken: TOKEN, plan, statusCounts }), ...own })
        : createClient({
            provider: pixazo({ subscriptionKey: TOKEN, requestsPerMinute: PIXAZO_LIMIT }),
            ...own,
          });
    return withJobs(withBatches(withJournal(client as Client, share(journal))));
  };
  const alone: TabParts = { layer: (next) => next, journal: (same) => same };
  const own = TARGETS.filter((target) => target.provider === provider);
  const taken = choice.isTyped && { endpoints: own.map(({ endpoint }) => endpoint) };
  const client = tab ? shareWithTabs(open, { page, ...tab, ...taken }) : open(alone);
  const process: Process = {
    name,
    provider,
    client,
    clock,
    page,
    leads: tab && ((requestId) => tab.hasLock(`:${requestId}`)),
    signals,
    isAlive: true,
    resuming: 0,
  };
  return process;
}
