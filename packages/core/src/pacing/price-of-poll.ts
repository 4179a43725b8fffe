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
  readonly ended: (law: DurationLaw, at: number) => void;
  /** Rises whenever the price may have changed. */
  readonly version: () => number;
}

/** The ends in a span of time. */
interface Ends {
  readonly count: number;
  /** The medians of their laws, summed. */
  readonly mediansMs: number;
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
const PLANNED = 0.88;
/** Slices of a window in which ends are expected. */
const SLICES = 12;
/** Ends after which an endpoint is known well enough to go by its law alone. */
const EXPLORED_ENDS = 8;
/** So many polls are sent ahead to find out before that, times the root of the limit. */
const SCOUTS = 0.4;
/** What the first of them costs, of what the last does. */
const FIRST_SCOUT = 0.003;
/** On the smallest plan each request finds an end, or its job waits for a window more: none can be spared. */
const UNSPARED = 10;
/** A price that has moved by less is the same: all that was reckoned with it still holds. */
const SAME_PART = 0.02;
const FRESH_MS = 200;
const STALE_MS = 800;

/** What a request is worth where each end has this many, fitted to the optimum of many simulated bursts. */
const scarcity = (requestsPerEnd: number, medianMs: number) =>
  requestsPerEnd <= 1.0001 ? Infinity : 0.15 * medianMs * (requestsPerEnd - 1) ** -1.45;

const NO_ENDS: Ends = { count: 0, mediansMs: 0 };

export function createPollPrice(window: LearningWindow): PollPrice {
  const { windowMs, limitAt } = window;
  const sliceMs = windowMs / SLICES;
  /** Polls of jobs of which little was known. */
  const scouted = new Map<DurationLaw, number>();
  /** Ends seen, by slice of time. */
  const seen = new Map<number, Ends>();
  let priceMs = 0;
  let reckonedAt = -Infinity;
  let pollsSince = 0;
  /** Falls below 1 while places lie idle though there is something to find. */
  let thrift = 1;
  let version = 0;

  const scouts = () => SCOUTS * Math.sqrt(Math.min(1_000, Math.max(0, limitAt() - UNSPARED)));
  const explores = (law: DurationLaw) =>
    law.completions() < EXPLORED_ENDS && (scouted.get(law) ?? 0) < scouts();

  const reckon = (now: number, cohorts: readonly Cohort[], { followed, heldSubmits }: Demand) => {
    const sinceMs = Math.min(2_000, now - reckonedAt);
    const waiting = cohorts.reduce((sum, { jobs }) => sum + jobs, 0);
    if (!waiting) return 0;
    // Those that are being asked about are like the others.
    const scale = Math.max(1, followed / waiting);
    const thisSlice = Math.floor(now / sliceMs);

    // The ends in each slice of a window before and after now, seen and expected; then the fullest window.
    for (const slice of seen.keys()) if (slice < thisSlice - SLICES) seen.delete(slice);
    const firstSlice = thisSlice + 1 - SLICES;
    const slices = Array.from({ length: 2 * SLICES - 1 }, (_, index) => ({
      ...(seen.get(firstSlice + index) ?? NO_ENDS),
    }));
    for (const { law, aliveMs, acceptedAt, jobs } of cohorts) {
      let before = law.endedBy(aliveMs, (firstSlice + 1) * sliceMs - acceptedAt);
      for (let index = 1; index < slices.length; index++) {
        const by = law.endedBy(aliveMs, (firstSlice + index + 1) * sliceMs - acceptedAt);
        const count = scale * jobs * (by - before);
        slices[index]!.count += count;
        slices[index]!.mediansMs += count * law.medianMs();
        before = by;
      }
    }
    let inWindow = NO_ENDS;
    let fullest = NO_ENDS;
    slices.forEach(({ count, mediansMs }, index) => {
      const gone = slices[index - SLICES] ?? NO_ENDS;
      inWindow = {
        count: inWindow.count + count - gone.count,
        mediansMs: inWindow.mediansMs + mediansMs - gone.mediansMs,
      };
      if (index >= SLICES - 1 && inWindow.count > fullest.count) fullest = inWindow;
    });
    const most = fullest.count;
    // Of those that this window's requests are for: that the quick ones are through makes the rest no dearer.
    const medianMs = most > 0.001 ? fullest.mediansMs / most : cohorts[0]!.law.medianMs();

    const likeliest = Math.max(
      ...cohorts.map((each) => each.law.endedBy(each.aliveMs, now - each.acceptedAt)),
    );
    const supply = window.supply(now);
    const isIdle = likeliest > 0.5 && supply[0]!.requests > limitAt() / 2;
    thrift = isIdle ? thrift * Math.exp(-sinceMs / 20_000) : Math.min(1, thrift + sinceMs / 5_000);
    const busyMs = (0.6 * (followed + heldSubmits) * windowMs) / limitAt();
    const perEnd = (PLANNED * limitAt()) / (most + (most < 4 ? Math.sqrt(most) : 0) + 1e-6);
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
      if (!explores(law)) return usual;
      // A few are asked about ahead of the others, each later than the one before: all may be quicker than assumed.
      const dearer = FIRST_SCOUT ** (1 - (scouted.get(law) ?? 0) / scouts());
      return Math.min(usual, Math.max(leastMs, (medianMs / 2) * dearer));
    },
    refresh(now, cohorts, demand) {
      const elapsedMs = now - reckonedAt;
      if (elapsedMs < FRESH_MS || (elapsedMs < STALE_MS && pollsSince < 0.02 * limitAt())) return;
      const reckonedMs = reckon(now, cohorts(), demand);
      reckonedAt = now;
      pollsSince = 0;
      if (Math.abs(reckonedMs - priceMs) <= SAME_PART * priceMs) return;
      priceMs = reckonedMs;
      version++;
    },
    polled(law) {
      pollsSince++;
      if (!explores(law)) return;
      scouted.set(law, (scouted.get(law) ?? 0) + 1);
      version++;
    },
    ended(law, at) {
      const slice = Math.floor(at / sliceMs);
      const { count, mediansMs } = seen.get(slice) ?? NO_ENDS;
      seen.set(slice, { count: count + 1, mediansMs: mediansMs + law.medianMs() });
    },
  };
}
