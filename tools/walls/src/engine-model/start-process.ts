/** Starts a process: a client of one provider, with all that is wrapped around it. */
import {
  createClient,
  maxConcurrency,
  pageAware,
  withBatches,
  withJobs,
  type Client,
  type Clock,
  type Layer,
  type Pacing,
  type ProviderId,
} from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { shareWithTabs, withJournal, type Journal, type TabParts } from '@briakit/core/journal';
import { pixazo } from '@briakit/core/pixazo';
import type { Network } from './network.ts';
import type { Tab } from './origin.ts';
import type { Process } from './processes.ts';
import type { WorldChoice } from './schedule.ts';
import { createScriptedPage } from './scripted-page.ts';
import { wordsIn } from './targets.ts';
import type { DeviceClock } from './timeline.ts';
import type { RequestWatch } from './watch-requests.ts';

interface Surroundings {
  readonly choice: WorldChoice;
  readonly clock: DeviceClock;
  /** Of what is not the engine's own. */
  readonly surroundings: Clock;
  readonly random: () => number;
  readonly pacing: Pacing;
  readonly network: Network;
  readonly requests: RequestWatch;
  readonly journal: Journal;
  /** Where tabs share their jobs. */
  readonly tab: Tab | undefined;
}

export const TOKEN = 'the-account-of-the-model';
export const PIXAZO_LIMIT = 60;

export function startProcess(
  name: string,
  provider: ProviderId,
  { choice, clock, surroundings, random, pacing, network, requests, journal, tab }: Surroundings,
): Process {
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
  const options = {
    clock,
    random,
    fetch: network.fetchFor({
      isAlive: () => process.isAlive,
      onLeave: (sent) => requests.left(process, sent),
      onArrive: (sent) => requests.arrived(process, sent),
      onAnswer: (sent, answer) => requests.answered(process, sent, answer),
    }),
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
  const client = tab ? shareWithTabs(open, { page, ...tab }) : open(alone);
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
