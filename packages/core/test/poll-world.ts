/**
 * A provider and the jobs of one account in simulated time: drives a lane directly, with an event heap and without
 * promises, so that 500 jobs take milliseconds.
 */
import type { Lane, Pacing, Polled } from '../src/pacing/pacing.ts';
import type { RateLimit } from '../src/pacing/window-log.ts';
import { forwardTime } from '../src/primitives/forward-time.ts';
import { seededRandom } from '../src/primitives/random.ts';
import { createEventHeap } from './event-heap.ts';
import { drawDurationMs, WINDOW_MS, type Workload } from './poll-workload.ts';

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

const EPOCH_MS = 1_700_000_000_000;
const POLICY = { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 };

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
  const heap = createEventHeap();
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
