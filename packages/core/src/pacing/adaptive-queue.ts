import { binOf } from './age-bins.ts';
import type { DurationLaw } from './duration-law.ts';
import type { LearningWindow } from './learning-window.ts';
import type { Polled, PolledEndpoint, PollQueue } from './pacing.ts';
import { createPollPrice, type Cohort } from './price-of-poll.ts';

/** A job that is followed. */
interface Ticket {
  readonly job: Polled;
  readonly law: DurationLaw;
  readonly acceptedAt: number;
  /** The age at which it was last known to run; undefined where nothing is known of its life so far. */
  aliveMs: number | undefined;
  /** Not to be asked about before. */
  readyAt: number;
  /** When the request about it left that is under way. */
  askedAt: number | undefined;
  line: Line | undefined;
  before: Ticket | undefined;
  after: Ticket | undefined;
}

/** Jobs that fall due in the order in which they stand: all of one law and about one age when last seen. */
interface Line {
  readonly key: string;
  readonly law: DurationLaw;
  /** Its place among lines that are alike but for the price: between 0 and 1. */
  readonly part: number;
  /** Of jobs that wait for a fixed time, whatever a request is worth. */
  readonly isTimed: boolean;
  first: Ticket | undefined;
  last: Ticket | undefined;
  jobs: number;
  dueAt: number;
  /** What `dueAt` was reckoned from. */
  dueOf: unknown;
  stamp: number;
}

/** Prices of jobs that are alike are spread over this range, or those that began together would be polled together. */
const PRICE_RANGE = 3;
const PRICE_STEPS = 8;
/** A job is asked about after this many of its policy's longest waits at the latest, or once all others were. */
const LONGEST_WAITS = 16;
/** However the policy reads, a job that brings no news is not asked about in a hot loop. */
const SHORTEST_BACKOFF_MS = 250;

/**
 * Jobs stand in lines, each in the order in which they fall due; a step looks at the head of each line, of which
 * there are at most a few hundred for any number of jobs.
 */
export function createAdaptiveQueue(
  window: LearningWindow,
  lawOf: (endpoint: PolledEndpoint) => DurationLaw,
): PollQueue {
  const price = createPollPrice(window);
  const tickets = new Map<Polled, Ticket>();
  const lines = new Map<string, Line>();
  let turn = 0;
  /** After a poll the next one waits a little, so that a crowd does not ask before the first answer came. */
  let restedAt = -Infinity;

  const dueAt = (line: Line): number => {
    const head = line.first!;
    if (line.isTimed) return head.readyAt;
    const { law, aliveMs = 0, acceptedAt, readyAt } = head;
    const { minMs, maxMs } = head.job.policy;
    const stamp = price.version() + law.version();
    if (line.dueOf !== head || line.stamp !== stamp) {
      const askAgeMs = law.askAgeMs(aliveMs, price.of(law, aliveMs) * PRICE_RANGE ** (line.part - 0.5));
      const longestMs = Math.max(LONGEST_WAITS * maxMs, (tickets.size * window.windowMs) / window.limitAt());
      line.dueAt = Math.max(readyAt, Math.min(acceptedAt + askAgeMs, readyAt - minMs + longestMs));
      line.dueOf = head;
      line.stamp = stamp;
    }
    return line.dueAt;
  };
  /** The one that fell due first, not the one worth most: nobody starves. */
  const earliest = () => {
    let best: Line | undefined;
    for (const line of lines.values()) if (!best || dueAt(line) < dueAt(best)) best = line;
    return best;
  };

  const cohorts = (): Cohort[] =>
    [...lines.values()].map(({ law, part, first, last, jobs }) => {
      // One job of its own place stands for each line: those of lines that are alike stand in turn.
      const between = (from: number, to: number) => from + part * (to - from);
      return {
        law,
        aliveMs: between(first!.aliveMs ?? 0, last!.aliveMs ?? 0),
        acceptedAt: between(first!.acceptedAt, last!.acceptedAt),
        jobs,
      };
    });

  const enqueue = (ticket: Ticket, timedMs?: number) => {
    const { job, law, aliveMs } = ticket;
    const isTimed = timedMs !== undefined;
    turn = (turn + 3) % PRICE_STEPS;
    const { minMs } = job.policy;
    const kind = isTimed ? `${timedMs}ms` : `${minMs} ${aliveMs && binOf(aliveMs) + 1} ${turn}`;
    const key = `${kind} ${job.endpoint.id}`;
    let line = lines.get(key);
    if (!line) {
      line = {
        key,
        law,
        part: (turn + 0.5) / PRICE_STEPS,
        isTimed,
        first: undefined,
        last: undefined,
        jobs: 0,
        dueAt: 0,
        dueOf: undefined,
        stamp: 0,
      };
      lines.set(key, line);
    }
    ticket.line = line;
    ticket.before = line.last;
    if (line.last) line.last.after = ticket;
    else line.first = ticket;
    line.last = ticket;
    line.jobs++;
  };
  const dequeue = (ticket: Ticket) => {
    const { line, before, after } = ticket;
    if (!line) return;
    if (before) before.after = after;
    else line.first = after;
    if (after) after.before = before;
    else line.last = before;
    ticket.line = ticket.before = ticket.after = undefined;
    if (--line.jobs === 0) lines.delete(line.key);
  };

  /** The age of which an answer speaks that came now: that at half of its way. */
  const ageAt = ({ askedAt, acceptedAt, aliveMs = 0 }: Ticket, now: number) =>
    Math.max(aliveMs, ((askedAt ?? now) + now) / 2 - acceptedAt);

  return {
    nextAt(now, heldSubmits) {
      if (lines.size === 0) return Infinity;
      price.refresh(now, cohorts, { followed: tickets.size, heldSubmits });
      return Math.max(restedAt, dueAt(earliest()!));
    },
    dueAt(job) {
      const line = tickets.get(job)?.line;
      return line && Math.max(restedAt, dueAt(line));
    },
    take(now) {
      const ticket = earliest()!.first!;
      const { law, aliveMs, acceptedAt } = ticket;
      dequeue(ticket);
      ticket.askedAt = now;
      price.polled(law);
      if (aliveMs !== undefined)
        restedAt =
          Math.max(now, restedAt) +
          Math.min(window.windowMs, Math.max(50, now - acceptedAt)) / (10 * window.limitAt());
      return ticket.job;
    },
    add(job, { polls, misses }, now, jobAgeMs) {
      const { minMs, maxMs } = job.policy;
      let ticket = tickets.get(job);
      if (!ticket) {
        const acceptedAt = now - jobAgeMs;
        const aliveMs = polls ? 0 : undefined;
        ticket = {
          job,
          law: lawOf(job.endpoint),
          acceptedAt,
          aliveMs,
          readyAt: acceptedAt + minMs,
          askedAt: undefined,
          line: undefined,
          before: undefined,
          after: undefined,
        };
        tickets.set(job, ticket);
        if (aliveMs === undefined) {
          ticket.readyAt = now;
          enqueue(ticket, 0);
        } else enqueue(ticket);
        return;
      }
      dequeue(ticket);
      if (misses > 0) {
        const waitMs = Math.max(minMs, Math.min(maxMs, Math.max(minMs, SHORTEST_BACKOFF_MS) * 2 ** misses));
        ticket.readyAt = now + waitMs;
        enqueue(ticket, waitMs);
      } else {
        const ageMs = ageAt(ticket, now);
        if (ticket.aliveMs !== undefined) ticket.law.sawRunning(ticket.aliveMs, ageMs);
        ticket.aliveMs = ageMs;
        ticket.readyAt = now + minMs;
        enqueue(ticket);
      }
      ticket.askedAt = undefined;
    },
    remove(job, now, isDone) {
      const ticket = tickets.get(job);
      if (!ticket) return;
      dequeue(ticket);
      tickets.delete(job);
      const { law, aliveMs, acceptedAt } = ticket;
      if (!isDone || aliveMs === undefined) return;
      const ageMs = ageAt(ticket, now);
      price.ended(law, acceptedAt + (aliveMs + ageMs) / 2);
      law.sawEnd(aliveMs, ageMs);
    },
    estimate(endpoint, ageMs) {
      const law = lawOf(endpoint);
      return {
        progress: Math.min(0.99, law.progress(ageMs)),
        etaMs: law.remainingMs(ageMs, 0.5),
        etaP90Ms: law.remainingMs(ageMs, 0.9),
      };
    },
  };
}
