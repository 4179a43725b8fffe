import type { WaitReason } from '../job/job-state.ts';
import { createWindowLog, type RateLimit } from '../pacing/window-log.ts';
import { cancellable } from '../primitives/cancellable.ts';
import type { Clock } from '../primitives/clock.ts';

type OnHeld = (waitReason: WaitReason, untilAt: number | undefined) => void;

/** One bucket's door: requests pass it in the order in which they came, when the window has room. */
export interface Limiter {
  /**
   * Resolves when this request may leave; `leave` must follow.
   *
   * @param onHeld - told why and until when the request is held (undefined: not known).
   * @throws the signal's reason as soon as it aborts.
   */
  enter(signal: AbortSignal | undefined, onHeld: OnHeld | undefined): Promise<void>;
  /** The request that entered has its answer. */
  leave(): void;
  /** Nobody passes for the next `ms`. */
  pause(ms: number, waitReason: WaitReason): void;
}

/** Holds one timer, and only while somebody waits. */
export function createLimiter(limit: RateLimit, clock: Clock): Limiter {
  const log = createWindowLog(limit);
  const queue = new Set<{ readonly pass: () => void; readonly onHeld: OnHeld | undefined }>();
  let waitReason: WaitReason = 'rate-limit';
  let toldAt: number | undefined;
  let cancelTimer: (() => void) | undefined;

  const pump = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    for (const first of queue) {
      const now = clock.now();
      const at = log.earliestAt(now);
      if (at > now) {
        // Infinity: every place is in flight, and the next answer pumps again.
        const untilAt = at < Infinity ? at : undefined;
        if (untilAt) cancelTimer = clock.setTimer(pump, untilAt - now);
        // Where that is no news, only the one who has just come has to be told: they may be 10 000.
        const told = [...queue].slice(untilAt === toldAt ? -1 : 0);
        toldAt = untilAt;
        for (const { onHeld } of told) onHeld?.(waitReason, untilAt);
        return;
      }
      waitReason = 'rate-limit';
      log.sent();
      queue.delete(first);
      first.pass();
    }
  };

  return {
    enter: (signal, onHeld) =>
      cancellable(signal, (pass) => {
        const waiter = { pass, onHeld };
        queue.add(waiter);
        pump();
        return () => {
          if (queue.delete(waiter)) pump();
        };
      }),
    leave() {
      log.settled(clock.now());
      pump();
    },
    pause(ms, reason) {
      waitReason = reason;
      log.pauseUntil(clock.now() + ms);
    },
  };
}
