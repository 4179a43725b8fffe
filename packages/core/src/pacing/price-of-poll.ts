/**
 * What one status request costs all jobs together, in milliseconds of waiting: while requests are plenty next to
 * nothing, in a burst as much as the waiting that the same request would spare at its best place. A job is asked
 * about when asking is worth more than that, and so the requests of a window end up where they find most.
 */
import type { DurationLaw } from './duration-law.ts';
import type { LearningWindow } from './learning-window.ts';

/** Jobs that are much alike. */
export interface Cohort {
  readonly law: DurationLaw;
  /** The age at which they were last known to run, and when they were accepted. */
  readonly aliveMs: number;
  readonly acceptedAt: number;
  readonly jobs: number;
}

export interface PollPrice {
  /** Milliseconds, for jobs of this law that were last known to run at this age. */
  readonly of: (law: DurationLaw, aliveMs: number) => number;
  /** Reckons anew, unless that was only just done. */
  readonly refresh: (now: number, cohorts: () => readonly Cohort[], demand: Demand) => void;
  readonly polled: (law: DurationLaw) => void;
  /** A job has ended at about this instant. */
  readonly ended: (at: number) => void;
  /** Rises whenever the price may have changed. */
  readonly version: () => number;
}

export interface Demand {
  /** Jobs that are followed, be they in the queue or just asked about. */
  readonly followed: number;
  readonly heldSubmits: number;
}

/** With requests to spare: this part of the usual duration, but no more than so much. */
const LEAST_PART = 0.0015;
const LEAST_MS = 20;
/** Who waits for a job that is later than two of its kind waits for long, and does not mind a little more. */
const LATE_PART = 0.005;
/** Of the window's requests, those that are planned with: the rest is for luck. */
const PLANNED = 0.85;
/** Slices of a window in which ends are expected. */
const SLICES = 12;
/** Ends after which an endpoint is known well enough to go by its law alone. */
const EXPLORED_ENDS = 8;
/** The part of a window's requests that may go into finding out before that. */
const EXPLORED_PART = 0.1;
/** On the smallest plan each request finds an end, or its job waits for a window more: none can be spared. */
const UNSPARED = 10;
const FRESH_MS = 200;
const STALE_MS = 800;

/** What a request is worth where each end has this many, fitted to the optimum of many simulated bursts. */
const scarcity = (requestsPerEnd: number, medianMs: number) =>
  requestsPerEnd <= 1.0001 ? Infinity : 0.15 * medianMs * (requestsPerEnd - 1) ** -1.45;

export function createPollPrice(window: LearningWindow): PollPrice {
  const { windowMs, limitAt } = window;
  const sliceMs = windowMs / SLICES;
  const explorations = new Map<DurationLaw, number>();
  /** Ends seen, by slice of time. */
  const ended = new Map<number, number>();
  let priceMs = 0;
  let reckonedAt = -Infinity;
  let pollsSince = 0;
  /** Falls below 1 while places lie idle though there is something to find. */
  let thrift = 1;
  let version = 0;

  const reckon = (now: number, cohorts: readonly Cohort[], { followed, heldSubmits }: Demand) => {
    const sinceMs = Math.min(2_000, now - reckonedAt);
    const waiting = cohorts.reduce((sum, { jobs }) => sum + jobs, 0);
    if (!waiting) return 0;
    // Those that are being asked about are like the others.
    const scale = Math.max(1, followed / waiting);
    const medianMs = cohorts.reduce((sum, { law, jobs }) => sum + jobs * law.medianMs(), 0) / waiting;
    const thisSlice = Math.floor(now / sliceMs);

    // The ends in each slice of a window before and after now, seen and expected; then the fullest window.
    for (const slice of ended.keys()) if (slice < thisSlice - SLICES) ended.delete(slice);
    const firstSlice = thisSlice + 1 - SLICES;
    const ends = Array.from({ length: 2 * SLICES - 1 }, (_, index) => ended.get(firstSlice + index) ?? 0);
    for (const { law, aliveMs, acceptedAt, jobs } of cohorts) {
      let before = 0;
      ends.forEach((_, index) => {
        const by = law.endedBy(aliveMs, (firstSlice + index + 1) * sliceMs - acceptedAt);
        if (index) ends[index]! += scale * jobs * (by - before);
        before = by;
      });
    }
    let inWindow = 0;
    let most = 0;
    ends.forEach((expected, index) => {
      inWindow += expected - (ends[index - SLICES] ?? 0);
      if (index >= SLICES - 1) most = Math.max(most, inWindow);
    });

    const likeliest = Math.max(
      ...cohorts.map((each) => each.law.endedBy(each.aliveMs, now - each.acceptedAt)),
    );
    const supply = window.supply(now);
    const isIdle = likeliest > 0.5 && supply[0]!.requests > limitAt() / 2;
    thrift = isIdle ? thrift * Math.exp(-sinceMs / 20_000) : Math.min(1, thrift + sinceMs / 5_000);
    const busyMs = (0.6 * (followed + heldSubmits) * windowMs) / limitAt();
    const perEnd = (PLANNED * limitAt()) / (most + (most < 4 ? 1.5 * Math.sqrt(most) : 0) + 1e-6);
    let price =
      thrift *
      Math.min(1, (0.6 * windowMs) / medianMs) *
      Math.min(20 * medianMs, busyMs, scarcity(perEnd, medianMs));

    // What is left of this window must last until the next place falls free.
    for (const { withinMs, requests } of supply) {
      let found = 0;
      let demand = 0;
      for (const { law, aliveMs, acceptedAt, jobs } of cohorts) {
        const ageMs = Math.max(aliveMs, now - acceptedAt);
        found += scale * jobs * (law.endedBy(aliveMs, ageMs + withinMs) - law.endedBy(aliveMs, ageMs));
        demand += scale * jobs * law.demand(aliveMs, ageMs, ageMs + withinMs);
      }
      const worth = Math.max(
        (demand / Math.max(0.5, requests)) ** 2,
        scarcity(requests / (found + 1e-6), medianMs),
      );
      price = Math.max(price, Math.min(withinMs, worth));
    }
    return price;
  };

  return {
    version: () => version,
    of(law, aliveMs) {
      const medianMs = law.medianMs();
      const leastMs = Math.max(
        Math.min(LEAST_PART * medianMs, LEAST_MS),
        LATE_PART * (aliveMs - 2 * medianMs),
      );
      const usual = Math.max(leastMs, priceMs);
      // Of jobs of which nothing is known, a few are asked about early, whatever it costs.
      const explores =
        law.completions() < EXPLORED_ENDS &&
        (explorations.get(law) ?? 0) < Math.floor(EXPLORED_PART * (limitAt() - UNSPARED));
      return explores ? Math.min(usual, Math.max(leastMs, medianMs / 2)) : usual;
    },
    refresh(now, cohorts, demand) {
      const elapsedMs = now - reckonedAt;
      if (elapsedMs < FRESH_MS || (elapsedMs < STALE_MS && pollsSince < 0.02 * limitAt())) return;
      priceMs = reckon(now, cohorts(), demand);
      reckonedAt = now;
      pollsSince = 0;
      version++;
    },
    polled(law) {
      pollsSince++;
      if (law.completions() >= EXPLORED_ENDS) return;
      explorations.set(law, (explorations.get(law) ?? 0) + 1);
      version++;
    },
    ended(at) {
      const slice = Math.floor(at / sliceMs);
      ended.set(slice, (ended.get(slice) ?? 0) + 1);
    },
  };
}
