import type { Lane, Polled, PollQueue } from '../pacing/pacing.ts';
import { cancellable } from '../primitives/cancellable.ts';
import type { Clock } from '../primitives/clock.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';

type OnHeld = (waitReason: WaitReason, untilAt: number | undefined) => void;

/** A job that asks how it stands when it is its turn. */
export interface Asker extends Polled {
  /** The place is taken: `leave` must follow. */
  readonly ask: () => void;
}

/** Who waits for a bucket, in the order of their priority and then in the order in which they came. */
interface Waiter {
  readonly priority: number;
  readonly pass: () => void;
  readonly onHeld: OnHeld | undefined;
}

/**
 * All requests that count against one limit pass here, when its window has room: those that stand in line, and in
 * turn with them the questions about jobs, of which only the next is chosen, and only at the moment in which it may
 * leave.
 */
export interface Bucket {
  /**
   * Resolves when this request may leave; `leave` must follow.
   *
   * @param priority - who has more goes first.
   * @param onHeld - told why and until when the request is held (undefined: not known).
   * @throws the signal's reason as soon as it aborts.
   */
  readonly enter: (
    signal: AbortSignal | undefined,
    onHeld: OnHeld | undefined,
    priority?: number,
  ) => Promise<void>;
  /** The request that entered has its answer; `refusedAt` where that was a 429: when it had left. */
  readonly leave: (refusedAt?: number) => void;
  /** Nobody passes for the next `ms`. */
  readonly pause: (ms: number, waitReason: WaitReason) => void;
  /** The jobs that are asked about; after a change `pump` must follow. */
  readonly queue: PollQueue;
  /** Lets pass who may, and sets the timer for the next. */
  readonly pump: () => void;
}

/**
 * Holds one timer, and only while somebody waits.
 *
 * @param held - all who stand in a line of the client, this bucket's among them.
 */
export function createBucket({ window, queue, ...lane }: Lane, clock: Clock, held: Set<unknown>): Bucket {
  const line: Waiter[] = [];
  let waitReason: WaitReason = 'rate-limit';
  let toldAt: number | undefined;
  let cancelTimer: (() => void) | undefined;
  let unwatch: (() => void) | undefined | void;
  let wasPoll = false;

  const pump = () => {
    for (;;) {
      // In the loop, because whoever passes may come back here before the next turn.
      cancelTimer?.();
      cancelTimer = undefined;
      const now = clock.now();
      const pollAt = queue.nextAt(now, held.size);
      const at = Math.max(window.earliestAt(now), line[0] ? now : pollAt);
      if (at > now) {
        // Infinity: nobody wants to, or every place is in flight, and the next answer pumps again.
        const untilAt = at < Infinity ? at : undefined;
        const isWaiting = line[0] || pollAt < Infinity;
        if (isWaiting) unwatch ??= lane.watch?.(pump);
        else unwatch = unwatch?.();
        if (untilAt) cancelTimer = clock.setTimer(pump, untilAt - now);
        // Where that is no news, only the one who has just come has to be told: they may be 10 000.
        const told = line.slice(untilAt === toldAt ? -1 : 0);
        toldAt = untilAt;
        for (const { onHeld } of told) onHeld?.(lane.waitReason?.() ?? waitReason, untilAt);
        return;
      }
      window.sent(now);
      wasPoll = pollAt <= now && !(line[0] && wasPoll);
      if (wasPoll) (queue.take(now) as Asker).ask();
      else {
        waitReason = 'rate-limit';
        line.shift()!.pass();
      }
    }
  };

  return {
    enter: (signal, onHeld, priority = 0) =>
      cancellable(signal, (pass) => {
        const waiter = { priority, pass, onHeld };
        line.splice(line.findLastIndex((other) => other.priority >= priority) + 1, 0, waiter);
        held.add(waiter);
        pump();
        return () => {
          held.delete(waiter);
          const at = line.indexOf(waiter);
          if (at >= 0) {
            line.splice(at, 1);
            pump();
          }
        };
      }),
    leave(refusedAt) {
      window.settled(clock.now(), refusedAt);
      pump();
    },
    pause(ms, reason) {
      waitReason = reason;
      window.pauseUntil(clock.now() + ms);
    },
    queue,
    pump,
  };
}
