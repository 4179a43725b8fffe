/**
 * The provider behind every run: it counts requests as `cell.limiter` does, works on jobs for as long as their fate
 * says, and is some network away. Speaks no protocol; the wires do.
 */
import { KINDS, randomOf, type Kind } from './durations.ts';
import { createServerLimiter } from './server-limiter.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Workload } from './workloads.ts';

export const WINDOW_MS = 60_000;

/** One way, on average: a log-normal about 52 ms. */
export const ONE_WAY_MS = 55;

export interface Reply {
  readonly isRefused: boolean;
  /** With a refusal, where the provider says: whole seconds, as in `Retry-After`. */
  readonly retryAfterS: number | undefined;
  /** Of a status request: whether the job has ended, and how. */
  readonly isOver: boolean;
  readonly isFailure: boolean;
}

/** What was counted at the provider's door. */
export interface Traffic {
  submits: number;
  statuses: number;
  refusedSubmits: number;
  refusedStatuses: number;
}

export interface Provider {
  /** Asks for job number `index`; one that was accepted is not accepted again. */
  readonly submit: (index: number, onReply: (reply: Reply) => void) => void;
  readonly poll: (index: number, onReply: (reply: Reply) => void) => void;
  /** When the job ended, on the provider's side; undefined while it has not been accepted. */
  readonly endedAt: (index: number) => number | undefined;
  readonly traffic: Readonly<Traffic>;
}

export function createProvider({ cell, seed, jobs }: Workload, time: VirtualTime): Provider {
  const network = randomOf(seed, 3);
  const phaseMs = randomOf(seed, 4)() * WINDOW_MS;
  const limiter = () => createServerLimiter(cell.limiter, cell.perMinute, WINDOW_MS, phaseMs);
  const statusLimiter = limiter();
  const submitLimiters = Object.fromEntries(KINDS.map((kind) => [kind, limiter()])) as Record<
    Kind,
    typeof statusLimiter
  >;
  const endsAt: number[] = [];
  const traffic: Traffic = { submits: 0, statuses: 0, refusedSubmits: 0, refusedStatuses: 0 };

  const oneWayMs = () => {
    const normal = Math.sqrt(-2 * Math.log(1 - network())) * Math.cos(2 * Math.PI * network());
    return 52 * Math.exp(0.33 * normal);
  };
  const exchange = (answer: () => Reply, onReply: (reply: Reply) => void) =>
    time.setTimer(() => {
      const reply = answer();
      time.setTimer(() => onReply(reply), oneWayMs());
    }, oneWayMs());

  const refusal = (waitMs: number): Reply => ({
    isRefused: true,
    retryAfterS: cell.sendsRetryAfter ? Math.max(1, Math.ceil(waitMs / 1000)) : undefined,
    isOver: false,
    isFailure: false,
  });

  return {
    submit(index, onReply) {
      exchange(() => {
        const job = jobs[index]!;
        traffic.submits++;
        const waitMs = submitLimiters[job.kind](time.now());
        if (waitMs > 0) {
          traffic.refusedSubmits++;
          return refusal(waitMs);
        }
        if (endsAt[index] !== undefined) throw new Error(`Job ${index} was bought twice.`);
        endsAt[index] = time.now() + job.durationMs;
        return { isRefused: false, retryAfterS: undefined, isOver: false, isFailure: false };
      }, onReply);
    },
    poll(index, onReply) {
      exchange(() => {
        traffic.statuses++;
        const waitMs = statusLimiter(time.now());
        if (waitMs > 0) {
          traffic.refusedStatuses++;
          return refusal(waitMs);
        }
        const isOver = endsAt[index]! <= time.now();
        const isFailure = isOver && jobs[index]!.isFailure;
        return { isRefused: false, retryAfterS: undefined, isOver, isFailure };
      }, onReply);
    },
    endedAt: (index) => endsAt[index],
    traffic,
  };
}
