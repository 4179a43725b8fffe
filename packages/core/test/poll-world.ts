/**
 * A provider and the jobs of one account in simulated time: drives a lane directly, with an event heap and without
 * promises, so that 500 jobs take milliseconds. Durations are synthetic: log-normal with a heavy tail.
 */
import type { Lane, Pacing, Polled, PollQueue } from '../src/pacing/pacing.ts';
import { createWindowLog, type RateLimit, type WindowLog } from '../src/pacing/window-log.ts';
import { forwardTime } from '../src/primitives/forward-time.ts';
import { seededRandom, type Random } from '../src/primitives/random.ts';

export interface Kind {
  readonly endpoint: string;
  readonly medianMs: number;
  readonly sigma: number;
}

export const EDIT: Kind = { endpoint: 'edit', medianMs: 6_000, sigma: 0.35 };
export const GEN: Kind = { endpoint: 'gen', medianMs: 20_000, sigma: 0.45 };
export const VIDEO: Kind = { endpoint: 'video', medianMs: 110_000, sigma: 0.4 };

export interface Workload {
  readonly jobs: number;
  /** Taken in turn. */
  readonly kinds: readonly Kind[];
  readonly perMinute: number;
  readonly seed: number;
  /** Jobs come one by one, so many per minute, instead of all at once. */
  readonly arrivalsPerMinute?: number;
  /** Submits count against the limit of polls too. */
  readonly isShared?: boolean;
  /** What the provider really allows, where that is not what the client was told. */
  readonly trulyPerMinute?: number;
  /** What the client takes for the typical duration, relative to the true median. */
  readonly priorFactor?: number;
  readonly policy?: Polled['policy'];
  /** Part of the answers that fail. */
  readonly missed?: number;
  /** The clock is set by so much, each at its instant. */
  readonly clockShifts?: readonly { readonly at: number; readonly byMs: number }[];
}

export interface Outcome {
  readonly done: number;
  /** From a job's end until the client knows, milliseconds, in the order in which it learned. */
  readonly lagsMs: readonly number[];
  /** From the call until the client has the result. */
  readonly endToEndMs: readonly number[];
  readonly makespanMs: number;
  readonly polls: number;
  readonly refusedPolls: number;
  readonly refusedSubmits: number;
  readonly steps: number;
}

interface Job extends Polled {
  acceptedAt: number;
  readonly cameAt: number;
  readonly durationMs: number;
  endsAt: number;
  polls: number;
  misses: number;
}

const WINDOW_MS = 60_000;
const EPOCH_MS = 1_700_000_000_000;
const POLICY = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };

/** A duration: log-normal, one in forty fails early, one in thirty takes for ever. */
export function drawDurationMs({ medianMs, sigma }: Kind, random: Random): number {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const usual = medianMs * Math.exp(sigma * normal());
  const fate = random();
  if (fate < 0.025) return Math.round(usual * 0.2 * random() + 100);
  if (fate < 0.055) return Math.round(medianMs * 2 * Math.min(20, (1 - random()) ** (-1 / 1.5)));
  return Math.round(usual);
}

/** Counts as the provider does: at most `limit` in any window. */
function createCounter({ limit, windowMs }: RateLimit) {
  const seen: number[] = [];
  return {
    accepts(at: number) {
      while (seen[0]! <= at - windowMs) seen.shift();
      if (seen.length >= limit) return 0;
      seen.push(at);
      return undefined;
    },
    /** After how long there is room again. */
    retryAfterMs: (at: number) => Math.max(0, (seen[0] ?? at) + windowMs - at),
  };
}

export function simulate(pacing: Pacing, workload: Workload): Outcome {
  const { jobs, kinds, perMinute, seed, arrivalsPerMinute, isShared = false } = workload;
  const {
    trulyPerMinute = perMinute,
    priorFactor = 1,
    policy = POLICY,
    missed = 0,
    clockShifts = [],
  } = workload;
  const random = seededRandom(seed);
  const chance = seededRandom(seed + 77_777);
  const oneWayMs = () => Math.round(35 + 40 * chance() ** 3 + 10 * chance());
  const told = { limit: perMinute, windowMs: WINDOW_MS };
  const truth = { limit: trulyPerMinute, windowMs: WINDOW_MS };

  const lane: Lane = pacing(told, 'status');
  const statusCounter = createCounter(truth);
  const doors = new Map(
    kinds.map(({ endpoint }) => [
      endpoint,
      {
        window: isShared ? lane.window : pacing(told, endpoint).window,
        counter: isShared ? statusCounter : createCounter(truth),
        line: [] as Job[],
      },
    ]),
  );

  let now = EPOCH_MS;
  let steps = 0;
  let polls = 0;
  let refusedPolls = 0;
  let refusedSubmits = 0;
  const lagsMs: number[] = [];
  const endToEndMs: number[] = [];
  let lastAt = now;
  const heap = createHeap();
  const clock = forwardTime({
    now: () => clockShifts.reduce((at, shift) => (now >= EPOCH_MS + shift.at ? at + shift.byMs : at), now),
    setTimer: () => () => {},
  });

  const submit = (job: Job) => {
    const door = doors.get(job.endpoint.id)!;
    const sentAt = clock();
    door.window.sent(sentAt);
    heap.push(now + oneWayMs(), () => {
      const refused = door.counter.accepts(now) !== undefined;
      const retryAfterMs = refused ? door.counter.retryAfterMs(now) : 0;
      if (!refused) job.endsAt = now + job.durationMs;
      heap.push(now + oneWayMs(), () => {
        if (refused) {
          refusedSubmits++;
          door.window.pauseUntil(clock() + retryAfterMs);
          door.window.settled(clock(), sentAt);
          door.line.unshift(job);
          return;
        }
        door.window.settled(clock());
        lane.queue.add(Object.assign(job, { acceptedAt: clock(), polls: 1 }), job, clock(), 0);
      });
    });
  };
  const ask = (job: Job) => {
    const sentAt = clock();
    polls++;
    lane.window.sent(sentAt);
    heap.push(now + oneWayMs(), () => {
      const refused = statusCounter.accepts(now) !== undefined;
      const retryAfterMs = refused ? statusCounter.retryAfterMs(now) : 0;
      const isMissed = chance() < missed;
      const isDone = !isMissed && now >= job.endsAt;
      heap.push(now + oneWayMs(), () => {
        if (refused) {
          refusedPolls++;
          lane.window.pauseUntil(clock() + retryAfterMs);
        }
        lane.window.settled(clock(), refused ? sentAt : undefined);
        if (isDone && !refused) {
          lagsMs.push(now - job.endsAt);
          endToEndMs.push(now - job.cameAt);
          lastAt = now;
          lane.queue.remove(job, clock(), true);
          return;
        }
        if (refused || isMissed) job.misses++;
        else {
          job.misses = 0;
          job.polls++;
        }
        lane.queue.add(job, job, clock(), clock() - job.acceptedAt);
      });
    });
  };

  let cameAt = now;
  for (let index = 0; index < jobs; index++) {
    const kind = kinds[index % kinds.length]!;
    const job: Job = {
      endpoint: { id: kind.endpoint, typicalMs: kind.medianMs * priorFactor },
      ref: { requestId: `request-${index}` },
      acceptedAt: 0,
      policy,
      cameAt,
      durationMs: drawDurationMs(kind, random),
      endsAt: Infinity,
      polls: 0,
      misses: 0,
    };
    heap.push(cameAt, () => void doors.get(kind.endpoint)!.line.push(job));
    if (arrivalsPerMinute) cameAt += Math.round((-Math.log(1 - random()) * WINDOW_MS) / arrivalsPerMinute);
  }

  /** Sends what may be sent, and says when to look again. */
  const pump = (): number => {
    let wakeAt = Infinity;
    const held = [...doors.values()].reduce((sum, { line }) => sum + line.length, 0);
    for (const { window, line } of doors.values()) {
      while (line[0] && window.earliestAt(clock()) <= clock()) submit(line.shift()!);
      if (line[0]) wakeAt = Math.min(wakeAt, window.earliestAt(clock()));
    }
    for (;;) {
      steps++;
      const at = Math.max(lane.queue.nextAt(clock(), held), lane.window.earliestAt(clock()));
      if (Number.isNaN(at)) throw new Error('nextAt is not a number');
      // Timers are whole milliseconds, as is the clock.
      if (at > clock()) return now + Math.max(1, Math.ceil(Math.min(wakeAt, at) - clock()));
      ask(lane.queue.take(clock()) as Job);
    }
  };

  let timerAt = Infinity;
  const isUnderWay = () => lagsMs.length < jobs && steps < 2_000_000;
  while (isUnderWay()) {
    const eventAt = heap.nextAt();
    now = Math.max(now, Math.min(eventAt, timerAt));
    if (now === Infinity) break;
    if (eventAt <= now) heap.pop()();
    timerAt = pump();
  }
  return {
    done: lagsMs.length,
    lagsMs,
    endToEndMs,
    makespanMs: lastAt - EPOCH_MS,
    polls,
    refusedPolls,
    refusedSubmits,
    steps,
  };
}

/** Everybody asks by one shared limiter with even gaps, whoever has waited longest first. */
export const evenlySpaced: Pacing = (limit) => {
  const log = createWindowLog(limit);
  const gapMs = limit.windowMs / limit.limit;
  const line: { job: Polled; dueAt: number }[] = [];
  let nextAt = -Infinity;
  const queue: PollQueue = {
    nextAt: () => (line[0] ? Math.max(line[0].dueAt, nextAt) : Infinity),
    take(now) {
      nextAt = now + gapMs;
      return line.shift()!.job;
    },
    add: (job, { polls }, now) => void line.push({ job, dueAt: polls > 1 ? now + 2_000 : now }),
    remove: () => {},
    estimate: () => ({ progress: 0, etaMs: undefined }),
  };
  return { window: log, queue };
};

/** Who knows when each job ends: submits and asks once each, at the first instant that the limit allows. */
export function oracle(workload: Workload): Pick<Outcome, 'lagsMs' | 'endToEndMs' | 'makespanMs'> {
  const random = seededRandom(workload.seed);
  const told = { limit: workload.perMinute, windowMs: WINDOW_MS };
  const rttMs = 110;
  const windows = new Map<string, WindowLog>();
  const enter = (name: string, at: number) => {
    const window = windows.get(name) ?? createWindowLog(told);
    windows.set(name, window);
    const startAt = Math.max(at, window.earliestAt(at));
    window.sent(startAt);
    window.settled(startAt + rttMs);
    return startAt;
  };
  let cameAt = 0;
  const jobs = Array.from({ length: workload.jobs }, (_, index) => {
    const kind = workload.kinds[index % workload.kinds.length]!;
    const durationMs = drawDurationMs(kind, random);
    const startAt = enter(workload.isShared ? '' : kind.endpoint, cameAt) + rttMs / 2;
    const job = { cameAt, endsAt: startAt + durationMs };
    if (workload.arrivalsPerMinute)
      cameAt += (-Math.log(1 - random()) * WINDOW_MS) / workload.arrivalsPerMinute;
    return job;
  });
  const found = jobs
    .toSorted((one, other) => one.endsAt - other.endsAt)
    .map((job) => ({ ...job, knownAt: enter('', job.endsAt - rttMs / 2) + rttMs }));
  return {
    lagsMs: found.map((job) => job.knownAt - job.endsAt),
    endToEndMs: found.map((job) => job.knownAt - job.cameAt),
    makespanMs: Math.max(...found.map((job) => job.knownAt)),
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
export const geometricMean = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));

/** What happens next, in order of time; at one instant in the order in which it was said. */
function createHeap() {
  const heap: { at: number; order: number; run: () => void }[] = [];
  let order = 0;
  const isBefore = (one: number, other: number) =>
    heap[one]!.at - heap[other]!.at || heap[one]!.order - heap[other]!.order;
  const swap = (one: number, other: number) => {
    [heap[one], heap[other]] = [heap[other]!, heap[one]!];
  };
  return {
    nextAt: () => heap[0]?.at ?? Infinity,
    push(at: number, run: () => void) {
      heap.push({ at, order: order++, run });
      for (let here = heap.length - 1; here > 0;) {
        const parent = (here - 1) >> 1;
        if (isBefore(parent, here) < 0) break;
        swap(parent, here);
        here = parent;
      }
    },
    pop(): () => void {
      const { run } = heap[0]!;
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
      for (let here = 0; ;) {
        const [left, right] = [2 * here + 1, 2 * here + 2];
        let least = here;
        if (left < heap.length && isBefore(left, least) < 0) least = left;
        if (right < heap.length && isBefore(right, least) < 0) least = right;
        if (least === here) return run;
        swap(least, here);
        here = least;
      }
    },
  };
}
